"""Run: what one sync or restore was to do to a server, and what it overwrote."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Literal

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.environment import Environment, Server
from grafmint.plan.snapshot import Whose
from grafmint.plan.step import Action

# More requests than this are never under way.
_AT_ONCE = 16
#: What came of a step; of one that is `unknown` the server's answer was lost.
StepOutcome = Literal["done", "failed", "unknown"]


@attrs.frozen(kw_only=True)
class Before:
    """What a step found: what was there, whose it was, and the names of its secrets, which no server gives back.

    An edit that cost nobody anything, in what is ignored or in the code as well, leaves it ours.
    """

    entry: Entry
    whose: Whose
    secrets: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Change:
    """One step of a run: what it found, None where nothing was there, and what it was to write, None for a delete.

    `whose` is whose it was to be afterwards.
    """

    action: Action
    kind: Kind
    uid: str
    before: Before | None = None
    after: Entry | None = None
    whose: Whose = "ours"
    outcome: StepOutcome | None = None

    @property
    def entry(self) -> Entry:
        """What was written, or else what was there."""
        entry = self.after or (self.before.entry if self.before is not None else None)
        assert entry is not None
        return entry

    @property
    def folder(self) -> str | None:
        """Where it lies, or lay."""
        return self.entry.folder

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of a dashboard."""
        return tuple(self.entry.json.get("tags") or ()) if self.kind == "dashboard" else ()


@attrs.frozen(kw_only=True)
class Summary:
    """What a list of runs says of one: how many steps of each action were done, or may have been."""

    id: str
    what: str
    started: datetime
    finished: datetime | None
    counts: Mapping[Action, int]


@attrs.frozen(kw_only=True, slots=False)
class Run:
    """One run, by the id that people call it; `what` is the command that it was, `changes` are in the run's own order.

    One without `finished` was killed, or still goes on. `owns_policies` says that it took the whole tree of policies
    for its own.
    """

    id: str
    what: str
    project: str
    environment: str
    url: str
    org: int
    owns_policies: bool = False
    started: datetime
    finished: datetime | None = None
    changes: tuple[Change, ...] = ()

    @property
    def summary(self) -> Summary:
        """What a list of runs says of it."""
        counts = Counter(change.action for change in self.changes if self.has_begun(change))
        return Summary(id=self.id, what=self.what, started=self.started, finished=self.finished, counts=counts)

    def has_begun(self, change: Change) -> bool:
        """Whether a step was done, or may have been: of a run that was killed nobody knows the last ones."""
        if change.outcome is not None or self.finished is not None:
            return change.outcome in {"done", "unknown"}
        # What another run has deleted since is not to come back: of these only the content could tell them apart.
        return change.action != "delete" or (change.kind, change.uid) in self._under_way

    @cached_property
    def _under_way(self) -> frozenset[tuple[Kind, str]]:
        """The deletes that a run may have been about when it was killed."""
        open_ = (change for change in self.changes if change.action == "delete" and change.outcome is None)
        return frozenset((change.kind, change.uid) for change in islice(open_, _AT_ONCE))

    def is_of(self, environment: Environment) -> bool:
        """Whether it wrote to the server and the organisation that an environment is today."""
        target = environment.target
        return (
            isinstance(target, Server)
            and (self.project, self.environment) == (environment.project, environment.name)
            and (self.url, self.org) == (target.url, target.org)
        )
