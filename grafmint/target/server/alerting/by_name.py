"""What is known by its name alone: whoever else writes one of it through the API fights with us."""

from abc import ABC, abstractmethod
from typing import ClassVar
from urllib.parse import quote

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.model.base import Json, JsonObject
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.alerting.finding import find
from grafmint.target.server.alerting.lists import PROVISIONING, Lists, Name, named
from grafmint.target.server.alerting.provenance import hold_by_name
from grafmint.target.server.alerting.writing import settled
from grafmint.target.server.faults import moved
from grafmint.target.server.http import Http, Unfounded


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
    def send(self, entry: Entry, held: Held | None, unfounded: Unfounded) -> Json:
        """Make it, or replace what is held."""

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

    def _send(self, entry: Entry, held: Held | None) -> Json:
        live = self._live(entry)
        if live != (held.document if held is not None else None):
            raise moved(entry)
        return self.send(entry, held, lambda: self._live(entry) == live)

    def _live(self, entry: Entry) -> bytes | None:
        found = find(self.http, self.path(entry.uid))
        return self.document(found) if found is not None else None
