"""Heat: what a heatmap shows, columns of times and rows of values with a number in each cell.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/heatmap/
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from grafmint.formats import formatted
from grafmint.picture.buckets import counted
from grafmint.picture.option import option
from grafmint.picture.panel import Panel, PanelField, PanelFrame
from grafmint.picture.together import joined

#: Whether a cell ends at its value, begins there, or has it in its middle.
Layout = Literal["le", "ge", "unknown"]
_LAYOUTS: Final[Mapping[str, Layout]] = {"Max": "le", "Min": "ge", "": "unknown"}


@attrs.frozen(kw_only=True)
class Cell:
    """A cell from `left` to `right` in time and from `low` to `high` in value."""

    left: float
    right: float
    low: float
    high: float
    value: float


@attrs.frozen(kw_only=True, eq=False)
class Heat:
    """Cells, the field that their numbers are written by, and the rows' own.

    `names` are those of rows that stand for no numbers, each at its place from 0 on; `base` is that of powers.
    """

    cells: tuple[Cell, ...]
    values: PanelField
    rows: PanelField
    names: tuple[tuple[float, str], ...] | None = None
    base: int | None = None


def heat_of(panel: Panel) -> Heat | str:
    """The panel's cells, or what it lacks to have any."""
    if option(panel.options, "calculate", False):
        return _calculated(panel)
    for frame in panel.frames:
        if option(frame.meta, "type") == "heatmap-cells":
            return _of_cells(frame)
    rows = next((each for each in panel.frames if option(each.meta, "type") == "heatmap-rows"), None)
    fields = _accumulated(panel) if rows is None else None
    if fields is None:
        fields = list(rows.fields) if rows is not None else joined(panel.frames)
    return _of_rows(fields, panel)


def _calculated(panel: Panel) -> Heat | str:
    points: list[tuple[float, float]] = []
    first: PanelField | None = None
    for frame in panel.frames:
        time = next((each for each in frame.fields if each.type == "time"), None)
        for field in frame.fields if time is not None else ():
            if field.type == "number" and time is not None:
                first = first or field
                points += [
                    (float(x), float(y))
                    for x, y in zip(time.values, field.values, strict=True)
                    if y is not None and math.isfinite(y)
                ]
    if first is None or not points:
        return "no heatmap fields found"
    found = counted(points, option(panel.options, "calculation", {}))
    grow = float(found.base) ** found.height if found.base else 0.0
    cells = tuple(
        Cell(left=x, right=x + found.width, low=y, high=y * grow if found.base else y + found.height, value=count)
        for x, counts in zip(found.columns, found.counts, strict=True)
        for y, count in zip(found.rows, counts, strict=True)
    )
    # Counts are whole numbers, whatever the unit of what is counted.
    counts_field = attrs.evolve(first, config={"unit": "short"})
    return Heat(cells=cells, values=counts_field, rows=_plain(first), base=found.base)


def _of_rows(fields: Sequence[PanelField], panel: Panel) -> Heat | str:
    if not fields or not any(each.type == "number" for each in fields[1:]):
        return "Data is missing a number field"
    times = [float(each) for each in fields[0].values]
    rows = [each for each in fields[1:] if each.type == "number"]
    asked = str(option(panel.options, "rowsFrame.layout", "auto"))
    layout: Layout = "le" if asked == "le" or (asked == "auto" and "le" in rows[0].field.labels) else "unknown"
    layout = "ge" if asked == "ge" else layout
    low = {"le": -1.0, "ge": 0.0, "unknown": -0.5}[layout]
    width = times[1] - times[0] if len(times) > 1 else panel.end - panel.start
    cells = tuple(
        Cell(left=time - width, right=time, low=at + low, high=at + low + 1, value=value)
        for at, row in enumerate(rows)
        for time, value in zip(times, row.values, strict=True)
        if value is not None
    )
    names = [(float(at), _row_name(each, panel)) for at, each in enumerate(rows)]
    if layout == "le":
        by_label = "le" in rows[0].field.labels
        names.insert(0, (-1.0, _written("0.0", panel) if by_label else ""))
    elif layout == "ge":
        names.append((float(len(rows)), ""))
    return Heat(cells=cells, values=_plain(rows[0]), rows=_plain(rows[0]), names=tuple(names))


def _row_name(row: PanelField, panel: Panel) -> str:
    return _written(row.name, panel)


def _written(name: str, panel: Panel) -> str:
    """A bound as the axis' unit writes it; a name that is no number stays."""
    unit, decimals = option(panel.options, "yAxis.unit", ""), option(panel.options, "yAxis.decimals")
    if not unit and decimals is None:
        return name
    try:
        value = float(name)
    except ValueError:
        return name
    return str(formatted(value, unit or "short", decimals)) if math.isfinite(value) else name


def _of_cells(frame: PanelFrame) -> Heat | str:
    by_name = {each.field.name: each for each in frame.fields}
    x = next((name for name in ("xMax", "xMin", "x") if name in by_name), None)
    ys = [name for name in ("yMin", "yMax", "y") if name in by_name]
    value = next((each for each in frame.fields if each.type == "number" and each.field.name[0] not in "xy"), None)
    if x is None or not ys or value is None:
        return f"Missing {'X' if x is None else 'Y' if not ys else 'value'} field"
    lefts = _spans(by_name[x].values, x[1:])
    if len(ys) > 1:
        heights = list(zip(by_name["yMin"].values, by_name["yMax"].values, strict=True))
    else:
        heights = _spans(by_name[ys[0]].values, ys[0][1:])
    cells = tuple(
        Cell(left=left, right=right, low=low, high=high, value=each)
        for (left, right), (low, high), each in zip(lefts, heights, value.values, strict=True)
        if each is not None
    )
    return Heat(cells=cells, values=_plain(value), rows=_plain(by_name[ys[0]]), base=2 if len(ys) > 1 else None)


def _plain(field: PanelField) -> PanelField:
    """The field with what its datasource says of it alone: heatmaps have no standard options."""
    return attrs.evolve(field, config=dict(field.field.config))


def _spans(values: Sequence[Any], bound: str) -> list[tuple[float, float]]:
    """From where to where cells reach that have one size and say one of their bounds."""
    different = sorted(set(values))
    size = different[1] - different[0] if len(different) > 1 else 1.0
    before = {"le": size, "ge": 0.0, "unknown": size / 2}[_LAYOUTS[bound]]
    return [(each - before, each - before + size) for each in values]


def _accumulated(panel: Panel) -> list[PanelField] | None:
    """Rows of Prometheus' own buckets, which count all below; None where the panel does not ask for a heatmap of them.

    A server answers a series for each, in no order; the page sets them in order and takes each from the next.
    """
    asked = {each.get("refId") for each in option(panel.json, "targets", ()) if each.get("format") == "heatmap"}
    frames = [each for each in panel.frames if each.ref_id in asked]
    fields = joined(frames)
    if len(frames) < 2 or not all("le" in each.field.labels for each in fields[1:]):  # noqa: PLR2004  # one is joined
        return None
    rows = sorted(fields[1:], key=lambda each: float(each.field.labels["le"].replace("Inf", "inf")))
    found = [fields[0], rows[0]]
    for before, row in itertools.pairwise(rows):
        values = [
            None if value is None else value - (below or 0.0)
            for below, value in zip(before.values, row.values, strict=True)
        ]
        found.append(attrs.evolve(row, field=attrs.evolve(row.field, values=values)))
    return found
