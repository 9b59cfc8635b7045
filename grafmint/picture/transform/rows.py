"""Rows: transformations between labels, series, fields and rows."""

from typing import Any, Final

import attrs

from grafmint.data.frame import Field, Frame
from grafmint.picture.name import VALUE, Names, alone, frame_name
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.transform.frames import Frames, Options, time_field, with_fields, without

#: Columns that rowsToFields takes for configuration by their names.
_CONFIGURING: Final = frozenset(
    {"max", "min", "unit", "decimals", "displayName", "color", "threshold1", "mappings.value", "mappings.color",
     "mappings.text", "display name", "field name", "field value", "field label"}
)  # fmt: skip
_SERIES_FIELDS: Final = 2


def labels_to_fields(frames: Frames, options: Options) -> Frames:
    """The labels of series as fields, or as frames of rows."""
    keep = options.get("keepLabels")
    if options.get("mode") == "rows":
        return _labels_as_rows(frames, keep)
    return tuple(_labels_as_columns(frame, frozenset(keep or ()), options.get("valueLabel")) for frame in frames)


def series_to_rows(frames: Frames, options: Options) -> Frames:
    """Time series as one frame of times, names and values, the latest first."""
    if len(frames) <= 1 or not all(_is_series(frame) for frame in frames):
        return frames
    rows = [row for frame in frames for row in _series_rows(frame)]
    rows.sort(key=lambda row: (not row[0], row[0] or 0), reverse=True)
    times, names, values = ([row[at] for row in rows] for at in range(3))
    first = frames[0]
    value = next((field for field in first.fields if field.type != "time"), None)
    time = time_field(first)
    if time is None or value is None:
        return frames
    return (
        Frame(
            fields=(
                _renewed(time, "Time", times),
                Field(name="Metric", type="string", values=names),
                _renewed(value, VALUE, values),
            )
        ),
    )


def rows_to_fields(frames: Frames, options: Options) -> Frames:
    """Each row as a field, named by the first column of texts, its value from the first column of numbers."""
    if options.get("mappings"):
        raise NotDrawn("transformation rowsToFields with mappings is not drawn", hint="leave the mappings out")
    return tuple(_rows_as_fields(frame) for frame in frames)


def _labels_as_columns(frame: Frame, keep: frozenset[str], value_label: str | None) -> Frame:
    fields = []
    unique: dict[str, dict[str, None]] = {}
    for field in frame.fields:
        fields.append(_unlabelled(field, keep, value_label))
        for name, value in field.labels.items():
            if (not keep or name in keep) and name != value_label:
                unique.setdefault(name, {})[value] = None
    added = (
        Field(name=name, type="string", values=[value] * frame.length)
        for name, values in unique.items()
        for value in values
    )
    return with_fields(frame, (*fields, *added))


def _unlabelled(field: Field, keep: frozenset[str], value_label: str | None) -> Field:
    if not field.labels:
        return field
    is_named = value_label in field.labels and (not keep or value_label in keep)
    name = field.labels[value_label] if is_named and value_label else field.name
    config = without(field.config, "displayName", "displayNameFromDS")
    return attrs.evolve(field, name=name, labels={}, config=config)


def _labels_as_rows(frames: Frames, keep: list[str] | None) -> Frames:
    among = Names.among(frames)
    made = []
    for frame in frames:
        for field in frame.fields:
            names = keep if keep is not None else list(field.labels)
            if field.labels and names:
                values = [field.labels.get(name) for name in names]
                fields = (
                    Field(name="label", type="string", values=names),
                    Field(name="value", type="string", values=values),
                )
                made.append(attrs.evolve(with_fields(frame, fields), name=among.of(field, frame)))
    return tuple(made)


def _is_series(frame: Frame) -> bool:
    return len(frame.fields) == _SERIES_FIELDS and time_field(frame) is not None


def _series_rows(frame: Frame) -> list[tuple[Any, str, Any]]:
    times = time_field(frame)
    values = next(field for field in frame.fields if field is not times)
    name = frame_name(frame)
    return [(time, name, value) for time, value in zip(times.values if times else (), values.values, strict=True)]


def _renewed(field: Field, name: str, values: list[Any]) -> Field:
    config = without(field.config, "displayName", "displayNameFromDS")
    return Field(name=name, type=field.type, values=values, config=config)


def _rows_as_fields(frame: Frame) -> Frame:
    names = next((field for field in frame.fields if field.type == "string"), None)
    values = next((field for field in frame.fields if field.type == "number"), None)
    if names is None or values is None:
        return frame
    others = [(alone(field, frame), field) for field in frame.fields if field is not names and field is not values]
    configuring = [name for name, _ in others if name.lower() in {each.lower() for each in _CONFIGURING}]
    if configuring:
        raise NotDrawn(
            f"transformation rowsToFields with the column {configuring[0]!r} is not drawn", hint="leave it out"
        )
    return Frame(fields=tuple(_row_as_field(names, values, others, row) for row in range(frame.length)))


def _row_as_field(names: Field, values: Field, others: list[tuple[str, Field]], row: int) -> Field:
    labels = {name: str(field.values[row]) for name, field in others if field.values[row] is not None}
    return Field(
        name=str(names.values[row]), type=values.type, values=[values.values[row]], labels={**names.labels, **labels}
    )
