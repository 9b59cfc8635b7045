"""Noise: a curve whose time runs now faster and now slower: its integral stays exact, and it is never below 0."""

import math
from random import Random

import attrs

from grafmint.testing.simulator.curve import Curve

#: The ripples of noise, in seconds from and to: seen in minutes, in an hour, in a morning, from day to day.
_PERIODS = ((60, 110), (150, 300), (400, 900), (2000, 4500), (9000, 24_000), (130_000, 400_000))


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


def ripples(random: Random, by: float) -> tuple[Ripple, ...]:
    """Ripples by chance, of up to a share of the value together."""
    share, angle = by / len(_PERIODS), 2 * math.pi
    return tuple(Ripple(share, angle / random.uniform(*period), random.uniform(0, angle)) for period in _PERIODS)
