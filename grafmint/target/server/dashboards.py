"""Dashboards through `/api`: read with proof of whose they are, written with the version that they replace.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
"""

from collections.abc import Iterator
from typing import Any

import attrs

from grafmint.bundle import Entry
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Base, Held, Hold
from grafmint.plan.step import Step
from grafmint.target.server import history
from grafmint.target.server.age import where
from grafmint.target.server.board import (
    NEW_LAYOUT,
    Former,
    Live,
    body,
    is_of_new_layout,
    path_of,
    plain_document,
    read_board,
)
from grafmint.target.server.deleting import delete_planned
from grafmint.target.server.faults import Forbidden, Refused, Uncertain, moved
from grafmint.target.server.http import Http
from grafmint.target.server.index import read_hits
from grafmint.target.server.mark import Mark, Owner

RECREATED = "recreated: it had been deleted since the plan was made"
_CONNECTING = "connecting library panels"
_UNCONNECTED = "saved, but a library panel that it shows is not there: run it again to make and connect that"
_STALE = "version-mismatch"
_PATH = "/api/dashboards/db"


@attrs.frozen
class Dashboards:
    """The dashboards of one server, as one project sees them; a save renames the `former` one."""

    http: Http
    owner: Owner
    former: Former | None = None

    def form(self, entry: Entry) -> bytes:
        """The entry's document in the form in which it is read back."""
        return plain_document(entry, self.owner.project)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A dashboard with whose it is; one read, unless somebody has saved it since our last write."""
        try:
            found = self.http.find(path_of(uid))
        except Refused as refused:
            if not is_of_new_layout(refused):
                raise
            return _of_new_layout(uid, entry)
        # A folder answers to its uid too; that the uid is taken is told by the index.
        if found is None or found.get("meta", {}).get("isFolder"):
            return None
        live, meta = self._live(found), found.get("meta", {})
        form = self.form(entry) if entry is not None else None
        is_equal = entry is not None and (live.document, live.folder) == (form, entry.folder)
        hold, base, owner = self._hold(uid, live, meta, is_code=entry is not None, is_equal=is_equal)
        return Held(
            kind="dashboard",
            uid=uid,
            title=live.title,
            folder=live.folder,
            # What is equal is kept once: thousands of dashboards are unchanged in most runs.
            document=form if form is not None and is_equal else live.document,
            hold=hold,
            where=owner or where(meta.get("updated"), live.version, meta.get("updatedBy")),
            version=live.version,
            base=base,
            proof=hold in {"ours", "edited"} and (live.mark is not None or base is not None),
        )

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned. Raises TargetError when the server refuses it."""
        planned = step.held.version if step.held is not None else None
        try:
            return self._written(step, planned)
        except Refused as refused:
            # Grafana connects what it has saved by then.
            if _CONNECTING not in (refused.said or ""):
                raise
            assert step.entry is not None
            if self._settled(step.entry, planned, whose=step.whose) is None:
                raise
            return _UNCONNECTED

    def delete(self, step: Step) -> str | None:
        """Delete one that is still as planned."""
        return delete_planned(self.http, path_of(step.uid), step, lambda: self._is_planned(step))

    def entry(self, held: Held) -> Entry:
        """What is held as a build would have it."""
        return Entry(kind="dashboard", uid=held.uid, title=held.title, folder=held.folder, document=held.document)

    def mark(self, uid: str) -> Mark | None:
        """What our last write says of one that is there."""
        live = self._find(uid)
        return live.mark if live is not None else None

    def uids(self) -> Iterator[str]:
        """Every dashboard that these credentials can see."""
        return (hit["uid"] for hit in read_hits(self.http) if hit["type"] == "dash-db")

    def _written(self, step: Step, planned: int | None) -> str | None:
        assert step.entry is not None
        answered = self._save(step.entry, planned, whose=step.whose)
        if answered == (planned or 0) + 1:
            return None
        # The server takes an update of what was deleted for a creation; the mark of this write names no such version.
        if self._save(step.entry, answered, whose=step.whose) != answered + 1:
            raise moved(step.entry)
        return RECREATED

    def _save(self, entry: Entry, planned: int | None, *, whose: Hold) -> int:
        """Save, and look where no answer tells what came of it; the version that the server now has."""
        saved = self._attempt(entry, planned, whose=whose)
        # It was not written: once more, which the version that is sent along makes safe.
        saved = self._attempt(entry, planned, whose=whose) if saved is None else saved
        if saved is None:
            message = f"dashboard {entry.uid!r}: the server took none of several attempts, and nothing was written"
            raise TargetError(message, hint="run it again when less is going on there")
        return saved

    def _attempt(self, entry: Entry, planned: int | None, *, whose: Hold) -> int | None:
        message = f"grafmint sync of {self.owner.project}"
        content = body(entry, self.owner, planned, message, whose=whose, former=self.former)
        try:
            # SQLite's "database is locked" comes as a mismatch of versions too, where there is none.
            answer = self.http.send("POST", _PATH, content, unfounded=lambda: self._version(entry.uid) == planned)
        except Uncertain:
            return self._settled(entry, planned, whose=whose)
        except Refused as refused:
            # An attempt before this one may have got through without our hearing of it.
            if refused.reason != _STALE:
                raise
            return self._settled(entry, planned, whose=whose)
        version = answer.get("version") if isinstance(answer, dict) else None
        # What stands before Grafana may answer for it; whether it was written is seen there alone.
        return version if isinstance(version, int) else self._settled(entry, planned, whose=whose)

    def _settled(self, entry: Entry, planned: int | None, *, whose: Hold) -> int | None:
        """The version that an attempt without an answer has made, or None where it made none.

        Raises TargetError where somebody else has saved meanwhile.
        """
        try:
            live = self._find(entry.uid)
        except Forbidden:
            message = f"dashboard {entry.uid!r} is there already, where these credentials may not see it: not written"
            raise TargetError(message, hint="give them the right to see its folder, or choose another uid") from None
        if (live.version if live is not None else None) == planned:
            return None
        expected = (planned or 0) + 1
        if live is None or live.version != expected or not self._is_as_in(live, entry):
            raise moved(entry)
        mark = live.proof(entry.uid)
        if whose == "ours" and (mark is None or not self.owner.owns(mark)):
            raise moved(entry)
        return expected

    def _is_planned(self, step: Step) -> bool | None:
        live, held = self._find(step.uid), step.held
        assert held is not None
        if live is None:
            return None
        is_marked = live.mark is not None and self.owner.owns(live.mark)
        is_same = (live.version, live.folder, live.document) == (held.version, held.folder, held.document)
        return is_same and (is_marked or held.hold != "ours")

    def _version(self, uid: str) -> int | None:
        live = self._find(uid)
        return live.version if live is not None else None

    def _find(self, uid: str) -> Live | None:
        found = self.http.find(path_of(uid))
        if found is None and self.former is not None:
            # Until it is renamed it is there under its old uid.
            found = self.http.find(path_of(self.former.uid))
        return self._live(found) if found is not None else None

    def _is_as_in(self, live: Live, entry: Entry) -> bool:
        return live.document == self.form(entry) and live.folder == entry.folder

    def _live(self, found: Any) -> Live:
        board, meta = found["dashboard"], found.get("meta", {})
        version = board.get("version", meta.get("version", 0))
        return read_board(board, self.owner.project, version=version, folder=meta.get("folderUid") or None)

    def _hold(
        self, uid: str, live: Live, meta: Any, *, is_code: bool, is_equal: bool
    ) -> tuple[Hold, Base | None, str | None]:
        """Whose it is, what an edit of ours began from, and whose it is in words where it is somebody else's.

        `is_code` says that the code has it, `is_equal` that it is as there.
        """
        if meta.get("provisioned"):
            file = meta.get("provisionedExternalId")
            return "managed", None, f"provisioned from the file {file}" if file else "provisioned from a file"
        mark = live.mark if live.mark is not None and live.mark.uid == uid else None
        if mark is not None and not self.owner.owns(mark):
            hold, words = self.owner.other(mark)
            return hold, None, words
        is_unmoved = mark is not None and (mark.version, mark.folder) == (live.version, live.folder)
        # Where it is as in the code, whose edit it would be decides nothing.
        if is_unmoved and (is_equal or live.proof(uid) is not None):
            return "ours", None, None
        return self._edited(uid, live, is_code=is_code, is_marked=mark is not None)

    def _edited(self, uid: str, live: Live, *, is_code: bool, is_marked: bool) -> tuple[Hold, Base | None, str | None]:
        try:
            last = history.last_write(self.http, uid, self.owner.project)
        except Forbidden:
            # Who may not write it may not see its history: our tag on what the code has is all that is left to go by.
            return ("edited" if is_code and (is_marked or live.tagged) else "foreign"), None, None
        mark = last.mark if last is not None else None
        if last is None or mark is None:
            return ("edited" if is_marked else "foreign"), None, None
        if self.owner.owns(mark):
            return "edited", Base(document=last.document, folder=mark.folder), None
        hold, words = self.owner.other(mark)
        return hold, None, f"{words}, and edited since"


def _of_new_layout(uid: str, entry: Entry | None) -> Held:
    """One that the server cannot show us: nobody knows what would be lost."""
    title = entry.title if entry is not None else uid
    return Held(kind="dashboard", uid=uid, title=title, folder=None, document=b"{}", hold="managed", where=NEW_LAYOUT)
