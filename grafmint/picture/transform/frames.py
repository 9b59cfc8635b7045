"""Frames, as transformations take them apart and put them together.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.data.frame import Field, FieldType, Frame

Frames = tuple[Frame, ...]
Options = Mapping[str, Any]
#: Frames after a transformation with its options.
Transformer = Callable[[Frames, Options], Frames]

_NUMBER: Final = re.compile(r"\s*(-?(\d*\.?\d+|\d+\.?\d*)(e[-+]?\d+)?|nan)\s*", re.IGNORECASE)
_TRUTHS: Final = frozenset({"true", "TRUE", "True", "false", "FALSE", "False"})
_TIME_NAMES: Final = frozenset({"date", "time"})


def with_fields(frame: Frame, fields: Iterable[Field]) -> Frame:
    """The frame with other fields."""
    return attrs.evolve(frame, fields=tuple(fields))


def with_rows(frame: Frame, rows: Sequence[int]) -> Frame:
    """The frame with some of its rows, in their order."""
    return with_fields(
        frame, (attrs.evolve(field, values=[field.values[row] for row in rows]) for field in frame.fields)
    )


def renamed(field: Field, name: str) -> Field:
    """The field under another name that the page gives it."""
    return attrs.evolve(field, config={**field.config, "displayName": name})


def without(config: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """A configuration that leaves some things open."""
    return {key: value for key, value in config.items() if key not in keys}


def time_field(frame: Frame) -> Field | None:
    """The first field of times."""
    return next((field for field in frame.fields if field.type == "time"), None)


def guessed_type(name: str, values: Sequence[Any]) -> FieldType | None:
    """What the values of a field are, by its name and its first value; None where there is none."""
    if name.lower() in _TIME_NAMES:
        return "time"
    first = next((value for value in values if value is not None), None)
    if first is None:
        return None
    if isinstance(first, bool):
        return "boolean"
    if isinstance(first, int | float):
        return "number"
    return _text_type(first) if isinstance(first, str) else "other"


def guessed(field: Field) -> Field:
    """The field with the type that its values have."""
    return attrs.evolve(field, type=guessed_type(field.name, field.values) or "other")


def _text_type(text: str) -> FieldType:
    if _NUMBER.fullmatch(text):
        return "number"
    return "boolean" if text in _TRUTHS else "string"
