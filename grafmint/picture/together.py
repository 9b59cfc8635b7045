"""Together: the fields of several frames as the columns of one table."""

from collections.abc import Sequence
from typing import Any

import attrs

from grafmint.picture.panel import PanelField, PanelFrame


def joined(frames: Sequence[PanelFrame]) -> list[PanelField]:
    """The fields of all frames over the rows of all, which are matched by time, or else by the first field of each."""
    there = [each for each in frames if each.fields]
    if len(there) <= 1:
        return _ascending(there[0].fields) if there else []
    keys = [next((each for each in frame.fields if each.type == "time"), frame.fields[0]) for frame in there]
    rows = sorted({value for key in keys for value in key.values})
    found = [_with(keys[0], rows)]
    for frame, key in zip(there, keys, strict=True):
        place = {value: at for at, value in enumerate(key.values)}
        for field in frame.fields:
            if field is not key:
                values = [field.values[place[row]] if row in place else None for row in rows]
                found.append(_with(field, values))
    return found


def _ascending(fields: Sequence[PanelField]) -> list[PanelField]:
    time = next((each for each in fields if each.type == "time"), None)
    if time is None:
        return list(fields)
    order = sorted(range(len(time.values)), key=lambda at: time.values[at])
    return [_with(each, [each.values[at] for at in order]) for each in fields]


def _with(field: PanelField, values: Sequence[Any]) -> PanelField:
    return attrs.evolve(field, field=attrs.evolve(field.field, values=values))
