"""Shape: how a value goes over time, as users describe it; each series makes a curve of its own of it."""

from collections.abc import Sequence
from typing import Protocol

import attrs

from grafmint.data.sample.chance import chance
from grafmint.errors import ModelError
from grafmint.testing.simulator.curve import Curve, Flat, Identity, Scaled, Sum
from grafmint.testing.simulator.noise import Noisy, ripples
from grafmint.testing.simulator.periodic import DAY, Pulse, Saw, Stairs, Wave
from grafmint.testing.simulator.seconds import offset, seconds

#: How long something takes that happens now and then: what is counted in the meantime is next to nothing.
_MOMENT = 60.0


@attrs.frozen(kw_only=True)
class Context:
    """Whose curve it is, for chance; and when the simulation starts, in seconds since 1970."""

    key: str
    start: float


class Shape(Protocol):
    """What becomes a curve for a series."""

    def curve(self, context: Context) -> Curve:
        """The curve of one series."""


@attrs.frozen
class _Same:
    """The same curve for every series."""

    same: Curve

    def curve(self, context: Context) -> Curve:
        return self.same


@attrs.frozen
class _Noise:
    inner: Shape
    by: float

    def curve(self, context: Context) -> Curve:
        return Noisy(self.inner.curve(context), ripples(chance("noise", context.key), self.by))


@attrs.frozen
class _Spread:
    inner: Shape
    by: float

    def curve(self, context: Context) -> Curve:
        return Scaled(self.inner.curve(context), 1 + chance("spread", context.key).uniform(-self.by, self.by))


@attrs.frozen
class _Seldom:
    every: float

    def curve(self, context: Context) -> Curve:
        return Pulse(self.every, min(_MOMENT, self.every), chance("seldom", context.key).uniform(0, self.every))


@attrs.frozen
class _Moment:
    after: float

    def curve(self, context: Context) -> Curve:
        return Flat(context.start + self.after)


def shape_of(value: Shape | float) -> Shape:
    """A shape, also from a number, which is always the same."""
    return constant(value) if isinstance(value, int | float) else value


def constant(value: float) -> Shape:
    """Always the same."""
    return _Same(Flat(float(value)))


def daily(*, low: float, high: float, peak: str = "14h") -> Shape:
    """A wave of one day between two values, highest so long after midnight UTC."""
    _ordered(low, high)
    return _Same(Wave((low + high) / 2, (high - low) / 2, seconds(peak, "peak") % DAY))


def ramp(*, low: float, high: float, every: str) -> Shape:
    """Evenly from `low` to `high` in a time, then from `low` again: a disk that fills up and is cleaned."""
    return _Same(Saw(float(low), float(high), seconds(every, "every")))


def steps(values: Sequence[float], *, each: str) -> Shape:
    """One value after another for a time each, then from the first: replicas, versions, states."""
    if not values:
        raise ModelError("steps() needs a value", hint="write such as steps([3, 3, 5], each='1h')")
    return _Same(Stairs(tuple(map(float, values)), seconds(each, "each")))


def noisy(shape: Shape | float, *, by: float = 0.2) -> Shape:
    """A shape with noise of up to a share of its value around it, other noise for each series."""
    return _Noise(shape_of(shape), _share(by, "by"))


def spread(shape: Shape | float, *, by: float = 0.2) -> Shape:
    """A shape that is up to a share larger or smaller for each series, so that no two are the same."""
    return _Spread(shape_of(shape), _share(by, "by"))


def seldom(*, every: str) -> Shape:
    """The rate of what happens once in a time, each series at its own: restarts, deadlocks; counters stay whole."""
    return _Seldom(seconds(every, "every"))


def moment(after: str) -> Shape:
    """A time so long after the start (`20d`) or before it (`-3h`), in seconds since 1970: when a certificate ends."""
    return _Moment(offset(after, "after"))


def latest(*, every: str, at: str = "0s") -> Shape:
    """The time of the last run of what runs `every` so often, `at` so long after midnight UTC: the last backup."""
    # What has passed since then is a saw, begun anew at each run.
    age = Saw(0.0, seconds(every, "every"), seconds(every, "every"), offset(at, "at"))
    return _Same(Sum((Identity(), Scaled(age, -1.0))))


def _ordered(low: float, high: float) -> None:
    if low > high:
        raise ModelError(f"low={low:g} is above high={high:g}", hint="exchange them")


def _share(by: float, what: str) -> float:
    if not 0 <= by < 1:
        raise ModelError(f"{what}={by:g} is no share from 0 to 1", hint="write 0.2 for a fifth")
    return by
