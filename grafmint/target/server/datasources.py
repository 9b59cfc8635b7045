"""Datasources through `/api`: marked in `jsonData` with a checksum, for the server's own counter is not dependable.

Secrets are sent when a datasource is created, when the server lacks one, and when that is asked for; they never come
back, so that a plan can only tell whether one is there.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/data_source/
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held, Hold
from grafmint.plan.step import Step
from grafmint.target.server.deleting import delete_planned
from grafmint.target.server.faults import Refused, Uncertain, moved
from grafmint.target.server.http import Http
from grafmint.target.server.index import read_sources
from grafmint.target.server.mark import KEY, Mark, Owner, checksum, read_mark

Json = dict[str, Any]
# What the server adds and counts by itself.
_SERVERS = frozenset({
    "id", "orgId", "typeName", "typeLogoUrl", "readOnly", "version", "accessControl", "apiVersion", "secureJsonFields",
    "secureJsonData", "password", "basicAuthPassword",
})  # fmt: skip
_DEFAULTS: tuple[object, ...] = ("", False, None, {}, [])
_ALL = "/api/datasources"


@attrs.frozen
class Datasources:
    """The datasources of one server; `secrets` has the value of each placeholder, once a sync has asked for them."""

    http: Http
    owner: Owner
    resend: bool = False
    secrets: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def form(self, entry: Entry) -> bytes:
        """The entry as it is compared: without what is Grafana's default, secrets by name."""
        return _form(entry.json, dict.fromkeys(entry.json.get("secureJsonData", ()), True))

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A datasource with whose it is."""
        found = self.http.find(path_of(uid))
        if found is None:
            return None
        document = self._live(found, entry)
        mark = read_mark(found.get("jsonData"))
        hold, where = self._hold(found, mark)
        return Held(
            kind="datasource",
            uid=uid,
            title=found["name"],
            folder=None,
            document=document,
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
        return read_mark(found.get("jsonData")) if found is not None else None

    def uids(self) -> Iterable[str]:
        """Every datasource."""
        return (each["uid"] for each in read_sources(self.http))

    def _send(self, step: Step) -> None:
        entry, held = step.entry, step.held
        assert entry is not None
        if held is None:
            secrets = entry.json.get("secureJsonData", {})
            self.http.send("POST", _ALL, self._body(entry, secrets, whose=step.whose))
        else:
            self._update(entry, held, whose=step.whose)

    def _update(self, entry: Entry, held: Held, *, whose: Hold) -> None:
        found = self.http.find(path_of(held.uid))
        if found is None or self._live(found, entry) != held.document:
            raise moved(entry)
        wanted = entry.json.get("secureJsonData", {})
        present = {} if self.resend else _present(found)
        lacking = {key: value for key, value in wanted.items() if key not in present}
        body = self._body(entry, lacking, whose=whose)
        self.http.send("PUT", path_of(held.uid), {**body, "version": found.get("version")})

    def _body(self, entry: Entry, secrets: Mapping[str, str], *, whose: Hold) -> Json:
        body = {key: value for key, value in entry.json.items() if key != "secureJsonData"}
        project, environment = self.owner.project, self.owner.environment
        mark = Mark(
            project=project,
            environment=environment,
            uid=entry.uid,
            checksum=_checksum(entry.json),
            before=entry.renamed_from,
        )
        if whose != "foreign":
            said = mark if whose == "ours" else mark.of_edit
            body["jsonData"] = {**body.get("jsonData", {}), KEY: said.json}
        if secrets:
            body["secureJsonData"] = {key: self.secrets[placeholder] for key, placeholder in secrets.items()}
        return body

    def _is_written(self, entry: Entry, *, whose: Hold) -> bool:
        found = self.http.find(path_of(entry.uid))
        return (
            found is not None
            and self._hold(found, read_mark(found.get("jsonData")))[0] == whose
            and self._live(found, entry) == self.form(entry)
        )

    def _is_planned(self, step: Step) -> bool | None:
        found, held = self.http.find(path_of(step.uid)), step.held
        assert held is not None
        if found is None:
            return None
        hold, _ = self._hold(found, read_mark(found.get("jsonData")))
        return (hold, self._live(found, step.entry)) == (held.hold, held.document)

    def _live(self, found: Json, entry: Entry | None) -> bytes:
        # Of the secrets only those that the code has: the others can neither be compared nor taken away.
        wanted = entry.json.get("secureJsonData", {}) if entry is not None else _present(found)
        return _form(found, {key: True for key in _present(found) if key in wanted})

    def _hold(self, found: Json, mark: Mark | None) -> tuple[Hold, str]:
        if found.get("readOnly"):
            return "managed", "provisioned from a file"
        if mark is None or mark.uid != found["uid"]:
            return "foreign", "in Grafana"
        if not self.owner.owns(mark):
            return self.owner.other(mark)
        return ("ours" if mark.checksum == _checksum(found) else "edited"), "in Grafana"


def sent(step: Step, *, resend: bool) -> Iterable[str]:
    """The placeholders of the secrets that a step sends: of those that the server has only when that is asked for."""
    if step.entry is None:
        return ()
    wanted: Json = step.entry.json.get("secureJsonData", {})
    present = {} if resend or step.held is None else orjson.loads(step.held.document).get("secrets", {})
    return [placeholder for key, placeholder in wanted.items() if key not in present]


def _present(found: Json) -> Json:
    return {key: True for key, there in (found.get("secureJsonFields") or {}).items() if there}


def _form(said: Json, secrets: Json) -> bytes:
    return canonical({**_plain(said), "secrets": secrets})


def _plain(said: Json) -> Json:
    """What somebody can have written, without marks, secrets, and what the server counts and fills in."""
    plain = {key: value for key, value in said.items() if key not in _SERVERS and value not in _DEFAULTS}
    json = {key: value for key, value in plain.pop("jsonData", {}).items() if key != KEY}
    if "basicAuth" not in plain:
        # The server keeps the user when it is no more to be sent.
        plain.pop("basicAuthUser", None)
    return {**plain, **({"jsonData": json} if json else {})}


def _checksum(said: Json) -> str:
    return checksum(canonical(_plain(said)))


def path_of(uid: str) -> str:
    """Where a datasource is asked for."""
    return f"/api/datasources/uid/{quote(uid, safe='')}"
