"""Holding: what grafmint.toml puts on hold is left alone until its day is over.

People who edit a board in the page during an incident are not to find it changed under their hands.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Self

import attrs

from grafmint.environment import Environment, Hold
from grafmint.errors import ProjectError
from grafmint.finding import Finding
from grafmint.plan.choices import names_of
from grafmint.plan.name import Key
from grafmint.plan.step import Action, Step
from grafmint.suggest import hint

# Nothing would be written, or nobody would be disturbed.
_QUIET: frozenset[Action] = frozenset({"unchanged", "managed"})


@attrs.frozen
class Holding:
    """The holds of an environment that are in force; places are told from its project's folder."""

    holds: tuple[Hold, ...]
    root: Path

    @classmethod
    def of(cls, environment: Environment) -> Self:
        """Those of an environment as it is on its day."""
        return cls(environment.holds, environment.root)

    def settled(self, step: Step) -> Step:
        """The step, or that it is held."""
        names = names_of(step.kind, step.uid)
        if step.held is not None:
            # What is to be renamed is held under either uid.
            names |= names_of(step.kind, step.held.uid)
            # Grafana writes a group with every rule in it.
            names = names.union(*(names_of("alert-rule", uid) for uid in step.held.rules))
        hold = next((each for each in self.holds if each.uid in names), None)
        if hold is None or step.action in _QUIET:
            return step
        return attrs.evolve(step, action="held", reason=f"on hold until {hold.until}: {hold.reason}", way_out=None)

    def refuse_idle(self, known: Collection[Key]) -> None:
        """Raise ProjectError for holds on what is neither in the code nor on the target."""
        names = {name for key in known for name in names_of(*key)}
        idle = [hold for hold in self.holds if hold.uid not in names]
        if idle:
            uids = [uid for _, uid in known]
            raise ProjectError([_idle(hold, uids).relative_to(self.root) for hold in idle])


def _idle(hold: Hold, uids: Collection[str]) -> Finding:
    return Finding(
        rule="idle-hold",
        severity="error",
        message=f"this hold is on {hold.uid!r}, which is neither in the code nor on the target",
        hint=hint(hold.uid, uids),
        place=hold.place,
    )
