"""Saving: one write of one dashboard, and what it takes to know what came of it."""

from collections.abc import Collection

import attrs

from grafmint.bundle import Entry
from grafmint.library import shown_by
from grafmint.plan.step import Step
from grafmint.target.server.api.board import Former, Live, body, path_of, plain_document, read_found
from grafmint.target.server.api.library import is_there
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden, Refused, Uncertain
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import RECREATED, given_up, hidden, not_written

_CONNECTING = "connecting library panels"
_UNCONNECTED = "saved, but a library panel that it shows is not there: run it again to make and connect that"
_UNMADE = (
    "saved, but its library panel {!r} is not there, and this run makes none: define it as LibraryPanel, make one with "
    "that uid in Grafana, or take the panel out"
)
_STALE = "version-mismatch"
_PATH = "/api/dashboards/db"


@attrs.frozen(kw_only=True)
class Saving:
    """The write of a step over the version that was planned with; it renames the `former` one.

    `panels` are those of the library that the run makes, or has.
    """

    http: Http
    owner: Owner
    step: Step
    former: Former | None = None
    panels: Collection[str] = ()

    def done(self) -> str | None:
        """Save; what went otherwise than planned. Raises TargetError when the server refuses it."""
        planned = self.step.held.version if self.step.held is not None else None
        try:
            return self._saved_over(planned)
        except Refused as refused:
            # Grafana connects what it has saved by then.
            if _CONNECTING not in (refused.said or "") or self._settled(planned) is None:
                raise
            return self._unconnected()

    def _unconnected(self) -> str:
        """What is said of one that shows a library panel that is not there."""
        others = (uid for uid in shown_by(self._entry) if uid not in self.panels)
        unmade = next((uid for uid in others if not is_there(self.http, uid)), None)
        return _UNCONNECTED if unmade is None else _UNMADE.format(unmade)

    @property
    def _entry(self) -> Entry:
        assert self.step.entry is not None
        return self.step.entry

    def _saved_over(self, planned: int | None) -> str | None:
        answered = self._save(planned)
        if answered == (planned or 0) + 1:
            return None
        # The server takes an update of what was deleted for a creation; the mark of this write names no such version.
        if self._save(answered) != answered + 1:
            raise not_written(self._entry)
        return RECREATED

    def _save(self, planned: int | None) -> int:
        """Save, and look where no answer tells what came of it; the version that the server now has."""
        saved = self._attempt(planned)
        # It was not written: once more, which the version that is sent along makes safe.
        saved = self._attempt(planned) if saved is None else saved
        if saved is None:
            raise given_up(self._entry)
        return saved

    def _attempt(self, planned: int | None) -> int | None:
        message = f"grafmint sync of {self.owner.project}"
        content = body(self._entry, self.owner, planned, message, whose=self.step.whose, former=self.former)
        try:
            # SQLite's "database is locked" comes as a mismatch of versions too, where there is none.
            answer = self.http.send("POST", _PATH, content, unfounded=lambda: self._version() == planned)
        except Uncertain:
            return self._settled(planned)
        except Refused as refused:
            # An attempt before this one may have got through without our hearing of it.
            if refused.reason != _STALE:
                raise
            return self._settled(planned)
        version = answer.get("version") if isinstance(answer, dict) else None
        # What stands before Grafana may answer for it; whether it was written is seen there alone.
        return version if isinstance(version, int) else self._settled(planned)

    def _settled(self, planned: int | None) -> int | None:
        """The version that an attempt without an answer has made, or None where it made none.

        Raises TargetError where somebody else has saved meanwhile.
        """
        entry = self._entry
        try:
            live = self._find()
        except Forbidden:
            raise hidden(entry) from None
        if (live.version if live is not None else None) == planned:
            return None
        expected = (planned or 0) + 1
        if live is None or live.version != expected or not self._is_as_in(live):
            raise not_written(entry)
        mark = live.proof(entry.uid)
        if self.step.whose == "ours" and (mark is None or not self.owner.owns(mark)):
            raise not_written(entry)
        return expected

    def _version(self) -> int | None:
        live = self._find()
        return live.version if live is not None else None

    def _find(self) -> Live | None:
        found = self.http.find(path_of(self._entry.uid))
        if found is None and self.former is not None:
            # Until it is renamed it is there under its old uid.
            found = self.http.find(path_of(self.former.uid))
        return read_found(found, self.owner.project) if found is not None else None

    def _is_as_in(self, live: Live) -> bool:
        document = plain_document(self._entry, self.owner.project)
        return (live.document, live.folder) == (document, self._entry.folder)
