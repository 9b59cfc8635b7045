"""Mapping: texts and colours in the place of values.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-value-mappings/
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.formats.number import plain
from grafmint.picture.pattern import pattern_of

#: What begins like a number is one to the page: `12 %` is 12.
_LEADING: Final = re.compile(r"\s*([-+]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))")


@attrs.frozen(kw_only=True)
class Mapped:
    """What a mapping says of a value; None where it says nothing."""

    text: str | None = None
    color: str | None = None
    icon: str | None = None


def mapped(value: Any, mappings: Sequence[Mapping[str, Any]]) -> Mapped | None:
    """What the first mapping that fits says of a value."""
    for mapping in mappings:
        kind = _KINDS.get(mapping.get("type"))
        found = kind(value, mapping.get("options") or mapping) if kind else None
        if found is not None:
            return found
    return None


def _said(result: Any) -> Mapped:
    if not isinstance(result, Mapping):
        return Mapped()
    text, color, icon = (result.get(key) for key in ("text", "color", "icon"))
    return Mapped(text=None if text is None else str(text), color=color or None, icon=icon or None)


def _value(value: Any, options: Mapping[str, Any]) -> Mapped | None:
    result = None if value is None else options.get(_key(value))
    return _said(result) if result else None


def _range(value: Any, options: Mapping[str, Any]) -> Mapped | None:
    number = _leading_number(value)
    low, high = _bound(options.get("from")), _bound(options.get("to"))
    if math.isnan(number) or number < low or number > high:
        return None
    return _said(options.get("result"))


def _regex(value: Any, options: Mapping[str, Any]) -> Mapped | None:
    if not isinstance(value, str):
        return None
    pattern = pattern_of(options.get("pattern") or "")
    if pattern is None or not pattern.is_in(value):
        return None
    said = _said(options.get("result"))
    return said if said.text is None else attrs.evolve(said, text=pattern.replaced(value, said.text))


def _special(value: Any, options: Mapping[str, Any]) -> Mapped | None:
    fits = _SPECIAL.get(options.get("match", ""))
    return _said(options.get("result")) if fits and fits(value) else None


def _old_value(value: Any, mapping: Mapping[str, Any]) -> Mapped | None:
    wanted = mapping.get("value")
    fits = (
        value is None if wanted == "null" else value is not None and wanted is not None and _key(value) == str(wanted)
    )
    return Mapped(text=str(mapping.get("text", ""))) if fits else None


def _old_range(value: Any, mapping: Mapping[str, Any]) -> Mapped | None:
    text = {"result": {"text": mapping.get("text", "")}}
    if "null" in {mapping.get("from"), mapping.get("to")}:
        return _said(text["result"]) if value is None else None
    return _range(value, {"from": mapping.get("from"), "to": mapping.get("to"), **text})


def _bound(limit: Any) -> float:
    """A limit as a number; one that is open lets everything through."""
    try:
        return math.nan if limit is None or limit == "" else float(limit)
    except (TypeError, ValueError):
        return math.nan


def _key(value: Any) -> str:
    """A value as the key of an object."""
    if isinstance(value, bool):
        return str(value).lower()
    return plain(value) if isinstance(value, int | float) else str(value)


def _leading_number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    match = _LEADING.match(value) if isinstance(value, str) else None
    return float(match[1]) if match else math.nan


def _is_nan(value: Any) -> bool:
    """Whether a browser takes a value for no number; null and truth values are numbers to it."""
    if isinstance(value, str):
        try:
            return bool(value.strip()) and math.isnan(float(value))
        except ValueError:
            return True
    return isinstance(value, float) and math.isnan(value)


_KINDS: Final[Mapping[Any, Callable[[Any, Mapping[str, Any]], Mapped | None]]] = {
    "value": _value,
    "range": _range,
    "regex": _regex,
    "special": _special,
    1: _old_value,
    2: _old_range,
}
_SPECIAL: Final[Mapping[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "nan": _is_nan,
    "null+nan": lambda value: value is None or _is_nan(value),
    "true": lambda value: value is True or value == "true",
    "false": lambda value: value is False or value == "false",
    "empty": lambda value: isinstance(value, str) and not value,
}
