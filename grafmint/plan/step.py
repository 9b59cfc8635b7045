"""Step: one thing that a sync would do, or would leave alone, and why."""

from typing import Literal

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.errors import GrafmintError
from grafmint.origin import Place
from grafmint.plan.snapshot import Held, Whose

Action = Literal[
    "create", "update", "rename", "take over", "adopt", "delete", "conflict", "managed", "held", "stray", "unchanged"
]
#: The option that resolves a conflict for the code.
WayOut = Literal["--force", "--take-over"]

#: The actions that write.
WRITES: tuple[Action, ...] = ("create", "update", "rename", "take over", "adopt", "delete")
#: The actions that leave something alone that the code wants otherwise.
REFUSALS: tuple[Action, ...] = ("conflict", "managed")


@attrs.frozen(kw_only=True)
class Step:
    """What happens to one resource.

    `adopt` writes what is there already: somebody's edit that the code has now becomes what we wrote last.
    `rename` gives what `held` has under its old uid the new one. `conflict` is a resource that somebody changed or that
    is not ours, `managed` one that somebody else looks after, `held` one that grafmint.toml puts on hold, `stray` one
    of ours that the code has no more. All are left alone. `changes` says what differs, a line each; `held` is what the
    target had when it was planned; `way_out` the option that resolves a conflict, or has resolved it where the step
    writes. `whose` is whose it is to be afterwards: what puts an edit back leaves it one, as far as its kind can.
    """

    action: Action
    kind: Kind
    uid: str
    title: str
    place: Place | None = None
    reason: str | None = None
    way_out: WayOut | None = None
    changes: tuple[str, ...] = ()
    entry: Entry | None = attrs.field(default=None, repr=False)
    held: Held | None = attrs.field(default=None, repr=False)
    whose: Whose = "ours"

    @property
    def writes(self) -> bool:
        """Whether the target is changed by it."""
        return self.action in WRITES

    @property
    def claims(self) -> bool:
        """Whether what is written is to bear the proof that it is ours."""
        return self.whose == "ours"


@attrs.frozen(kw_only=True)
class Result:
    """What came of a step that writes: done, with a remark where it went otherwise than planned, or an error."""

    step: Step
    error: GrafmintError | None = None
    remark: str | None = None
