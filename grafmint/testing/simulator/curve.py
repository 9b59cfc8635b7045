"""Curve: a value at each time, and its integral, both exact: a counter is the integral of its rate and never jumps.

Times are seconds since 1970. What grows never falls, not even by what a sum of floats rounds off, for a Prometheus
takes that for a counter that began anew: so within a day, a turn or an incident all is added to one number.
"""

import math
from abc import abstractmethod
from typing import Protocol

import attrs

DAY = 86_400.0


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
class Wave:
    """A sine of one day around `middle`, highest at `peak` seconds after midnight."""

    middle: float
    height: float
    peak: float

    def at(self, time: float) -> float:
        return self.middle + self.height * math.cos(2 * math.pi * (time - self.peak) / DAY)

    def total(self, time: float) -> float:
        days, past = divmod(time - self.peak, DAY)
        turned = self.height * DAY / (2 * math.pi) * math.sin(2 * math.pi * past / DAY)
        return self.middle * DAY * days + (self.middle * past + turned)


@attrs.frozen
class Saw:
    """From `low` to `high` in `every` seconds, again and again; `first` is when one of them begins."""

    low: float
    high: float
    every: float
    first: float = 0.0

    def at(self, time: float) -> float:
        return self.low + (self.high - self.low) * ((time - self.first) % self.every) / self.every

    def total(self, time: float) -> float:
        turns, past = divmod(time - self.first, self.every)
        whole = turns * self.every * (self.low + self.high) / 2
        return whole + self.low * past + (self.high - self.low) * past * past / (2 * self.every)


@attrs.frozen
class Stairs:
    """One value after another, each for `each` seconds, and then from the first."""

    values: tuple[float, ...]
    each: float

    def at(self, time: float) -> float:
        return self.values[int(time // self.each) % len(self.values)]

    def total(self, time: float) -> float:
        turns, past = divmod(time, self.each * len(self.values))
        step, rest = divmod(past, self.each)
        done = self.values[: int(step)]
        # At the very end of a turn a float may come out as a whole step beyond it.
        now = self.values[int(step) % len(self.values)]
        return (turns * sum(self.values) + sum(done)) * self.each + now * rest


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


@attrs.frozen
class Ripple:
    """One sine of noise: its height as a share of the value, its angle in a second, and where it begins."""

    height: float
    pace: float
    phase: float
    shift: float = attrs.field(init=False)

    @shift.default
    def _shift(self) -> float:
        return self.height / self.pace


@attrs.frozen
class Noisy:
    """A curve whose time runs now faster and now slower: that is noise which its integral knows, and never below 0."""

    curve: Curve
    ripples: tuple[Ripple, ...]

    def at(self, time: float) -> float:
        pace = 1.0
        for each in self.ripples:
            pace += each.height * math.cos(each.pace * time + each.phase)
        return pace * self.curve.at(self._warped(time))

    def total(self, time: float) -> float:
        return self.curve.total(self._warped(time))

    def _warped(self, time: float) -> float:
        warped = time
        for each in self.ripples:
            warped += each.shift * math.sin(each.pace * time + each.phase)
        return warped


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
