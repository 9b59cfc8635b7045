"""Outcome: what a sync did of its plan."""

import attrs

from grafmint.errors import GrafmintError
from grafmint.plan.plan import Plan
from grafmint.plan.step import Result, Step


@attrs.frozen(kw_only=True)
class Outcome:
    """What came of each step that was tried, and what stopped the others: an error, or somebody's Ctrl-C.

    `run` is the id under which it can be undone, where something was written that can be.
    """

    plan: Plan
    results: tuple[Result, ...] = ()
    error: GrafmintError | None = None
    interrupted: bool = False
    run: str | None = None

    @property
    def done(self) -> tuple[Step, ...]:
        """The steps that were done."""
        return tuple(result.step for result in self.results if result.error is None)

    @property
    def failed(self) -> tuple[tuple[Step, GrafmintError], ...]:
        """The steps that were tried and could not be done, and why."""
        return tuple((result.step, result.error) for result in self.results if result.error is not None)

    @property
    def remarks(self) -> tuple[Result, ...]:
        """The steps that were done otherwise than planned, and how."""
        return tuple(result for result in self.results if result.remark is not None)

    @property
    def untried(self) -> tuple[Step, ...]:
        """The steps that were not begun."""
        tried = {(result.step.kind, result.step.uid) for result in self.results}
        return tuple(step for step in self.plan.writes if (step.kind, step.uid) not in tried)

    @property
    def problems(self) -> tuple[GrafmintError, ...]:
        """What kept steps from being done, each told once."""
        errors = [*(error for _, error in self.failed), self.error]
        return tuple({str(error): error for error in errors if error is not None}.values())

    @property
    def exit_code(self) -> int:
        """0 all done, 1 nothing done, 3 credentials refused, 4 something done and something not, 130 interrupted."""
        if self.interrupted:
            return 130
        if not self.problems and not self.plan.conflicts and not self.untried:
            return 0
        if self.done:
            return 4
        return max((problem.exit_code for problem in self.problems), default=1)
