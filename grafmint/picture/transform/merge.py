"""Merge: one table of the rows of all frames, where rows that do not contradict each other become one."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from grafmint.data.frame import Field, Frame
from grafmint.picture.transform.frames import Frames, Options, without

Row = dict[str, Any]


def merge(frames: Frames, options: Options) -> Frames:
    """All frames as one; they stay as they are where no field is in all of them."""
    filled = [frame for frame in frames if frame.fields]
    if len(frames) <= 1:
        return frames
    if not filled:
        return frames[:1]
    columns = [{field.name: field for field in frame.fields} for frame in filled]
    keys = [name for name in columns[-1] if all(name in each for each in columns)]
    if not keys:
        return frames
    rows = _merged(columns, keys)
    first: dict[str, Field] = {}
    for frame in filled:
        for field in frame.fields:
            first.setdefault(field.name, field)
    return (Frame(fields=tuple(_column(field, rows) for field in first.values())),)


def _merged(columns: Sequence[Mapping[str, Field]], keys: Sequence[str]) -> list[Row]:
    by_key: dict[str, list[int]] = {}
    rows: list[Row] = []
    for fields in columns:
        for at in range(len(next(iter(fields.values())).values)):
            row = {name: field.values[at] for name, field in fields.items()}
            same = by_key.setdefault(repr([row[name] for name in keys]), [])
            fitting = [index for index in same if _is_mergeable(rows[index], row)]
            for index in fitting:
                rows[index] = rows[index] | row
            if not fitting:
                same.append(len(rows))
                rows.append(row)
    return rows


def _is_mergeable(existing: Row, row: Row) -> bool:
    """Whether nothing that is known of one row is different in the other."""
    return all(existing.get(name) is None or existing[name] == value for name, value in row.items())


def _column(field: Field, rows: Sequence[Row]) -> Field:
    return attrs.evolve(
        field,
        values=[row.get(field.name) for row in rows],
        labels={},
        config=without(field.config, "displayName"),
    )
