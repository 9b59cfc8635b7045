"""Wave: the values of one made-up series over time."""

import math
from collections.abc import Iterator, Sequence
from random import Random

from grafmint.data.sample.scale import Scale

#: How many series have a moment that is not good.
_ALARMED = 0.3
#: How much of the last noise stays in the next.
_MEMORY = 0.85
#: How long a moment is, and how long before the end its numbers are on their way, as shares of the range.
_MOMENT, _ENDING = 0.025, 0.08


def wave(common: Random, own: Random, scale: Scale, times: Sequence[int], factor: float = 1.0) -> list[float]:
    """A value for each time: a level, two slow swings, some noise, and now and then a moment that is not good.

    The swings follow from what is `common` to all series of a thing, the rest from what is a series' `own`.
    """
    if not times:
        return []
    span = scale.high - scale.low
    length = max(times[-1] - times[0], 1)
    slow, fast = length * (0.6 + 0.8 * common.random()), length * (0.12 + 0.2 * common.random())
    turn = 2 * math.pi * common.random() + 0.8 * (own.random() - 0.5)
    level, swing = scale.low + span * (0.25 + 0.5 * own.random()), span * (0.08 + 0.12 * own.random())
    alarmed, moment = own.random() < _ALARMED, 0.2 + 0.6 * own.random()
    visits = list(_visits(scale, moment, own.random()))
    noise, values = 0.0, []
    for time in times:
        noise = _MEMORY * noise + span * 0.04 * (own.random() - 0.5)
        past = time - times[0]
        value = level + swing * (math.sin(2 * math.pi * past / slow + turn) + 0.3 * math.sin(2 * math.pi * past / fast))
        value = min(max(value + noise, scale.low), scale.high)
        at = past / length if len(times) > 1 else 1.0
        if alarmed and scale.alarm is not None and len(times) > 1:
            value += (scale.alarm - value) * _bump(at - moment, _MOMENT)
        value *= factor
        for goal, place, width in visits:
            value += (goal - value) * _bump(at - place, width)
        values.append(_kept(value, scale))
    return values


def _visits(scale: Scale, moment: float, share: float) -> Iterator[tuple[float, float, float]]:
    """Numbers that have another colour after a change, when they are met and how long; the first one is the last value.

    A panel of one number shows the last, so that is where a change is seen.
    """
    for number, zone in enumerate(scale.crossed):
        low, high = zone.inner(scale.ceiling)
        goal = low + (0.25 + 0.5 * share) * (high - low)
        yield goal, (moment + 0.37 * number) % 1, _MOMENT
        if number == 0:
            yield goal, 1.0, _ENDING


def counted(values: Sequence[float], start: float, step: int) -> list[float]:
    """A counter that grows by these numbers in a second, `step` milliseconds apart."""
    total, found = start, []
    for value in values:
        total += max(value, 0.0) * step / 1000
        found.append(float(math.floor(total)))
    return found


def _bump(distance: float, width: float) -> float:
    """One at the moment itself, nothing a little away from it."""
    return math.exp(-((distance / width) ** 2))


def _kept(value: float, scale: Scale) -> float:
    value = value if scale.floor is None else max(value, scale.floor)
    value = value if scale.ceiling is None else min(value, scale.ceiling)
    # Twelve digits are more than a picture shows, and the same on all machines.
    return float(math.floor(value)) if scale.whole else float(f"{value:.12g}")
