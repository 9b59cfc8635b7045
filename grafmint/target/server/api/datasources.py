"""Datasources through `/api`: marked in `jsonData` with a checksum, for the server's own counter is not dependable.

Secrets are sent when a datasource is created, when the server lacks one, and when that is asked for; they never come
back, so that a plan can only tell whether one is there.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/
"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Step
from grafmint.target.server.api.index import read_sources
from grafmint.target.server.api.source import ALL, body, checksum_of, code_form, live_form, mark_of, path_of, present
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused, Uncertain
from grafmint.target.server.proof.deletion import delete_planned
from grafmint.target.server.proof.mark import Mark
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import not_written

Json = dict[str, Any]


@attrs.frozen
class Datasources:
    """The datasources of one server; `secrets` has the value of each placeholder, once a sync has asked for them."""

    http: Http
    owner: Owner
    resend: bool = False
    secrets: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def form(self, entry: Entry) -> bytes:
        """The entry as it is compared: without what is Grafana's default, secrets by name."""
        return code_form(entry.json)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A datasource with whose it is."""
        found = self.http.find(path_of(uid))
        if found is None:
            return None
        hold, where = self._hold(found)
        return Held(
            kind="datasource",
            uid=uid,
            title=found["name"],
            folder=None,
            document=live_form(found, entry),
            hold=hold,
            where=where,
            version=found.get("version"),
            proof=hold in {"ours", "edited"},
        )

    def write(self, step: Step) -> str | None:
        """Do a step; raises TargetError when the server refuses it or somebody was faster."""
        entry, held = step.entry, step.held
        assert entry is not None
        # Of secrets alone nobody can see whether they have arrived.
        unseen = held is not None and held.hold != "foreign" and held.document == self.form(entry)
        try:
            self._send(step)
        except (Uncertain, Refused) as error:
            # An attempt may have got through without our hearing of it; one that did not is made again.
            if not unseen and self._is_written(entry, whose=step.whose):
                return None
            if isinstance(error, Refused):
                raise
            self._send(step)
        return None

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned, with the secrets that nobody can read out of it."""
        return delete_planned(self.http, path_of(step.uid), step, lambda: self._is_planned(step))

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it, without the secrets: they never come back."""
        said = {key: value for key, value in orjson.loads(held.document).items() if key != "secrets"}
        return Entry(kind="datasource", uid=held.uid, title=held.title, document=canonical(said))

    def mark(self, uid: str) -> Mark | None:
        """What our last write says of one that is there."""
        found = self.http.find(path_of(uid))
        return mark_of(found) if found is not None else None

    def uids(self) -> Iterable[str]:
        """Every datasource."""
        return (each["uid"] for each in read_sources(self.http))

    def _send(self, step: Step) -> None:
        entry, held = step.entry, step.held
        assert entry is not None
        if held is None:
            secrets = self._values(entry.json.get("secureJsonData", {}))
            self.http.send("POST", ALL, body(entry, self.owner, secrets, whose=step.whose))
        else:
            self._update(entry, held, whose=step.whose)

    def _update(self, entry: Entry, held: Held, *, whose: Whose) -> None:
        found = self.http.find(path_of(held.uid))
        if found is None or live_form(found, entry) != held.document:
            raise not_written(entry)
        wanted = entry.json.get("secureJsonData", {})
        has = {} if self.resend else present(found)
        lacking = self._values({key: placeholder for key, placeholder in wanted.items() if key not in has})
        said = body(entry, self.owner, lacking, whose=whose)
        self.http.send("PUT", path_of(held.uid), {**said, "version": found.get("version")})

    def _values(self, placeholders: Mapping[str, str]) -> Mapping[str, str]:
        return {key: self.secrets[placeholder] for key, placeholder in placeholders.items()}

    def _is_written(self, entry: Entry, *, whose: Whose) -> bool:
        found = self.http.find(path_of(entry.uid))
        return found is not None and self._hold(found)[0] == whose and live_form(found, entry) == self.form(entry)

    def _is_planned(self, step: Step) -> bool | None:
        found, held = self.http.find(path_of(step.uid)), step.held
        assert held is not None
        if found is None:
            return None
        return (self._hold(found)[0], live_form(found, step.entry)) == (held.hold, held.document)

    def _hold(self, found: Json) -> tuple[Whose, str]:
        mark = mark_of(found)
        if found.get("readOnly"):
            return "managed", "provisioned from a file"
        if mark is None or mark.uid != found["uid"]:
            return "foreign", "in Grafana"
        if not self.owner.owns(mark):
            return self.owner.other(mark)
        return ("ours" if mark.checksum == checksum_of(found) else "edited"), "in Grafana"


def sent(step: Step, *, resend: bool) -> Iterable[str]:
    """The placeholders of the secrets that a step sends: of those that the server has only when that is asked for."""
    if step.entry is None:
        return ()
    wanted: Json = step.entry.json.get("secureJsonData", {})
    has = {} if resend or step.held is None else orjson.loads(step.held.document).get("secrets", {})
    return [placeholder for key, placeholder in wanted.items() if key not in has]
