"""Conditions: what a row's value has to be for filterByValue."""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.pattern import bare_pattern

Condition = Callable[[Any], bool]


def condition_of(config: Mapping[str, Any]) -> Condition:
    """A condition by its JSON, `{"id": "greater", "options": {"value": 3}}`.

    Raises NotDrawn where there is no such condition here.
    """
    kind = config.get("id", "")
    options = config.get("options") or {}
    wanted = options.get("value")
    if kind in _COMPARED:
        return _compared(_COMPARED[kind], _number(wanted))
    if kind == "between":
        low, high = _number(options.get("from")), _number(options.get("to"))
        return lambda value: low < _number(value) < high
    if kind in _NULL:
        return _NULL[kind]
    if kind in {"equal", "notEqual"}:
        return lambda value: _is_equal(value, wanted) == (kind == "equal")
    if kind == "regex":
        return _regex(str(wanted if wanted is not None else ".*"))
    raise NotDrawn(f"transformation filterByValue with the condition {kind!r} is not drawn", hint="filter in the query")


def _compared(compare: Callable[[float, float], bool], wanted: float) -> Condition:
    return lambda value: compare(_number(value), wanted)


def _regex(text: str) -> Condition:
    pattern = bare_pattern(text)
    if pattern is None:
        raise NotDrawn(f"transformation filterByValue: {text!r} is no pattern", hint="correct the pattern")
    return lambda value: pattern.is_in("null" if value is None else _text(value))


def _number(value: Any) -> float:
    """A value as a browser compares it: null is zero."""
    if value is None or value == "":
        return 0.0
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def _is_equal(value: Any, wanted: Any) -> bool:
    """As loosely as a browser compares: `23` is `"23"`."""
    if value is None or wanted is None:
        return value is wanted
    if isinstance(value, str) and isinstance(wanted, str):
        return value == wanted
    return _number(value) == _number(wanted)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


_COMPARED: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "greater": lambda value, wanted: value > wanted,
    "greaterOrEqual": lambda value, wanted: value >= wanted,
    "lower": lambda value, wanted: value < wanted,
    "lowerOrEqual": lambda value, wanted: value <= wanted,
}
_NULL: Final[Mapping[str, Condition]] = {
    "isNull": lambda value: value is None,
    "isNotNull": lambda value: value is not None,
}
