"""Outcome: what a sync did of its plan."""

import attrs

from grafmint.errors import TargetError
from grafmint.plan.plan import Plan
from grafmint.plan.step import Step


@attrs.frozen(kw_only=True)
class Outcome:
    """The steps that were done, and what stopped the others."""

    plan: Plan
    done: tuple[Step, ...]
    error: TargetError | None = None

    @property
    def exit_code(self) -> int:
        """0 all done, 1 nothing done, 4 something done and something not."""
        left = self.error is not None or bool(self.plan.conflicts)
        if not left:
            return 0
        return 4 if self.done else 1
