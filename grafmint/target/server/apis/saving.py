"""Saving: one write of one object, and what it takes to know what came of it."""

from collections.abc import Callable

import attrs

from grafmint.bundle import Entry, shown
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held
from grafmint.target.server.apis.creating import created
from grafmint.target.server.apis.metadata import Json, read_metadata
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.faults import Forbidden, Refused, Uncertain
from grafmint.target.server.proof.stale import given_up, hidden, not_written

#: So often a write is sent.
ATTEMPTS = 3
#: Grafana says that the object has changed with either.
STALE = frozenset({409, 412})
_NOT_FOUND = 404
# Source: https://github.com/grafana/grafana/issues/130334
_STUCK = (
    "some Grafanas with SQLite never take another write of such an object (grafana/grafana#130334): "
    "save it once in its page, or delete it there, and run it again"
)


@attrs.frozen(kw_only=True)
class Saved:
    """What the server has of an object after a write; one was `recreated` that had gone since the plan was made."""

    found: Json
    recreated: bool = False


@attrs.frozen(kw_only=True)
class Saving:
    """The write of an entry over what was planned against, if anything.

    `content` is the object that is sent over what is there, `is_written` whether what is there is what we would send,
    `is_planned` whether it means what the plan has seen.
    """

    resources: Resources
    entry: Entry
    planned: Held | None
    content: Callable[[Json | None], Json]
    is_written: Callable[[Json], bool]
    is_planned: Callable[[Json], bool]

    def saved(self) -> Saved:
        """Write; raises TargetError where it cannot be done without somebody's work being lost."""
        last: TargetError | None = None
        for tried in range(ATTEMPTS):
            # What others have put beside the spec is sent back, so that it is read right before.
            there = self._there(last) if tried or self.planned is not None else None
            if there is not None and self.is_written(there):
                return Saved(found=there)
            self._refuse_moved(there)
            try:
                saved = self._send(there)
            except (Uncertain, Refused) as error:
                if isinstance(error, Refused) and not self._is_passing(error, there):
                    raise
                last = error
                continue
            if saved is not None:
                return saved
        raise self._given_up(last)

    def _there(self, last: TargetError | None) -> Json | None:
        try:
            return self.resources.find(self.entry.uid)
        except Forbidden:
            if self.planned is not None:
                raise
            # To an account that is no admin Grafana denies what does not exist.
            if not isinstance(last, Refused):
                return None
        raise hidden(self.entry)

    def _send(self, there: Json | None) -> Saved | None:
        if there is None:
            made = created(self.resources, self.content(None))
            return Saved(found=made, recreated=self.planned is not None) if made is not None else None
        found = self.resources.replace(self.content(there))
        if found is None:
            return None
        # A server may take the update of what has just been deleted for a creation.
        return Saved(found=found, recreated=read_metadata(found).created != read_metadata(there).created)

    def _refuse_moved(self, there: Json | None) -> None:
        if there is None:
            return
        is_same = self.planned is not None and (
            read_metadata(there).revision == self.planned.revision or self.is_planned(there)
        )
        if not is_same:
            raise not_written(self.entry)

    def _is_passing(self, refused: Refused, there: Json | None) -> bool:
        return refused.status in STALE or (refused.status == _NOT_FOUND and there is not None)

    def _given_up(self, last: TargetError | None) -> TargetError:
        if isinstance(last, Refused):
            what = f"{shown(self.entry.kind)} {self.entry.uid!r}"
            message = f"{what}: the server refused each of {ATTEMPTS} attempts as if it had changed: {last.message}"
            return TargetError(message, hint=_STUCK)
        return given_up(self.entry)
