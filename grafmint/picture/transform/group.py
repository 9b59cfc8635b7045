"""Group: transformations that sort rows and make one of many."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.data.frame import Field, FieldType, Frame
from grafmint.picture.matcher import Matcher, matcher_of
from grafmint.picture.name import Names, alone, bare
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.reduce import CALC_NAMES, reduced
from grafmint.picture.transform.frames import Frames, Options, guessed, guessed_type, with_fields, with_rows

#: Calculations whose result is one of the values.
_PICKING: Final = frozenset({"last", "lastNotNull", "first", "firstNotNull"})


def sort_by(frames: Frames, options: Options) -> Frames:
    """The rows of each frame by the values of a field."""
    sort = next(iter(options.get("sort") or ()), None)
    return tuple(_sorted(frame, sort) for frame in frames) if sort else frames


def group_by(frames: Frames, options: Options) -> Frames:
    """One row for each group of rows with the same values, and calculations over the group."""
    wanted: Mapping[str, Any] = options.get("fields") or {}
    if not any((each or {}).get("operation") == "groupby" for each in wanted.values()):
        return frames
    grouped = (_grouped(frame, wanted) for frame in frames)
    return tuple(frame for frame in grouped if frame is not None)


def reduce(frames: Frames, options: Options) -> Frames:
    """One row for each field, or one row in each frame, with calculations over the field."""
    calcs = [each for each in options.get("reducers", ["max"]) if each in CALC_NAMES]
    if not calcs:
        return frames
    matches = _reduced_fields(options)
    if options.get("mode") == "reduceFields":
        return _reduced_in_place(frames, matches, calcs)
    return _series_as_rows(frames, matches, calcs, labels=bool(options.get("labelsToFields")))


def calculated(field: Field, calc: str) -> Any:
    """A calculation over a field, with nulls as the field takes them."""
    return reduced(field.values, calc, null_value_mode=str(field.config.get("nullValueMode") or "null"))


def _sorted(frame: Frame, sort: Mapping[str, Any]) -> Frame:
    index = sort.get("index")
    if index is None:
        names = [alone(field, frame) for field in frame.fields]
        index = names.index(sort["field"]) if sort.get("field") in names else -1
    if not 0 <= index < len(frame.fields):
        return frame
    field = frame.fields[index]
    key = _SORT_KEYS.get(field.type)
    rows: list[int] = list(range(frame.length))
    if key is None:
        return with_rows(frame, rows[::-1] if sort.get("desc") else rows)
    return with_rows(frame, sorted(rows, key=lambda row: key(field.values[row]), reverse=bool(sort.get("desc"))))


def _text_key(value: Any) -> tuple[bool, str, str]:
    """Letters before their capitals, what is empty last."""
    text = str(value or "")
    return not text, text.casefold(), text.swapcase()


def _number_key(value: Any) -> float:
    """Null is zero; what is no number comes before the others."""
    number = float(value or 0)
    return -math.inf if math.isnan(number) else number


_SORT_KEYS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "number": _number_key,
    "string": _text_key,
    "boolean": lambda value: not value,
    "time": lambda value: (not value, value or 0),
}


def _grouped(frame: Frame, wanted: Mapping[str, Any]) -> Frame | None:
    asked = [(field, wanted.get(bare(field)) or {}) for field in frame.fields]
    keys = [field for field, each in asked if each.get("operation") == "groupby"]
    if not keys:
        return None
    groups: dict[str, list[int]] = {}
    for row in range(frame.length):
        groups.setdefault(repr([field.values[row] for field in keys]), []).append(row)
    rows = list(groups.values())
    fields = [attrs.evolve(field, values=[field.values[group[0]] for group in rows], labels={}) for field in keys]
    for field, each in asked:
        if each.get("operation") == "aggregate":
            fields.extend(_aggregated(field, calc, rows) for calc in each.get("aggregations") or ())
    return Frame(fields=tuple(fields))


def _aggregated(field: Field, calc: str, groups: Sequence[Sequence[int]]) -> Field:
    name = f"{bare(field)} ({calc})"
    parts = (attrs.evolve(field, values=[field.values[row] for row in group]) for group in groups)
    values = [calculated(part, calc) for part in parts]
    return Field(name=name, type=_result_type(field, calc, name, values), values=values)


def _result_type(field: Field, calc: str, name: str, values: Sequence[Any]) -> FieldType:
    if calc in _PICKING:
        return field.type
    return "boolean" if calc == "allIsNull" else guessed_type(name, values) or "string"


def _reduced_fields(options: Options) -> Matcher:
    given = options.get("fields")
    if given:
        matches = matcher_of(given)
        if matches is None:
            raise NotDrawn(
                f"transformation reduce of fields by {given.get('id')!r} is not drawn", hint="name the fields"
            )
        return matches
    with_time = options.get("includeTimeField") and options.get("mode") == "reduceFields"
    return lambda field, *_: bool(with_time) or field.type != "time"


def _reduced_in_place(frames: Frames, matches: Matcher, calcs: Sequence[str]) -> Frames:
    among = Names.among(frames)
    made = []
    for frame in frames:
        fields = [
            attrs.evolve(field, values=[calculated(field, calc)], labels=_with_calc(field, calc, calcs))
            for field in frame.fields
            if matches(field, frame, among)
            for calc in calcs
        ]
        if fields:
            made.append(with_fields(frame, fields))
    return tuple(made)


def _with_calc(field: Field, calc: str, calcs: Sequence[str]) -> Mapping[str, str]:
    return {**field.labels, "reducer": CALC_NAMES[calc]} if len(calcs) > 1 else field.labels


def _series_as_rows(frames: Frames, matches: Matcher, calcs: Sequence[str], *, labels: bool) -> Frames:
    if not frames:
        return ()
    among = Names.among(frames)
    found = [(field, frame) for frame in frames for field in frame.fields if matches(field, frame, among)]
    names = [field.name if labels else among.of(field, frame) for field, frame in found]
    keys = dict.fromkeys(key for frame in frames for field in frame.fields for key in field.labels) if labels else {}
    columns = [
        Field(name="Field", type="string", values=names),
        *(Field(name=key, type="string", values=[field.labels.get(key) for field, _ in found]) for key in keys),
        *(
            guessed(Field(name=CALC_NAMES[calc], type="other", values=[calculated(field, calc) for field, _ in found]))
            for calc in calcs
        ),
    ]
    return (attrs.evolve(with_fields(frames[0], columns), name=None),)
