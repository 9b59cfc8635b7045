"""Folders through `/api`: they hold no mark and keep no history, so that title, parent and permissions are the code's.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder/
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import attrs

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.faults import Refused, Uncertain
from grafmint.target.server.http import Http
from grafmint.target.server.permissions import Permissions

Json = dict[str, Any]


@attrs.frozen
class Folders:
    """The folders of one server; `nested` where it can put one into another, `granted` where we see who may what."""

    http: Http
    permissions: Permissions
    nested: bool
    granted: bool

    def form(self, entry: Entry) -> bytes:
        """What of an entry the server can hold."""
        said = entry.json
        return self._document(said["title"], entry.folder, said.get("permissions"))

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A folder as far as the code speaks of it."""
        assert entry is not None
        found = self.http.find(_path(uid))
        if found is None:
            return None
        return Held(
            kind="folder",
            uid=uid,
            title=found["title"],
            folder=None,
            document=self._document(found["title"], found.get("parentUid") or None, self._rows(uid, entry)),
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
        try:
            self._grant(entry)
        except Uncertain:
            self._grant(entry)
        return None

    def _send(self, entry: Entry, held: Held | None) -> None:
        self._create(entry) if held is None else self._update(entry, held)

    def _create(self, entry: Entry) -> None:
        said = {"uid": entry.uid, "title": entry.title}
        if self.nested and entry.folder is not None:
            said["parentUid"] = entry.folder
        try:
            self.http.send("POST", "/api/folders", said)
        except Refused:
            # An attempt before this one may have got through without our hearing of it.
            if not self._is_written(entry):
                raise

    def _update(self, entry: Entry, held: Held) -> None:
        if held.title != entry.title:
            self._rename(entry, held)
        found = self.http.get(_path(entry.uid)) if self.nested else {}
        if self.nested and (found.get("parentUid") or None) != entry.folder:
            self.http.send("POST", f"{_path(entry.uid)}/move", {"parentUid": entry.folder or ""})

    def _rename(self, entry: Entry, held: Held) -> None:
        try:
            self.http.send("PUT", _path(entry.uid), {"title": entry.title, "version": held.version})
        except Refused:
            # As with a creation: the attempt before may have been done.
            found = self.http.find(_path(entry.uid))
            if found is None or found["title"] != entry.title:
                raise

    def _grant(self, entry: Entry) -> None:
        wanted = entry.json.get("permissions")
        if wanted is not None and self.granted and self._rows(entry.uid, entry) != self.permissions.form(wanted):
            self.permissions.write(entry.uid, wanted, exact=_is_exact(entry))

    def _is_written(self, entry: Entry) -> bool:
        found = self.http.find(_path(entry.uid))
        parent = entry.folder if self.nested else None
        return found is not None and (found["title"], found.get("parentUid") or None) == (entry.title, parent)

    def _rows(self, uid: str, entry: Entry) -> list[Json] | None:
        wanted = entry.json.get("permissions")
        if wanted is None or not self.granted:
            return None
        return self.permissions.read(uid, wanted, exact=_is_exact(entry))

    def _document(self, title: str, parent: str | None, permissions: Sequence[Json] | None) -> bytes:
        document: Json = {"title": title}
        if self.nested and parent is not None:
            document["parent"] = parent
        if permissions is not None and self.granted:
            document["permissions"] = self.permissions.form(permissions)
        return canonical(document)


def parents_first(entries: Sequence[Entry]) -> list[Entry]:
    """Folders in an order in which each one's parent exists before it."""
    folders = {entry.uid: entry for entry in entries}

    def depth(entry: Entry) -> int:
        parent = folders.get(entry.folder) if entry.folder is not None else None
        return 0 if parent is None else 1 + depth(parent)

    return sorted(entries, key=depth)


def _is_exact(entry: Entry) -> bool:
    return bool(entry.json.get("exactPermissions"))


def _path(uid: str) -> str:
    return f"/api/folders/{quote(uid, safe='')}"
