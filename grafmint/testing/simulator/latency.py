"""Latency: how long things take, as a distribution that a histogram's buckets are counted from."""

import math
from typing import Protocol

import attrs

from grafmint.data.sample.chance import chance
from grafmint.errors import ModelError

#: How many standard deviations the 99th percentile of a normal distribution is above its middle.
_Z99 = 2.3263478740408408


class Latency(Protocol):
    """A distribution of sizes."""

    @property
    def mean(self) -> float:
        """The mean of all of them."""

    def share(self, bound: float) -> float:
        """How many of them, of 1, are at most so large."""

    def parts(self) -> "tuple[Latency, ...]":
        """What it is made of in equal parts, whose rates go up and down apart; most are of one."""

    def of(self, key: str) -> "Latency":
        """What it is for one series, by the key of its chance; most are the same for all."""


@attrs.frozen
class _Lognormal:
    middle: float
    sigma: float

    @property
    def mean(self) -> float:
        return self.middle * math.exp(self.sigma**2 / 2)

    def share(self, bound: float) -> float:
        if bound <= 0:
            return 0.0
        return 0.5 * (1 + math.erf(math.log(bound / self.middle) / (self.sigma * math.sqrt(2))))

    def parts(self) -> tuple[Latency, ...]:
        return (self,)

    def of(self, key: str) -> Latency:
        return self


@attrs.frozen
class Slower:
    """Everything takes a multiple of its time."""

    latency: Latency
    factor: float

    @property
    def mean(self) -> float:
        return self.latency.mean * self.factor

    def share(self, bound: float) -> float:
        return self.latency.share(bound / self.factor)

    def parts(self) -> tuple[Latency, ...]:
        return tuple(Slower(part, self.factor) for part in self.latency.parts())

    def of(self, key: str) -> Latency:
        return Slower(self.latency.of(key), self.factor)


@attrs.frozen
class _Wandering:
    latency: Latency
    by: float

    @property
    def mean(self) -> float:
        return self.latency.mean

    def share(self, bound: float) -> float:
        return sum(part.share(bound) for part in self.parts()) / 2

    def parts(self) -> tuple[Latency, ...]:
        return Slower(self.latency, 1 - self.by), Slower(self.latency, 1 + self.by)

    def of(self, key: str) -> Latency:
        return _Wandering(self.latency.of(key), self.by)


@attrs.frozen
class _Varied(Slower):
    """For each series another factor, which is 1 on the whole."""

    by: float

    def of(self, key: str) -> Latency:
        return Slower(self.latency.of(key), 1 + chance("varied", key).uniform(-self.by, self.by))


def lognormal(*, median: float, p99: float) -> Latency:
    """What most durations look like: half of them below `median`, one in a hundred above `p99`."""
    if not 0 < median < p99:
        raise ModelError(f"median={median:g} and p99={p99:g} are no distribution", hint="write 0 < median < p99")
    return _Lognormal(median, math.log(p99 / median) / _Z99)


def wandering(latency: Latency, *, by: float = 0.3) -> Latency:
    """A latency whose quantiles go up and down a little, as those of a living service do."""
    return _Wandering(latency, _share(by))


def varied(latency: Latency, *, by: float = 0.3) -> Latency:
    """A latency that is up to a share longer or shorter for each series, as one service is slower than another."""
    return _Varied(latency, 1.0, _share(by))


def _share(by: float) -> float:
    if not 0 < by < 1:
        raise ModelError(f"by={by:g} is no share between 0 and 1", hint="write 0.3 for three tenths")
    return by
