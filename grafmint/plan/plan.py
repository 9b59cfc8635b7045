"""Plan: the steps of a sync, in the order in which it takes them."""

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Self

import attrs

from grafmint.bundle import Kind
from grafmint.plan.choices import Choices
from grafmint.plan.step import REFUSALS, Action, Step


@attrs.frozen(kw_only=True)
class Plan:
    """The steps from what a target has to what the code says.

    `unsaid` is what the target cannot hold, `unread` the kinds that we may not read and that no step speaks of.
    """

    environment: str
    root: Path
    steps: tuple[Step, ...]
    unsaid: tuple[str, ...] = ()
    unread: frozenset[Kind] = frozenset()
    choices: Choices = attrs.field(factory=Choices)

    @cached_property
    def writes(self) -> tuple[Step, ...]:
        """The steps that change the target."""
        return tuple(step for step in self.steps if step.writes)

    @property
    def adopted(self) -> tuple[Step, ...]:
        """The steps whose edit the code now says too: nothing to write, but no edit any more."""
        edited = (step for step in self.steps if step.action == "unchanged" and step.held is not None)
        return tuple(step for step in edited if step.held is not None and step.held.hold == "edited")

    @property
    def conflicts(self) -> tuple[Step, ...]:
        """The steps that are left alone because somebody else's work would be lost."""
        return tuple(step for step in self.steps if step.action in REFUSALS)

    @property
    def drift(self) -> Self:
        """What was edited on the target, alone: in conflict with the code, not in the code any more, or on hold."""
        edited = [step for step in self.steps if step.held is not None and step.held.hold == "edited"]
        told = (step for step in edited if step.action in {"conflict", "held"} or _is_edited_stray(step))
        return attrs.evolve(self, steps=tuple(told))

    @property
    def is_empty(self) -> bool:
        """Whether the target has all that the code says, and nothing stands in the way."""
        return not self.writes and not self.conflicts and not self.unread

    def count(self, action: Action) -> int:
        """How many steps take an action."""
        return Counter(step.action for step in self.steps)[action]


def _is_edited_stray(step: Step) -> bool:
    return step.action == "stray" and bool(step.changes)
