"""Library panels through `/api/library-elements`: marked in their model, written with the version that they replace.

The library keeps no history, so that an edit has no base. What the page saves there keeps the mark of our last write,
whose version is then not the newest one.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/library_element/
"""

from collections.abc import Iterator
from typing import Any

import attrs

from grafmint.bundle import Entry
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held, Whose
from grafmint.plan.step import Step
from grafmint.target.server.api.element import body, folder_of, form, is_proven, mark_of
from grafmint.target.server.api.library import ALL, path_of, read_library
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Refused, Uncertain
from grafmint.target.server.proof.age import where
from grafmint.target.server.proof.deletion import delete_planned
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import given_up, not_written

Json = dict[str, Any]
_EXISTS, _STALE, _GONE, _CONFLICT = 400, 412, 404, 409


@attrs.frozen
class LibraryPanels:
    """The library of one server, as one project sees it."""

    http: Http
    owner: Owner

    def form(self, entry: Entry) -> bytes:
        """The entry's document in the form in which it is read back."""
        return form(entry.json)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A library panel with whose it is."""
        found = self._find(uid)
        if found is None:
            return None
        hold, said = self._hold(found, entry)
        return Held(
            kind="library-panel",
            uid=uid,
            title=found["name"],
            folder=folder_of(found),
            document=form(found),
            hold=hold,
            where=said,
            version=found["version"],
            proof=hold in {"ours", "edited"},
        )

    def write(self, step: Step) -> str | None:
        """Do a step; raises TargetError when the server refuses it or somebody was faster."""
        entry, held = step.entry, step.held
        assert entry is not None
        # What came to nothing is tried again, which the version that is sent along makes safe.
        if not self._save(step, entry.folder) and not self._save(step, entry.folder):
            raise given_up(entry)
        if held is not None and held.folder is not None and entry.folder is None:
            self._see_moved(step, held.folder)
        return None

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned; the server refuses it while a dashboard shows it."""
        try:
            return delete_planned(self.http, path_of(step.uid), step, lambda: self._is_planned(step))
        except Refused as refused:
            # Grafana 9 says so as if it were a matter of rights.
            if "has connections" not in (refused.said or ""):
                raise
            message = f"library panel {step.uid!r} is shown by a dashboard by now: not deleted"
            raise TargetError(message, hint="run it again to plan with what is there now") from refused

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return Entry(kind="library-panel", uid=held.uid, title=held.title, folder=held.folder, document=held.document)

    def uids(self) -> Iterator[str]:
        """Every panel of the library."""
        return (each["uid"] for each in read_library(self.http))

    def _save(self, step: Step, folder: str | None, *, after: int = 0) -> bool:
        """Save into a folder, `after` so many saves of ours; False where it came to nothing and may be tried again."""
        assert step.entry is not None
        planned = step.held.version if step.held is not None else None
        replaced = planned + after if planned is not None else None
        try:
            self._send(step, folder, replaced)
        except (Uncertain, Refused) as error:
            found = self._find(step.uid)
            if found is None and step.held is not None:
                # Of a rename that was not done the old one is there still.
                found = self._find(step.held.uid)
            # An attempt may have got through without our hearing of it.
            if found is not None and self._is_written(found, step, folder, replaced):
                return True
            if isinstance(error, Refused):
                raise _explained(error, step.entry) from error
            if (found["version"] if found is not None else None) != replaced:
                raise not_written(step.entry) from error
            return False
        return True

    def _send(self, step: Step, folder: str | None, replaced: int | None) -> None:
        entry, held = step.entry, step.held
        assert entry is not None
        said = body(entry, folder, replaced, self.owner, step.whose)
        if held is None or replaced is None:
            self.http.send("POST", ALL, said)
        else:
            self.http.send("PATCH", path_of(held.uid), {**said, "version": replaced})

    def _see_moved(self, step: Step, folder: str) -> None:
        """Raise TargetError where it is in its old folder still: Grafana 9 answers otherwise, and moves nothing."""
        found = self._find(step.uid)
        if found is None or folder_of(found) != folder:
            return
        # The mark names the folder that was meant, so that the next plan would take this for somebody's move.
        self._save(step, folder, after=1)
        message = f"library panel {step.uid!r} stays in its folder {folder!r}: this Grafana moves none to the top level"
        raise TargetError(message, hint="leave it in a folder, or delete it in Grafana and run it again")

    def _is_written(self, found: Json, step: Step, folder: str | None, replaced: int | None) -> bool:
        assert step.entry is not None
        return (
            self._hold(found, step.entry)[0] == step.whose
            and found["version"] == (replaced or 0) + 1
            and (form(found), folder_of(found)) == (self.form(step.entry), folder)
        )

    def _is_planned(self, step: Step) -> bool | None:
        found, held = self._find(step.uid), step.held
        assert held is not None
        if found is None:
            return None
        there = (found["version"], folder_of(found), form(found), self._hold(found)[0])
        return there == (held.version, held.folder, held.document, held.hold)

    def _find(self, uid: str) -> Json | None:
        found = self.http.find(path_of(uid))
        return dict(found["result"]) if isinstance(found, dict) else None

    def _hold(self, found: Json, entry: Entry | None = None) -> tuple[Whose, str]:
        meta = found.get("meta") or {}
        said = where(meta.get("updated"), found["version"], (meta.get("updatedBy") or {}).get("name"))
        mark = mark_of(found)
        if mark is None:
            return "foreign", said
        if not self.owner.owns(mark):
            return self.owner.other(mark)
        wanted = entry.folder if entry is not None else mark.folder
        return ("ours" if is_proven(found, wanted) else "edited"), said


def _explained(refused: Refused, entry: Entry) -> TargetError:
    if refused.status in (_STALE, _GONE):
        return not_written(entry)
    if refused.status == _EXISTS and "already exists" in (refused.said or ""):
        message = f"library panel {entry.uid!r}: its name is taken in its folder, or its uid ({refused.said})"
        # Another step may give the name free.
        return Refused(message, status=_CONFLICT, said=refused.said, hint="rename one of the two")
    return refused
