"""Calculate: a field computed from the others, row by row."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from grafmint.data.frame import Field, Frame
from grafmint.picture.matcher import named, typed
from grafmint.picture.name import Names
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.reduce import CALC_NAMES, reduced
from grafmint.picture.transform.frames import Frames, Options, time_field, with_fields
from grafmint.picture.transform.join import columns_of_series

_LEADING: Final = re.compile(r"\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)


def calculate_field(frames: Frames, options: Options) -> Frames:
    """Each frame with a field more: a calculation over each row, or two fields added, subtracted and so on."""
    mode = options.get("mode") or "reduceRow"
    if mode not in _VALUES:
        raise NotDrawn(
            f"transformation calculateField in the mode {mode!r} is not drawn", hint="use binary or reduceRow"
        )
    by_time = options.get("timeSeries") is not False
    columns = columns_of_series(frames) if by_time else frames
    among = Names.among(columns)
    return tuple(_with_calculated(frame, among, options, _VALUES[mode], by_time=by_time) for frame in columns)


def _with_calculated(frame: Frame, among: Names, options: Options, values_of: "Values", *, by_time: bool) -> Frame:
    values = values_of(frame, among, options)
    if values is None:
        return frame
    field = Field(name=_name(options), type="number", values=values)
    if not options.get("replaceFields"):
        return with_fields(frame, (*frame.fields, field))
    time = time_field(frame) if by_time else None
    return with_fields(frame, (time, field) if time else (field,))


def _name(options: Options) -> str:
    if options.get("alias"):
        return str(options["alias"])
    if options.get("mode") == "binary":
        binary = options.get("binary") or {}
        return f"{_operand(binary.get('left'))} {binary.get('operator', '')} {_operand(binary.get('right'))}"
    return CALC_NAMES.get((options.get("reduce") or {}).get("reducer", "sum"), "math")


def _operand(given: Any) -> str:
    """The name of a field, or a number, in either form that Grafana has saved."""
    if not isinstance(given, Mapping):
        return "" if given is None else str(given)
    matcher = given.get("matcher") or {}
    if matcher.get("options") is not None and matcher.get("id") == "byName":
        return str(matcher["options"])
    if not matcher:
        return str(given.get("fixed", ""))
    raise NotDrawn(
        f"transformation calculateField with fields by {matcher.get('id')!r} is not drawn", hint="name the field"
    )


def _over_rows(frame: Frame, among: Names, options: Options) -> Sequence[Any] | None:
    wanted = options.get("reduce") or {}
    calc, mode = wanted.get("reducer", "sum"), str(wanted.get("nullValueMode") or "null")
    if calc not in CALC_NAMES:
        raise NotDrawn(f"transformation calculateField with {calc!r} is not drawn", hint="use another calculation")
    matches = named(wanted["include"]) if wanted.get("include") else typed("number")
    columns = [field.values for field in frame.fields if matches(field, frame, among)]
    return [reduced([column[row] for column in columns], calc, null_value_mode=mode) for row in range(frame.length)]


def _of_two(frame: Frame, among: Names, options: Options) -> Sequence[Any] | None:
    binary = options.get("binary") or {}
    operator = binary.get("operator", "+")
    if operator not in _OPERATORS:
        raise NotDrawn(f"transformation calculateField with {operator!r} is not drawn", hint="use + - * or /")
    left, right = (_values(frame, among, _operand(binary.get(side))) for side in ("left", "right"))
    if left is None or right is None:
        return None
    compute = _OPERATORS[operator]
    return [
        None if one is None or other is None else compute(_number(one), _number(other))
        for one, other in zip(left, right, strict=True)
    ]


def _values(frame: Frame, among: Names, name: str) -> Sequence[Any] | None:
    """The values of a field by its name, or a number for each row."""
    field = next((field for field in frame.fields if name and among.of(field, frame) == name), None)
    if field is not None:
        return field.values
    number = _LEADING.match(name)
    return [float(number[0])] * frame.length if number else None


def _number(value: Any) -> float:
    return value if isinstance(value, int | float) else math.nan


def _divided(one: float, other: float) -> float:
    if other:
        return one / other
    return math.nan if not one or math.isnan(one) else math.copysign(math.inf, one) * math.copysign(1, other)


Values = Callable[[Frame, Names, Options], Sequence[Any] | None]
_VALUES: Final[Mapping[str, Values]] = {"reduceRow": _over_rows, "binary": _of_two}
_OPERATORS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": _divided,
}
