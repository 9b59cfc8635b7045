"""Ownership: whose a dashboard is, and what an edit of it began from, by its mark and its history."""

from typing import Any

import attrs

from grafmint.target.server.api.board import Live
from grafmint.target.server.api.history import last_write
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.faults import Forbidden
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.verdict import Verdict, by_history, by_mark, unproven


@attrs.frozen
class Ownership:
    """How one owner sees the dashboards of a server."""

    http: Http
    owner: Owner

    def judged(self, uid: str, live: Live, meta: Any, *, is_code: bool, is_equal: bool) -> Verdict:
        """Whose one is; `is_code` says that the code has it, `is_equal` that it is as there."""
        if meta.get("provisioned"):
            file = meta.get("provisionedExternalId")
            words = f"provisioned from the file {file}" if file else "provisioned from a file"
            return Verdict("managed", words=words)
        mark = live.mark if live.mark is not None and live.mark.uid == uid else None
        if mark is not None and not self.owner.owns(mark):
            return by_mark(self.owner, mark)
        is_unmoved = mark is not None and (mark.version, mark.folder) == (live.version, live.folder)
        # Where it is as in the code, whose edit it would be decides nothing.
        if is_unmoved and (is_equal or live.proof(uid) is not None):
            return Verdict("ours")
        return self._edited(uid, live, is_code=is_code, is_marked=mark is not None)

    def _edited(self, uid: str, live: Live, *, is_code: bool, is_marked: bool) -> Verdict:
        try:
            last = last_write(self.http, uid, self.owner.project)
        except Forbidden:
            # Who may not write it may not see its history: our tag on what the code has is all that is left to go by.
            return unproven(is_ours=is_code and (is_marked or live.tagged))
        return by_history(self.owner, last, is_marked=is_marked)
