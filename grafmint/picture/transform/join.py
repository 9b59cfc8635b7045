"""Join: frames side by side, their rows aligned by a field that all of them have."""

from collections.abc import Sequence
from typing import Any

import attrs

from grafmint.data.frame import Field, Frame
from grafmint.picture.matcher import Matcher, matcher_of, named
from grafmint.picture.name import VALUE, Names
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.transform.frames import Frames, Options, time_field


def join_by_field(frames: Frames, options: Options) -> Frames:
    """One frame with the rows of all, by a field of that name, else by time; frames without it are left out."""
    if len(frames) <= 1:
        return frames
    mode = options.get("mode") or "outer"
    if mode not in {"outer", "inner"}:
        raise NotDrawn(f"transformation joinByField in the mode {mode!r} is not drawn", hint="use outer or inner")
    return (_joined(frames, _join_matcher(frames, options.get("byField")), inner=mode == "inner"),)


def columns_of_series(frames: Frames) -> Frames:
    """Time series as one frame, where all have a field of times under one name."""
    times = [time_field(frame) for frame in frames]
    names = {field.name if field else None for field in times}
    if len(frames) <= 1 or len(names) != 1 or None in names:
        return frames
    return join_by_field(frames, {"byField": names.pop()})


def concatenate(frames: Frames, options: Options) -> Frames:
    """One frame with the fields of all, each under the name of its frame or with it as a label."""
    if len(frames) <= 1:
        return frames
    longest = max(frame.length for frame in frames)
    fields = (_lengthened(_placed(field, frame, options), longest) for frame in frames for field in frame.fields)
    return (Frame(fields=tuple(fields)),)


def _join_matcher(frames: Frames, name: str | None) -> Matcher:
    if name:
        return named([name])
    first_time = matcher_of({"id": "firstTimeField"})
    if first_time is None or time_field(frames[0]) is None:
        raise NotDrawn("transformation joinByField without a field is not drawn", hint="name the field to join by")
    return first_time


def _joined(frames: Frames, matches: Matcher, *, inner: bool) -> Frame:
    among = Names.among(frames)
    tables: list[tuple[Field, Frame]] = []
    for frame in frames:
        key = next((field for field in frame.fields if matches(field, frame, among)), None)
        if key is not None:
            tables.append((key, frame))
    if not tables:
        return Frame(fields=())
    keys = _keys([key.values for key, _ in tables], inner=inner)
    places = {key: place for place, key in enumerate(keys)}
    fields = [attrs.evolve(tables[0][0], values=keys)]
    for key, frame in tables:
        at = [places.get(value) for value in key.values]
        fields.extend(_aligned(field, frame, at, len(keys)) for field in frame.fields if field is not key)
    return Frame(fields=tuple(fields))


def _keys(columns: Sequence[Sequence[Any]], *, inner: bool) -> list[Any]:
    distinct = dict.fromkeys(value for column in columns for value in column)
    if inner:
        found = [set(column) for column in columns]
        distinct = {key: None for key in distinct if all(key in each for each in found)}
    keys = list(distinct)
    # Texts stay in the order in which they come; null is as good as zero.
    return sorted(keys, key=lambda key: key or 0) if all(isinstance(key, int | float | None) for key in keys) else keys


def _aligned(field: Field, frame: Frame, places: Sequence[int | None], length: int) -> Field:
    values: list[Any] = [None] * length
    for place, value in zip(places, field.values, strict=True):
        if place is not None:
            values[place] = value
    labels = {**field.labels, "name": frame.name} if frame.name else field.labels
    return attrs.evolve(field, values=values, labels=labels)


def _placed(field: Field, frame: Frame, options: Options) -> Field:
    mode = options.get("frameNameMode", "field")
    if not frame.name or mode == "drop":
        return field
    if mode == "label":
        label = options.get("frameNameLabel") or "frame"
        return attrs.evolve(field, labels={**field.labels, label: frame.name})
    alone = not field.name or field.name == VALUE
    return attrs.evolve(field, name=frame.name if alone else f"{frame.name} · {field.name}")


def _lengthened(field: Field, length: int) -> Field:
    missing = length - len(field.values)
    return attrs.evolve(field, values=[*field.values, *[None] * missing]) if missing else field
