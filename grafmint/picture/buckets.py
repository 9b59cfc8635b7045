"""Buckets: numbers over time counted in cells of time and value.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/heatmap/#calculate-from-data
"""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.picture.axis_scale import base_of
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option

_UNITS: Final[Mapping[str, float]] = {
    "ms": 1.0,
    "s": 1e3,
    "m": 60e3,
    "h": 3600e3,
    "d": 86400e3,
    "w": 7 * 86400e3,
    "M": 30 * 86400e3,
    "y": 365 * 86400e3,
}
_DURATION: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|[smhdwMy])")
_SECOND, _MINUTE, _HOUR, _DAY, _YEAR = 1e3, 60e3, 3600e3, 86400e3, 365 * 86400e3
#: Sizes that are round to the eye: of times in milliseconds, and of numbers.
_TIMES: Final = (
    *(1.0, 2.0, 4.0, 5.0, 10.0, 20.0, 25.0, 40.0, 50.0, 100.0, 200.0, 250.0, 400.0, 500.0),
    *(_SECOND * each for each in (1, 2, 4, 5, 10, 15, 20, 30)),
    *(_MINUTE * each for each in (1, 2, 4, 5, 10, 15, 20, 30)),
    *(_HOUR * each for each in (1, 2, 4, 6, 8, 12, 18)),
    *(_DAY * each for each in (1, 2, 3, 4, 5, 6, 7, 10, 15, 30, 45, 60, 90, 180)),
    *(_YEAR * each for each in range(1, 11)),
)
_HALVES: Final = (1.0, *(each / 2 for each in range(3, 20)))
_NUMBERS: Final = tuple(
    size
    for power in range(-16, 16)
    for size in (float(f"{half}e{power}") for half in _HALVES)
    if size < 1 or size.is_integer()
)
#: How many buckets there are about where options say nothing.
_COLUMNS: Final = 20
_ROWS: Final = 10
_MOST: Final = 250_000


@attrs.frozen(kw_only=True)
class Buckets:
    """Counts by column and row; each column and each row begins at its value and is `width` or `height` long.

    With a `base` the rows are powers of it, of which `height` is the distance of exponents.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    counts: tuple[tuple[int, ...], ...]
    width: float
    height: float
    base: int | None


def counted(points: Sequence[tuple[float, float]], options: Mapping[str, Any]) -> Buckets:
    """The points of times and values, counted in buckets as large as options ask for; there is one at least.

    Raises NotDrawn for buckets of time that grow, and for more of them than can be seen.
    """
    if option(options, "xBuckets.scale.type", "linear") == "log":
        raise NotDrawn("buckets of time can only be of one size", hint="choose linear buckets for the X axis")
    base = base_of(options, "yBuckets.scale.log") if option(options, "yBuckets.scale.type") == "log" else None
    if base is not None:
        points = [(x, math.log(y, base)) for x, y in points if y > 0]
    if not points:
        raise NotDrawn("no value has a place on a logarithmic axis", hint="choose a linear scale")
    width = _size([x for x, _ in points], option(options, "xBuckets", {}), _TIMES, _COLUMNS)
    if base is None:
        height = _size([y for _, y in points], option(options, "yBuckets", {}), _NUMBERS, _ROWS)
    else:
        height = 1 / (_number(option(options, "yBuckets.value")) or 1.0)
    return _filled([(math.floor(x / width), math.floor(round(y / height, 9))) for x, y in points], width, height, base)


def _filled(cells: Sequence[tuple[int, int]], width: float, height: float, base: int | None) -> Buckets:
    left, low = min(x for x, _ in cells), min(y for _, y in cells)
    columns = range(left, max(x for x, _ in cells) + 1)
    rows = range(low, max(y for _, y in cells) + 1)
    if len(columns) * len(rows) > _MOST:
        raise NotDrawn(f"{len(columns)} by {len(rows)} buckets are more than can be seen", hint="choose larger buckets")
    counts = [[0] * len(rows) for _ in columns]
    for x, y in cells:
        counts[x - left][y - low] += 1
    return Buckets(
        columns=tuple(each * width for each in columns),
        rows=tuple(float(base) ** (each * height) if base else each * height for each in rows),
        counts=tuple(map(tuple, counts)),
        width=width,
        height=height,
        base=base,
    )


def _size(values: Sequence[float], options: Mapping[str, Any], nice: Sequence[float], count: int) -> float:
    asked = str(option(options, "value", ""))
    by_size = option(options, "mode") == "size"
    size = (milliseconds(asked) if nice is _TIMES else _number(asked)) if by_size else None
    if size:
        return size
    if min(values) == max(values):
        # What never changes has one bucket, of a size that can be seen.
        return _MINUTE if nice is _TIMES else 1.0
    wanted = (max(values) - min(values)) / max(1.0, (_number(asked) or count) - 1)
    return nice[max(0, bisect_right(nice, wanted) - 1)]


def milliseconds(duration: str) -> float | None:
    """How long a text like `5m` lasts; None where it says no duration."""
    total = sum(float(count) * _UNITS[unit] for count, unit in _DURATION.findall(duration))
    return total or None


def _number(text: Any) -> float | None:
    try:
        found = float(text)
    except (TypeError, ValueError):
        return None
    return found if math.isfinite(found) and found > 0 else None
