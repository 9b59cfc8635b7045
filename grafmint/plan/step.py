"""Step: one thing that a sync would do, or would leave alone, and why."""

from typing import Literal

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.origin import Place
from grafmint.plan.snapshot import Held

Action = Literal["create", "update", "delete", "conflict", "stray", "unchanged"]

#: The actions that write.
WRITES: tuple[Action, ...] = ("create", "update", "delete")


@attrs.frozen(kw_only=True)
class Step:
    """What happens to one resource.

    `conflict` is a resource that somebody changed or that is not ours; `stray` one of ours that the code has no more.
    Both are left alone. `changes` says what differs, a line each; `held` is what the target had when it was planned.
    """

    action: Action
    kind: Kind
    uid: str
    title: str
    place: Place | None = None
    reason: str | None = None
    changes: tuple[str, ...] = ()
    entry: Entry | None = attrs.field(default=None, repr=False)
    held: Held | None = attrs.field(default=None, repr=False)

    @property
    def writes(self) -> bool:
        """Whether the target is changed by it."""
        return self.action in WRITES
