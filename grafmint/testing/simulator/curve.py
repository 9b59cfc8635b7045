"""Curve: a value at each time, and its integral, both exact: a counter is the integral of its rate and never jumps.

Times are seconds since 1970. What grows never falls, not even by what a sum of floats rounds off, for a Prometheus
takes that for a counter that began anew: so within a day, a turn or an incident all is added to one number.
"""

from abc import abstractmethod
from typing import Protocol

import attrs


class Curve(Protocol):
    """A function of time alone."""

    @abstractmethod
    def at(self, time: float) -> float:
        """The value at a time."""

    @abstractmethod
    def total(self, time: float) -> float:
        """The integral from a moment that is the same for all times."""


@attrs.frozen
class Flat:
    """The same at all times."""

    value: float

    def at(self, time: float) -> float:
        return self.value

    def total(self, time: float) -> float:
        return self.value * time


@attrs.frozen
class Identity:
    """The time itself."""

    def at(self, time: float) -> float:
        return time

    def total(self, time: float) -> float:
        return time * time / 2


@attrs.frozen
class Scaled:
    """A multiple of another curve."""

    curve: Curve
    factor: float

    def at(self, time: float) -> float:
        return self.factor * self.curve.at(time)

    def total(self, time: float) -> float:
        return self.factor * self.curve.total(time)


@attrs.frozen
class Sum:
    """Several curves on top of each other."""

    curves: tuple[Curve, ...]

    def at(self, time: float) -> float:
        return sum(curve.at(time) for curve in self.curves)

    def total(self, time: float) -> float:
        return sum(curve.total(time) for curve in self.curves)


@attrs.frozen
class Grown:
    """The integral of a rate since a moment: what a counter counts."""

    rate: Curve
    since: float
    before: float = attrs.field(init=False)

    @before.default
    def _before(self) -> float:
        return self.rate.total(self.since)

    def at(self, time: float) -> float:
        return max(0.0, self.rate.total(time) - self.before)
