"""Rename: transformations that order, hide, name and convert fields."""

import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from grafmint.data.frame import Field, FieldType, Frame
from grafmint.formats.number import plain
from grafmint.picture.matcher import named
from grafmint.picture.name import Names, alone
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.pattern import pattern_of
from grafmint.picture.transform.filter import kept_fields
from grafmint.picture.transform.frames import Frames, Options, renamed, with_fields


def organize(frames: Frames, options: Options) -> Frames:
    """The fields that are not hidden, in their order, under their new names."""
    if options.get("orderBy") or options.get("includeByName"):
        raise NotDrawn("transformation organize with includeByName or orderBy is not drawn", hint="use order and hide")
    hidden = [name for name, is_hidden in (options.get("excludeByName") or {}).items() if is_hidden]
    kept = kept_fields(frames, None, named(hidden) if hidden else None)
    return rename(order(kept, options), options)


def order(frames: Frames, options: Options) -> Frames:
    """The fields by the places given to their names; those without one come last."""
    places = {name: place for name, place in (options.get("indexByName") or {}).items() if isinstance(place, int)}
    if not places:
        return frames
    among = Names.among(frames)
    return tuple(
        with_fields(frame, sorted(frame.fields, key=lambda field: places.get(among.of(field, frame), math.inf)))
        for frame in frames
    )


def rename(frames: Frames, options: Options) -> Frames:
    """The fields under the names given for those that they have."""
    names: Mapping[str, str] = options.get("renameByName") or {}

    def new(field: Field, frame: Frame) -> Field:
        name = names.get(alone(field, frame))
        return renamed(field, name) if name and isinstance(name, str) else field

    return _each(frames, new) if names else frames


def rename_by_regex(frames: Frames, options: Options) -> Frames:
    """The fields with what a pattern finds in their names replaced."""
    text = options.get("regex", "(.*)")
    pattern = pattern_of(text)
    if pattern is None:
        raise NotDrawn(f"transformation renameByRegex: {text!r} is no pattern", hint="correct the pattern")

    def new(field: Field, frame: Frame) -> Field:
        name = alone(field, frame)
        if not pattern.is_in(name):
            return field
        return renamed(field, pattern.replaced(name, options.get("renamePattern", "$1")))

    return _each(frames, new)


def convert_field_type(frames: Frames, options: Options) -> Frames:
    """The fields with their values made into those of another type."""
    for conversion in options.get("conversions") or ():
        target, kind = conversion.get("targetField"), conversion.get("destinationType")
        if not target or not kind:
            continue
        if kind not in _CONVERTERS or conversion.get("dateFormat"):
            form = conversion.get("dateFormat") or kind
            raise NotDrawn(f"transformation convertFieldType to {form!r} is not drawn", hint="convert in the query")
        frames = _with_converted(frames, target, kind)
    return frames


def _with_converted(frames: Frames, target: str, kind: FieldType) -> Frames:
    matches, among = named([target]), Names.among(frames)
    return _each(frames, lambda field, frame: _converted(field, kind) if matches(field, frame, among) else field)


def _each(frames: Frames, new: Callable[[Field, Frame], Field]) -> Frames:
    return tuple(with_fields(frame, [new(field, frame) for field in frame.fields]) for frame in frames)


def _converted(field: Field, kind: FieldType) -> Field:
    values = field.values
    if kind == "time" and len(values) and isinstance(values[0], int | float):
        return attrs.evolve(field, type="time")
    return attrs.evolve(field, type=kind, values=[_CONVERTERS[kind](value) for value in values])


def _as_time(value: Any) -> float | None:
    if not value:
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000


def _as_number(value: Any) -> float | None:
    """A number with or without commas; null is zero to a browser."""
    if value is None:
        return 0
    try:
        number = float((value.replace(",", "") or 0) if isinstance(value, str) else value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _as_text(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return plain(value) if isinstance(value, int | float) else str(value)


def _as_truth(value: Any) -> bool:
    return bool(value) and value == value  # noqa: PLR0124  # what is no number is false


def _as_other(value: Any) -> Any:
    try:
        return json.loads(value if isinstance(value, str) else _as_text(value))
    except ValueError:
        return None


_CONVERTERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "time": _as_time,
    "number": _as_number,
    "string": _as_text,
    "boolean": _as_truth,
    "other": _as_other,
}
