"""Periodic: curves that begin anew after a time: a day, a ramp, some steps, something that happens now and then."""

import math

import attrs

DAY = 86_400.0


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
class Pulse:
    """One in each `every` seconds, counted evenly over the `lasts` seconds of its moment; `first` is such a moment."""

    every: float
    lasts: float
    first: float

    def at(self, time: float) -> float:
        return 1 / self.lasts if (time - self.first) % self.every < self.lasts else 0.0

    def total(self, time: float) -> float:
        turns, past = divmod(time - self.first, self.every)
        return turns + min(past / self.lasts, 1.0)
