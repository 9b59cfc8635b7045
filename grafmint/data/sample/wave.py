"""Wave: the values of one made-up series over time."""

import math
from collections.abc import Sequence
from random import Random

from grafmint.data.sample.scale import Scale

#: How many series have a moment that is not good.
_ALARMED = 0.3
#: How much of the last noise stays in the next.
_MEMORY = 0.85


def wave(chance: Random, scale: Scale, times: Sequence[int], factor: float = 1.0) -> list[float]:
    """A value for each time: a level, two slow swings, some noise, and now and then a moment that is not good."""
    if not times:
        return []
    span = scale.high - scale.low
    length = max(times[-1] - times[0], 1)
    level = scale.low + span * (0.25 + 0.5 * chance.random())
    slow, fast = length * (0.6 + 0.8 * chance.random()), length * (0.12 + 0.2 * chance.random())
    turn, swing = 2 * math.pi * chance.random(), span * (0.08 + 0.12 * chance.random())
    alarmed, moment = chance.random() < _ALARMED, 0.2 + 0.6 * chance.random()
    noise, values = 0.0, []
    for time in times:
        noise = _MEMORY * noise + span * 0.04 * (chance.random() - 0.5)
        past = time - times[0]
        value = level + swing * (math.sin(2 * math.pi * past / slow + turn) + 0.3 * math.sin(2 * math.pi * past / fast))
        value = min(max(value + noise, scale.low), scale.high)
        if alarmed and scale.alarm is not None and len(times) > 1:
            value += (scale.alarm - value) * _bump(past / length - moment)
        values.append(_kept(value * factor, scale))
    return values


def counted(values: Sequence[float], start: float, step: int) -> list[float]:
    """A counter that grows by these numbers in a second, `step` milliseconds apart."""
    total, found = start, []
    for value in values:
        total += max(value, 0.0) * step / 1000
        found.append(float(math.floor(total)))
    return found


def _bump(distance: float) -> float:
    """One at the moment itself, nothing a little away from it."""
    return math.exp(-((distance / 0.025) ** 2))


def _kept(value: float, scale: Scale) -> float:
    value = value if scale.floor is None else max(value, scale.floor)
    value = value if scale.ceiling is None else min(value, scale.ceiling)
    # Twelve digits are more than a picture shows, and the same on all machines.
    return float(math.floor(value)) if scale.whole else float(f"{value:.12g}")
