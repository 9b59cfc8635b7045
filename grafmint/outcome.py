"""Outcome: what a sync did of its plan."""

import attrs

from grafmint.errors import TargetError
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step


@attrs.frozen(kw_only=True)
class Outcome:
    """The steps that were done, and what stopped the others."""

    plan: Plan
    done: tuple[Step, ...] = ()
    error: TargetError | None = None

    @property
    def left(self) -> tuple[Step, ...]:
        """The steps that were not done: conflicts, and what an error kept from being written."""
        done = {(step.kind, step.uid) for step in self.done}
        undone = (step for step in self.plan.steps if step.writes and (step.kind, step.uid) not in done)
        return (*self.plan.conflicts, *undone)

    @property
    def exit_code(self) -> int:
        """0 all done, 1 nothing done, 4 something done and something not."""
        if self.error is None and not self.left:
            return 0
        return 4 if self.done else 1
