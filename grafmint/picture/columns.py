"""Columns: how wide the columns of a table are, which rows it shows in which order, and what its footer says.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/table/
"""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import Any

import attrs

from grafmint.picture.asked import choice, flag, refused, size, texts
from grafmint.picture.display import display
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option
from grafmint.picture.panel import PanelField
from grafmint.picture.reduce import CALC_NAMES, reduced

_LEAST = 150.0
#: A picture cannot be scrolled: columns that do not fit become narrower, down to this.
_NARROWEST = 80.0
#: Sums of widths are rounded.
_ROUNDING = 0.01
#: The cells of 9.4 by `displayMode`, and as later versions write the same.
_MODES = {
    "auto": "auto",
    "color-text": "color-text",
    "color-background": "gradient",
    "color-background-solid": "solid",
    "basic": "bar-basic",
    "gradient-gauge": "bar-gradient",
    "lcd-gauge": "bar-lcd",
    "json-view": "json",
}
_LATER = {
    ("auto", None): "auto",
    ("color-text", None): "color-text",
    ("color-background", None): "gradient",
    ("color-background", "gradient"): "gradient",
    ("color-background", "basic"): "solid",
    ("gauge", None): "bar-gradient",
    ("gauge", "basic"): "bar-basic",
    ("gauge", "gradient"): "bar-gradient",
    ("gauge", "lcd"): "bar-lcd",
    ("json-view", None): "json",
}


@attrs.frozen(kw_only=True)
class Column:
    """A column: `cell` says what its cells look like, `align` is `left`, `center` or `right`."""

    field: PanelField
    width: float
    cell: str
    align: str


def columns_of(fields: Sequence[PanelField], width: float) -> tuple[Column, ...]:
    """The columns that are shown; those without a width of their own share what is left."""
    fields = [field for field in fields if not flag(field.custom, "hidden")]
    widths = _fitted(_widths(fields, width), width)
    return tuple(
        Column(field=field, width=wide, cell=_cell(field), align=_align(field))
        for field, wide in zip(fields, widths, strict=True)
    )


def _widths(fields: Sequence[PanelField], width: float) -> list[float]:
    found = [size(field.custom, "width") for field in fields]
    least = [size(field.custom, "minWidth") or _LEAST for field in fields]
    rest, sharing = width - sum(each or 0 for each in found), found.count(None)
    # One that needs more than its share leaves less to the others, which may then need more too.
    for _ in range(sharing):
        for index, need in enumerate(least):
            if found[index] is None and need > rest / sharing:
                found[index] = need
                rest, sharing = rest - need, sharing - 1
    return [rest / sharing if each is None else each for each in found]


def _fitted(widths: Sequence[float], width: float) -> list[float]:
    """The widths; where they are more than there is, each gives the same share of what it can."""
    least = [min(each, _NARROWEST) for each in widths]
    given = sum(widths) - sum(least)
    share = min(1.0, max(0.0, sum(widths) - width) / given) if given else 0.0
    return [each - share * (each - low) for each, low in zip(widths, least, strict=True)]


def fitting(columns: Sequence[Column], width: float) -> int:
    """How many columns have a place beside each other; the first one always has."""
    ends = accumulate(column.width for column in columns)
    return max(1, sum(end <= width + _ROUNDING for end in ends))


def _align(field: PanelField) -> str:
    asked = choice(field.custom, "align", ("auto", "left", "center", "right"), "auto")
    return asked if asked != "auto" else "right" if field.type == "number" else "left"


def _cell(field: PanelField) -> str:
    later = option(field.custom, "cellOptions")
    if isinstance(later, Mapping):
        asked: Any = (option(later, "type", "auto"), option(later, "mode"))
        if flag(later, "wrapText") or flag(later, "applyToRow"):
            raise NotDrawn("cells that wrap their text or colour their row are not drawn")
        cell = _LATER.get(asked) if all(isinstance(each, str | None) for each in asked) else None
    else:
        asked = option(field.custom, "displayMode", "auto")
        cell = _MODES.get(asked) if isinstance(asked, str) else None
    if cell is None:
        raise refused("the type of a cell", asked, "one that is drawn")
    return "json" if cell == "auto" and field.type == "other" else cell


def order_of(fields: Sequence[PanelField], options: Mapping[str, Any], count: int) -> list[int]:
    """The numbers of the rows as `sortBy` asks for them."""
    order = list(range(count))
    sorts = option(options, "sortBy", ())
    for sort in reversed(sorts if isinstance(sorts, list | tuple) else ()):
        name = option(sort, "displayName")
        field = next((each for each in fields if each.name == name), None)
        if field is not None:
            order.sort(key=partial(_key, field))
            if flag(sort, "desc"):
                order.reverse()
    return order


def _key(field: PanelField, row: int) -> Any:
    value = field.values[row]
    if field.type in {"number", "time"}:
        there = isinstance(value, int | float) and not math.isnan(value)
        return value if there else -math.inf
    return str(value).casefold()


def footer_of(columns: Sequence[Column], options: Mapping[str, Any], count: int) -> tuple[str, ...] | None:
    """What stands below each column; None where the table has no footer."""
    if not flag(options, "footer.show"):
        return None
    calcs, wanted = texts(options, "footer.reducer"), texts(options, "footer.fields")
    # An empty list is not what the page begins with.
    unwritten = option(options, "footer.reducer") is None
    calc = "sum" if unwritten else calcs[0] if calcs else ""
    if calc == "count" and flag(options, "footer.countRows"):
        return (f"Count: {count}", *[""] * (len(columns) - 1))
    said = []
    for index, column in enumerate(columns):
        if column.field.type != "number":
            said.append(CALC_NAMES.get(calc, calc) if index == 0 else "")
        elif not calc or (wanted and column.field.field.name not in wanted):
            said.append("")
        else:
            said.append(str(display(column.field, reduced(column.field.values, calc))))
    return tuple(said)
