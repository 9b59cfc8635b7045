"""Ticks: the values at which an axis has a mark, as far apart as the page keeps them.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/time-series/#axis-options
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from grafmint.picture.axis_scale import Scale

#: How far ticks are apart at least, in pixels: on an axis at the side, and on one below.
SPACE_BESIDE: Final = 30.0
SPACE_BELOW: Final = 40.0

#: Steps that are round to the eye; and those of units that count in powers of two.
DECIMAL_STEPS: Final = tuple(float(f"{first}e{power}") for power in range(-16, 16) for first in (1, 2, 2.5, 5))
BINARY_STEPS: Final = tuple(2.0**power for power in range(53))
BINARY_UNITS: Final = frozenset(
    (
        *("bytes", "bits", "kbytes", "mbytes", "gbytes", "tbytes", "pbytes", "binBps", "binbps"),
        *("KiBs", "Kibits", "MiBs", "Mibits", "GiBs", "Gibits", "TiBs", "Tibits", "PiBs", "Pibits"),
    )
)
#: On a crowded logarithmic axis only numbers with one of these digits keep their labels; one magnitude's room decides.
_LOG_LABELS: Mapping[int, str] = {9: "123456789", 7: "12357", 5: "125"}


def step(delta: float, length: float, space: float, steps: Sequence[float] = DECIMAL_STEPS) -> float | None:
    """The least step that keeps ticks `space` pixels apart where `delta` spans `length`; None where none does."""
    if length <= 0 or delta <= 0:
        return None
    at = bisect_left(steps, space / length * delta * (1 - 1e-12))
    return steps[at] if at < len(steps) else None


def decimals_of(value: float) -> int:
    """How many digits stand behind the point, of six at most."""
    digits = f"{round(value, 6):.6f}".rstrip("0")
    return len(digits.partition(".")[2])


def ticks(scale: Scale, length: float, space: float, steps: Sequence[float] = DECIMAL_STEPS) -> tuple[float, ...]:
    """Where an axis of `length` pixels has its ticks, ascending, all within the scale."""
    if scale.kind == "log":
        return _log_ticks(scale.low, scale.high, scale.base)
    if scale.kind == "symlog":
        return _symlog_ticks(scale)
    distance = step(scale.high - scale.low, length, space, steps)
    return () if distance is None else linear_ticks(scale.low, scale.high, distance)


def linear_ticks(low: float, high: float, distance: float) -> tuple[float, ...]:
    """The multiples of `distance` from low to high."""
    digits = max(0, 3 - math.floor(math.log10(distance)))
    first = math.ceil(round(low / distance, 9))
    last = math.floor(round(high / distance, 9))
    return tuple(round(at * distance, digits) for at in range(first, last + 1))


def _log_ticks(low: float, high: float, base: int) -> tuple[float, ...]:
    found = []
    power = math.floor(round(math.log(low, base), 9))
    while float(base) ** power <= high * (1 + 1e-9):
        digits = max(0, -power)
        found += [round(first * float(base) ** power, digits) for first in range(1, base)]
        power += 1
    return tuple(each for each in found if low * (1 - 1e-9) <= each <= high * (1 + 1e-9))


def _symlog_ticks(scale: Scale) -> tuple[float, ...]:
    above = _log_ticks(scale.threshold, max(scale.high, scale.threshold), scale.base)
    below = _log_ticks(scale.threshold, max(-scale.low, scale.threshold), scale.base)
    found = (*(-each for each in reversed(below)), 0.0, *above)
    return tuple(each for each in found if scale.low <= each <= scale.high)


def labelled(scale: Scale, values: Sequence[float], length: float, space: float) -> tuple[bool, ...]:
    """Which ticks have room for a label: all of a linear axis, fewer of a logarithmic one of base ten."""
    if scale.kind == "linear" or (scale.kind == "log" and scale.base != 10):  # noqa: PLR2004  # a base
        return (True,) * len(values)
    room = {first: abs(scale.share(10.0) - scale.share(float(first))) * length for first in _LOG_LABELS}
    digits = next((_LOG_LABELS[first] for first in _LOG_LABELS if room[first] >= space), "1")
    return tuple(each == 0 or any(digit in f"{abs(each):f}" for digit in digits) for each in values)
