"""CSV: a text of comma-separated values as a frame, in the way of TestData.

Source: https://github.com/grafana/grafana/blob/v9.4.0/pkg/tsdb/testdatasource/csv_data.go
"""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import StringIO

from grafmint.data.frame import Field, FieldType, Frame

_TRUE, _FALSE = frozenset({"T", "TRUE"}), frozenset({"F", "FALSE"})
_NONE = frozenset({"null", ""})


def csv_frame(text: str, ref_id: str, name: str | None = None) -> Frame:
    """The frame; raises ValueError for a text that is no table."""
    try:
        rows = [[cell.strip(" ") for cell in row] for row in csv.reader(StringIO(text), strict=True) if row]
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not rows:
        raise ValueError("there is no header line")
    header, *lines = rows
    if any(len(line) != len(header) for line in lines):
        raise ValueError("a line has not as many values as the header")
    columns = [[line[place] for line in lines] for place in range(len(header))]
    fields = tuple(_field(title, column) for title, column in zip(header, columns, strict=True))
    return Frame(fields=fields, name=name, ref_id=ref_id)


def _field(name: str, cells: Sequence[str]) -> Field:
    kind, values = typed(cells)
    if "time" in name.lower():
        times = [_time(value) for value in values]
        if any(time is not None for time in times):
            kind, values = "time", times
    return Field(name=name, type=kind, values=tuple(values))


def typed(cells: Sequence[str]) -> tuple[FieldType, Sequence[object]]:
    """The first cell decides whether they are truth values, all of them whether they are numbers."""
    if cells and cells[0].upper() in _TRUE | _FALSE:
        return "boolean", [None if cell.upper() in {"NULL", ""} else cell.upper() in _TRUE for cell in cells]
    given = [cell for cell in cells if cell not in _NONE]
    for read in (int, float):
        try:
            numbers = {cell: read(cell) for cell in given}
        except ValueError:
            continue
        if given:
            return "number", [numbers.get(cell) for cell in cells]
    return "string", [None if cell in _NONE else cell for cell in cells]


def _time(value: object) -> int | None:
    if isinstance(value, int | float):
        return int(value)
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return round(moment.timestamp() * 1000) if moment.tzinfo is not None else None
