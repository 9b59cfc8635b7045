"""Dashboards through `/api`: read with proof of whose they are, written with the version that they replace.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/
"""

import time
from datetime import UTC, datetime
from typing import Any

import attrs

from grafmint.bundle import Entry
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Base, Held, Hold
from grafmint.plan.step import Step
from grafmint.target.server import history
from grafmint.target.server.board import Live, body, path_of, plain_document, read_board
from grafmint.target.server.faults import Forbidden, Refused, Uncertain, moved
from grafmint.target.server.http import Http
from grafmint.target.server.mark import Owner

RECREATED = "recreated: it had been deleted since the plan was made"
_STALE = "version-mismatch"
_PATH = "/api/dashboards/db"


@attrs.frozen
class Dashboards:
    """The dashboards of one server, as one project sees them."""

    http: Http
    owner: Owner

    def form(self, entry: Entry) -> bytes:
        """The entry's document in the form in which it is read back."""
        return plain_document(entry, self.owner.project)

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """A dashboard with whose it is; one read, unless somebody has saved it since our last write."""
        found = self.http.find(path_of(uid))
        # A folder answers to its uid too; that the uid is taken is told by the index.
        if found is None or found.get("meta", {}).get("isFolder"):
            return None
        live, meta = self._live(found), found.get("meta", {})
        hold, base, owner = self._hold(uid, live, meta, entry)
        return Held(
            kind="dashboard",
            uid=uid,
            title=live.title,
            folder=live.folder,
            # What is equal is kept once: thousands of dashboards are unchanged in most runs.
            document=self.form(entry) if entry is not None and self._is_as_in(live, entry) else live.document,
            hold=hold,
            where=owner or _where(live, meta),
            version=live.version,
            base=base,
        )

    def write(self, step: Step) -> str | None:
        """Do a step; what went otherwise than planned. Raises TargetError when the server refuses it."""
        assert step.entry is not None
        planned = step.held.version if step.held is not None else None
        answered = self._save(step.entry, planned)
        if answered == (planned or 0) + 1:
            return None
        # The server takes an update of what was deleted for a creation; the mark of this write names no such version.
        if self._save(step.entry, answered) != answered + 1:
            raise moved(step.entry)
        return RECREATED

    def _save(self, entry: Entry, planned: int | None) -> int:
        """Save, and look where no answer tells what came of it; the version that the server now has."""
        saved = self._attempt(entry, planned)
        # It was not written: once more, which the version that is sent along makes safe.
        saved = self._attempt(entry, planned) if saved is None else saved
        if saved is None:
            message = f"dashboard {entry.uid!r}: the server took none of several attempts, and nothing was written"
            raise TargetError(message, hint="run it again when less is going on there")
        return saved

    def _attempt(self, entry: Entry, planned: int | None) -> int | None:
        content = body(entry, self.owner, planned, f"grafmint sync of {self.owner.project}")
        try:
            # SQLite's "database is locked" comes as a mismatch of versions too, where there is none.
            answer = self.http.send("POST", _PATH, content, unfounded=lambda: self._version(entry.uid) == planned)
        except Uncertain:
            return self._settled(entry, planned)
        except Refused as refused:
            # An attempt before this one may have got through without our hearing of it.
            if refused.reason != _STALE:
                raise
            return self._settled(entry, planned)
        version = answer.get("version") if isinstance(answer, dict) else None
        # What stands before Grafana may answer for it; whether it was written is seen there alone.
        return version if isinstance(version, int) else self._settled(entry, planned)

    def _settled(self, entry: Entry, planned: int | None) -> int | None:
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
        mark = live.proof(entry.uid) if live is not None and self._is_as_in(live, entry) else None
        if mark is None or not self.owner.owns(mark) or mark.version != expected:
            raise moved(entry)
        return expected

    def _version(self, uid: str) -> int | None:
        live = self._find(uid)
        return live.version if live is not None else None

    def _find(self, uid: str) -> Live | None:
        found = self.http.find(path_of(uid))
        return self._live(found) if found is not None else None

    def _is_as_in(self, live: Live, entry: Entry) -> bool:
        return live.document == self.form(entry) and live.folder == entry.folder

    def _live(self, found: Any) -> Live:
        board, meta = found["dashboard"], found.get("meta", {})
        version = board.get("version", meta.get("version", 0))
        return read_board(board, self.owner.project, version=version, folder=meta.get("folderUid") or None)

    def _hold(self, uid: str, live: Live, meta: Any, entry: Entry | None) -> tuple[Hold, Base | None, str | None]:
        """Whose it is, what an edit of ours began from, and whose it is in words where it is somebody else's."""
        if meta.get("provisioned"):
            file = meta.get("provisionedExternalId")
            return "managed", None, f"provisioned from the file {file}" if file else "provisioned from a file"
        mark = live.mark if live.mark is not None and live.mark.uid == uid else None
        if mark is not None and not self.owner.owns(mark):
            hold, words = self.owner.other(mark)
            return hold, None, words
        is_unmoved = mark is not None and (mark.version, mark.folder) == (live.version, live.folder)
        # Where it is as in the code, whose edit it would be decides nothing.
        if is_unmoved and ((entry is not None and self._is_as_in(live, entry)) or live.proof(uid) is not None):
            return "ours", None, None
        return self._edited(uid, live, is_code=entry is not None, is_marked=mark is not None)

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


def _where(live: Live, meta: Any) -> str:
    by = f", by {meta['updatedBy']}" if meta.get("updatedBy") else ""
    return f"in Grafana, {_ago(meta.get('updated'))} (version {live.version}{by})"


def _ago(stamp: object) -> str:
    """How long ago a time of the server was, in the largest unit that fits."""
    try:
        then = datetime.fromisoformat(str(stamp))
    except ValueError:
        return "some time ago"
    seconds = time.time() - then.replace(tzinfo=then.tzinfo or UTC).timestamp()
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
