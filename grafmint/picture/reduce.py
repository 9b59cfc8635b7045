"""Reduce: a series as one value, by Grafana's calculations.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/calculation-types/
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from grafmint.formats.number import plain
from grafmint.picture.calc_names import CALC_NAMES

__all__ = ["CALC_NAMES", "reduced"]

Values = Sequence[Any]
Result = float | str | None

_ALIASES: Final = {"current": "lastNotNull", "avg": "mean", "total": "sum"}
#: What Grafana calls it to leave nulls out.
_LEFT_OUT: Final = "connected"
_PERCENTILE: Final = re.compile(r"p([1-9][0-9]?)")
_OF_NOTHING: Final[Mapping[str, Result]] = {"sum": 0, "count": 0, "allIsZero": False, "allIsNull": True}


def reduced(
    values: Values, calc: str, times: Sequence[float] | None = None, *, null_value_mode: str = "null"
) -> Result:
    """One value for many; None where there is none, or where Grafana knows no such calculation.

    `null_value_mode` is `null`, `connected` (nulls are left out) or `null as zero`. No calculation of Grafana's asks
    for `times`.
    """
    name = _ALIASES.get(calc, calc)
    if not len(values):
        return _OF_NOTHING.get(name)
    if name in _RAW:
        return _RAW[name](values, null_value_mode)
    numbers = _numbers(values, null_value_mode)
    percentile = _PERCENTILE.fullmatch(name)
    if percentile:
        return _percentile(numbers, int(percentile[1]) / 100)
    return _NUMERIC[name](numbers) if name in _NUMERIC else None


def _numbers(values: Values, mode: str) -> list[float]:
    filled = (0 if each is None else each for each in values) if mode == "null as zero" else values
    return [each for each in filled if isinstance(each, int | float)]


def _present(values: Values, mode: str) -> list[Any]:
    """The values, less or instead of the nulls, as changes and distinct ones are counted."""
    if mode == _LEFT_OUT:
        return [each for each in values if each is not None]
    return [0 if each is None else each for each in values] if mode == "null as zero" else list(values)


def _least(numbers: Sequence[float]) -> float | None:
    return min((each for each in numbers if not math.isnan(each)), default=None)


def _greatest(numbers: Sequence[float]) -> float | None:
    return max((each for each in numbers if not math.isnan(each)), default=None)


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _median(numbers: Sequence[float]) -> float | None:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _percentile(numbers: Sequence[float], share: float) -> float | None:
    ordered = sorted(numbers)
    return ordered[math.floor((len(ordered) - 1) * share + 0.5)] if ordered else None


def _variance(numbers: Sequence[float]) -> float:
    mean = squares = 0.0
    for count, number in enumerate(numbers, 1):
        before = mean
        mean += (number - before) / count
        squares += (number - before) * (number - mean)
    return squares / len(numbers) if numbers else 0


def _range(numbers: Sequence[float]) -> float | None:
    least, greatest = _least(numbers), _greatest(numbers)
    return None if least is None or greatest is None else greatest - least


def _diff(numbers: Sequence[float]) -> float | None:
    return numbers[-1] - numbers[0] if numbers else None


def _diff_percent(numbers: Sequence[float]) -> float:
    if not numbers:
        return 0
    change = numbers[-1] - numbers[0]
    if numbers[0]:
        return change / numbers[0]
    return math.copysign(math.inf, change) if change else math.nan


def _step(numbers: Sequence[float]) -> float | None:
    return min((after - before for before, after in pairwise(numbers)), default=None)


def _delta(values: Values, mode: str) -> Result:
    """How much a counter has grown, with its resets."""
    total, last, rising = 0.0, None, True
    for index, given in enumerate(values):
        value = 0 if given is None and mode == "null as zero" else given
        if not isinstance(value, int | float):
            continue
        if last is not None and last > value:
            rising = False
            total += value if index == len(values) - 1 else 0
        elif last is not None:
            total += value - last if rising else value
            rising = True
        last = value
    return total


def _changes(values: Values, mode: str) -> Result:
    present = _present(values, mode)
    return sum(bool(before != after) for before, after in pairwise(present))


def _count(values: Values, mode: str) -> Result:
    # Only where nulls are ignored does the page count them.
    return len(values) if mode == _LEFT_OUT else sum(each is not None for each in values)


def _last_not_null(values: Values, _: str) -> Result:
    return next((each for each in reversed(values) if each is not None), None)


def _first_not_null(values: Values, _: str) -> Result:
    return next((each for each in values if each is not None), None)


def _listed(values: Values) -> str:
    return ", ".join(_text(each) for each in values)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return plain(value)
    return "" if value is None else str(value)


def _all_null(values: Values, mode: str) -> bool:
    return not _numbers(values, mode)


_RAW: Final[Mapping[str, Callable[[Values, str], Result]]] = {
    "lastNotNull": _last_not_null,
    "last": lambda values, _: values[-1],
    "firstNotNull": _first_not_null,
    "first": lambda values, _: values[0],
    "count": _count,
    "delta": _delta,
    "changeCount": _changes,
    "distinctCount": lambda values, mode: len(set(map(repr, _present(values, mode)))),
    "allIsNull": _all_null,
    # Whatever nulls count as elsewhere, here they are left out.
    "variance": lambda values, _: _variance(_numbers(values, "null")),
    "stdDev": lambda values, _: math.sqrt(_variance(_numbers(values, "null"))),
    "allValues": lambda values, _: _listed(values),
    "uniqueValues": lambda values, _: _listed(list({repr(each): each for each in values}.values())),
}
_NUMERIC: Final[Mapping[str, Callable[[Sequence[float]], Result]]] = {
    "min": _least,
    "max": _greatest,
    "mean": _mean,
    "median": _median,
    "sum": sum,
    "range": _range,
    "step": _step,
    "diff": _diff,
    "diffperc": _diff_percent,
    "logmin": lambda numbers: _least([each for each in numbers if each > 0]),
    "allIsZero": lambda numbers: bool(numbers) and not any(numbers),
}
