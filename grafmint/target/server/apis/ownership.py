"""Ownership: whose a dashboard is, and what an edit of it began from, by its marks, its manager and its history."""

from collections.abc import Callable

import attrs

from grafmint.bundle import Entry
from grafmint.plan.snapshot import Held
from grafmint.target.server.apis.board import Board, read_board
from grafmint.target.server.apis.history import last_write
from grafmint.target.server.apis.metadata import Json
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.proof.age import where
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.verdict import Verdict, by_history, by_mark, unproven


@attrs.frozen(kw_only=True)
class Ownership:
    """How one owner sees dashboards; `form` is how an entry's document is read back."""

    resources: Resources
    owner: Owner
    form: Callable[[Entry], bytes]

    def glanced(self, found: Json, entry: Entry | None) -> Held | None:
        """What an object is, None where its history has to tell."""
        board = read_board(found, self.owner.project)
        verdict = self._verdict(board, entry)
        return self._held(board, entry, verdict) if verdict is not None else None

    def judged(self, found: Json, entry: Entry | None) -> Held:
        """What an object is, by its history too where that is needed."""
        board = read_board(found, self.owner.project)
        return self._held(board, entry, self._verdict(board, entry) or self._edited(board, entry))

    def _verdict(self, board: Board, entry: Entry | None) -> Verdict | None:
        meta, owner = board.meta, self.owner
        if meta.manager is not None and not meta.manager.is_of(owner.project):
            return Verdict("managed", words=str(meta.manager))
        if meta.unwritable is not None:
            return Verdict("managed", words=meta.unwritable)
        mark = board.mark if board.mark is not None and board.mark.uid == meta.name else None
        if mark is None:
            return None
        if not owner.owns(mark):
            return by_mark(owner, mark)
        is_counted = mark.version == meta.generation and entry is not None
        # Where it is as in the code, whose edit it would be decides nothing.
        if mark.folder == meta.folder and (board.proof() is not None or (is_counted and self._is_as_in(board, entry))):
            return Verdict("ours")
        return None

    def _edited(self, board: Board, entry: Entry | None) -> Verdict:
        mark = board.mark
        is_marked = mark is not None and mark.uid == board.meta.name
        try:
            last = last_write(self.resources, board.meta.name, self.owner.project)
        except Forbidden:
            # Who may not write it may not see its history: our mark or tag on what the code has is all there is.
            return unproven(is_ours=entry is not None and (is_marked or board.tagged))
        return by_history(self.owner, last, is_marked=is_marked)

    def _held(self, board: Board, entry: Entry | None, verdict: Verdict) -> Held:
        meta = board.meta
        # What is equal is kept once: thousands of dashboards are unchanged in most runs.
        document = self.form(entry) if entry is not None and self._is_as_in(board, entry) else board.document
        return Held(
            kind="dashboard",
            uid=meta.name,
            title=board.title,
            folder=meta.folder,
            document=document,
            hold=verdict.whose,
            where=verdict.words or where(meta.updated, meta.generation, meta.updated_by),
            version=meta.generation,
            revision=meta.revision,
            base=verdict.base,
            proof=verdict.is_proven(board.mark),
        )

    def _is_as_in(self, board: Board, entry: Entry | None) -> bool:
        return entry is not None and board.holds(self.form(entry), entry.folder)
