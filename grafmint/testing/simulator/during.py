"""During: another curve for a time, which the integral is continuous across."""

import math

import attrs

from grafmint.testing.simulator.curve import Curve


@attrs.frozen
class During:
    """Another curve between two moments, and this one before and after."""

    usual: Curve
    other: Curve
    start: float
    end: float
    entered: float = attrs.field(init=False)
    left: float = attrs.field(init=False)

    @entered.default
    def _entered(self) -> float:
        return _reaching(self.usual.total(self.start), self.other.total(self.start))

    @left.default
    def _left(self) -> float:
        return _reaching(self.other.total(self.end) + self.entered, self.usual.total(self.end))

    def at(self, time: float) -> float:
        return (self.other if self.start <= time < self.end else self.usual).at(time)

    def total(self, time: float) -> float:
        if time < self.start:
            return self.usual.total(time)
        if time < self.end:
            return self.other.total(time) + self.entered
        return self.usual.total(time) + self.left


def _reaching(goal: float, value: float) -> float:
    """What is to be added to a value so that it is not below the goal, not even by its last bit."""
    added = goal - value
    while value + added < goal:
        added = math.nextafter(added, math.inf)
    return added
