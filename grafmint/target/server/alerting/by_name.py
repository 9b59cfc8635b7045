"""What is known by its name alone: whoever else writes one of it through the API fights with us."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar
from urllib.parse import quote

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.model.base import Json, JsonObject
from grafmint.plan.snapshot import Held, Listed
from grafmint.plan.step import Step
from grafmint.target.server.alerting.finding import find
from grafmint.target.server.alerting.lists import PROVISIONING, Lists, Name, named
from grafmint.target.server.alerting.provenance import hold_by_name
from grafmint.target.server.alerting.users import refuse_used
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.http.client import Http, Unfounded
from grafmint.target.server.proof.deletion import GONE
from grafmint.target.server.proof.stale import not_deleted, not_written


@attrs.frozen
class ByName(ABC):
    """The resources of one server that have a name and a provenance, and nothing else to tell whose they are."""

    kind: ClassVar[Kind]
    name: ClassVar[Name]
    #: Where the server has all of them, below its provisioning API.
    place: ClassVar[str]
    #: Where Grafana 9 keeps their provenances.
    told: ClassVar[tuple[str, ...]]

    http: Http
    lists: Lists

    @abstractmethod
    def document(self, said: JsonObject) -> bytes:
        """One as the server keeps it, from an entry's JSON or the server's."""

    @abstractmethod
    def send(self, entry: Entry, held: Held | None, seen: JsonObject, unfounded: Unfounded) -> Json:
        """Make it, or replace what is held; `seen` is what the body says of the state that was read."""

    @property
    def all(self) -> str:
        """The address of all of them."""
        return f"{PROVISIONING}/{self.place}"

    def path(self, name: str) -> str:
        """The address of one."""
        return f"{self.all}/{quote(name, safe='')}"

    def form(self, entry: Entry) -> bytes:
        """The entry as the server keeps it."""
        return self.document(entry.json)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """One with whose it is."""
        listed = self.lists.of(self.name)
        found = next(iter(named(listed, uid)), None)
        if found is None:
            return None
        hold, where = hold_by_name(uid, listed, self.lists.provenances(*self.told))
        return Held(
            kind=self.kind, uid=uid, title=uid, folder=None, document=self.document(found), hold=hold, where=where
        )

    def write(self, step: Step) -> str | None:
        """Make it, or replace what was planned with."""
        entry, held = step.entry, step.held
        assert entry is not None
        settled(entry, lambda: self._send(entry, held), lambda: self._live(entry) == self.form(entry))
        return None

    def delete(self, step: Step) -> str | None:
        """Delete it where it is as planned and nothing leads to it."""
        assert step.held is not None
        entry = self.entry(step.held)
        live = self._live(entry)
        if live is None:
            return GONE
        if live != step.held.document:
            raise not_deleted(step)
        refuse_used(entry, self.http)
        unmoved = lambda: self._live(entry) == live  # noqa: E731
        settled(
            entry,
            lambda: self.http.send("DELETE", self.path(entry.uid), unfounded=unmoved),
            lambda: self._live(entry) is None,
        )
        return None

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return Entry(kind=self.kind, uid=held.uid, title=held.title, document=held.document)

    def uids(self) -> Iterable[str]:
        """The names of all of them."""
        return [each["name"] for each in self.lists.of(self.name) or ()]

    def beginning(self, prefix: str) -> Iterable[Listed]:
        """Those whose names begin so."""
        return [Listed(kind=self.kind, uid=name, title=name) for name in self.uids() if name.startswith(prefix)]

    def _send(self, entry: Entry, held: Held | None) -> Json:
        found = self._find(entry)
        live = self.document(found) if found is not None else None
        if live != (held.document if held is not None else None):
            raise not_written(entry)
        # From Grafana 11 on the server itself refuses what was read before somebody else wrote.
        seen = {"version": found["version"]} if found is not None and found.get("version") else {}
        return self.send(entry, held, seen, lambda: self._live(entry) == live)

    def _live(self, entry: Entry) -> bytes | None:
        found = self._find(entry)
        return self.document(found) if found is not None else None

    def _find(self, entry: Entry) -> JsonObject | None:
        found: JsonObject | None = find(self.http, self.path(entry.uid))
        return found
