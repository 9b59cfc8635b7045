"""Folders through `/api`: they hold no mark and keep no history, so that title, parent and permissions are the code's.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder/
"""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry, shown
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held, Listed
from grafmint.plan.step import Step
from grafmint.target.server.api.folder import ALL, parent_of, path_of
from grafmint.target.server.api.index import read_hits
from grafmint.target.server.api.inside import Inside
from grafmint.target.server.api.permissions import Permissions
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused, Uncertain
from grafmint.target.server.proof.deletion import delete_planned

Json = dict[str, Any]
_CONFLICT = 409


@attrs.frozen
class Folders:
    """The folders of one server; `nested` where it can put one into another, `granted` where we see who may what.

    `inside` tells what lies in one.
    """

    http: Http
    permissions: Permissions
    nested: bool
    granted: bool
    inside: Inside = attrs.field(default=attrs.Factory(lambda self: Inside(http=self.http), takes_self=True))

    def form(self, entry: Entry) -> bytes:
        """What of an entry the server can hold."""
        said = entry.json
        return self._document(said["title"], entry.folder, said.get("permissions"))

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A folder as far as the code speaks of it."""
        found = self.http.find(path_of(uid))
        return self.held(found, entry) if found is not None else None

    def held(self, found: Json, entry: Entry | None) -> Held:
        """What is held of a folder that says its uid, title, parentUid and version."""
        uid, title = found["uid"], found["title"]
        return Held(
            kind="folder",
            uid=uid,
            title=title,
            folder=None,
            document=self._document(title, parent_of(found), self._rows(uid, entry)),
            hold="ours",
            where="in Grafana",
            version=found.get("version"),
        )

    def write(self, step: Step) -> str | None:
        """Do a step; raises TargetError when the server refuses it."""
        entry = step.entry
        assert entry is not None
        try:
            self._send(entry, step.held)
        except Uncertain:
            # An attempt may have got through without our hearing of it; one that did not is made again.
            if not self._is_written(entry):
                self._send(entry, step.held)
        self.grant(entry)
        return None

    def grant(self, entry: Entry) -> None:
        """Give the permissions that the code speaks of, where they are others."""
        try:
            self._grant(entry)
        except Uncertain:
            self._grant(entry)

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned, and empty: the server would delete everything in it, whoever's."""
        return delete_planned(self.http, path_of(step.uid), step, lambda: self._is_planned(step))

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it; who may what in it is not."""
        document = canonical({"uid": held.uid, "title": held.title})
        parent = orjson.loads(held.document).get("parent")
        return Entry(kind="folder", uid=held.uid, title=held.title, folder=parent, document=document)

    def uids(self) -> Iterator[str]:
        """Every folder that these credentials can see."""
        return (hit["uid"] for hit in read_hits(self.http) if hit["type"] == "dash-folder")

    def _is_planned(self, step: Step) -> bool | None:
        found, held = self.http.find(path_of(step.uid)), step.held
        assert held is not None
        if found is None:
            return None
        there = next(self.inside.of(step.uid), None)
        if there is not None:
            raise _full(step, there)
        return self._document(found["title"], parent_of(found), None) == held.document

    def _send(self, entry: Entry, held: Held | None) -> None:
        self._create(entry) if held is None else self._update(entry, held)

    def _create(self, entry: Entry) -> None:
        said = {"uid": entry.uid, "title": entry.title}
        if self.nested and entry.folder is not None:
            said["parentUid"] = entry.folder
        try:
            self.http.send("POST", ALL, said)
        except Refused:
            # An attempt before this one may have got through without our hearing of it.
            if not self._is_written(entry):
                raise

    def _update(self, entry: Entry, held: Held) -> None:
        if (held.uid, held.title) != (entry.uid, entry.title):
            self._rename(entry, held)
        found = self.http.get(path_of(entry.uid)) if self.nested else {}
        if self.nested and parent_of(found) != entry.folder:
            self.http.send("POST", f"{path_of(entry.uid)}/move", {"parentUid": entry.folder or ""})

    def _rename(self, entry: Entry, held: Held) -> None:
        said = {"title": entry.title, "version": held.version}
        try:
            self.http.send("PUT", path_of(held.uid), said if held.uid == entry.uid else {**said, "uid": entry.uid})
        except Refused:
            # As with a creation: the attempt before may have been done.
            found = self.http.find(path_of(entry.uid))
            if found is None or found["title"] != entry.title:
                raise

    def _grant(self, entry: Entry) -> None:
        wanted = entry.json.get("permissions")
        if wanted is not None and self.granted and self._rows(entry.uid, entry) != self.permissions.form(wanted):
            self.permissions.write(entry.uid, wanted, exact=_is_exact(entry))

    def _is_written(self, entry: Entry) -> bool:
        found = self.http.find(path_of(entry.uid))
        parent = entry.folder if self.nested else None
        return found is not None and (found["title"], parent_of(found)) == (entry.title, parent)

    def _rows(self, uid: str, entry: Entry | None) -> list[Json] | None:
        wanted = entry.json.get("permissions") if entry is not None else None
        if entry is None or wanted is None or not self.granted:
            return None
        return self.permissions.read(uid, wanted, exact=_is_exact(entry))

    def _document(self, title: str, parent: str | None, permissions: Sequence[Json] | None) -> bytes:
        document: Json = {"title": title}
        if self.nested and parent is not None:
            document["parent"] = parent
        if permissions is not None and self.granted:
            document["permissions"] = self.permissions.form(permissions)
        return canonical(document)


def _full(step: Step, there: Listed) -> TargetError:
    message = f"folder {step.uid!r} holds {shown(there.kind)} {there.uid!r} ({there.title}) by now: not deleted"
    hint = "run it again to plan with what is there now"
    # A folder in it may be the next one that goes: it is tried again after that.
    return Refused(message, status=_CONFLICT, hint=hint) if there.kind == "folder" else TargetError(message, hint=hint)


def _is_exact(entry: Entry) -> bool:
    return bool(entry.json.get("exactPermissions"))
