"""Legend: the names and colours of what a chart shows, below it or at its right.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/configure-legend/
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.display import display, series_color
from grafmint.picture.legend_item import Item
from grafmint.picture.legend_list import LINE, draw_below, draw_beside, rows, width_beside
from grafmint.picture.legend_table import draw_table, ordered, table_height, table_width
from grafmint.picture.option import number, option
from grafmint.picture.panel import PanelField, Shown
from grafmint.picture.reduce import CALC_NAMES, reduced
from grafmint.picture.theme import Theme

#: As much of the picture as a legend may take.
_TALLEST: Final = 0.35
_WIDEST: Final = 0.6
#: Calculations whose results are not in the unit of the field.
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("count", "changeCount", "distinctCount"), "none"),
    "diffperc": "percentunit",
}


def draw_legend(options: Mapping[str, Any], items: Sequence[Item], box: Box, canvas: Canvas, theme: Theme) -> Box:
    """Draw the legend that `options` ask for and give what it leaves of the box to the chart."""
    mode = option(options, "legend.displayMode", "list")
    if not items or mode == "hidden" or option(options, "legend.showLegend", True) is False:
        return box
    sort, descending = option(options, "legend.sortBy"), bool(option(options, "legend.sortDesc", False))
    if mode == "table":
        items = ordered(items, sort, descending=descending)
    if option(options, "legend.placement", "bottom") == "right":
        return _beside(options, mode, items, box, canvas, theme)
    return _below(mode, items, box, canvas, theme)


def field_item(field: PanelField, options: Mapping[str, Any], *, right: bool = False) -> Item | None:
    """The entry of a series with the calculations that the legend asks for; None where it is hidden from legends."""
    if option(field.custom, "hideFrom.legend", False):
        return None
    calcs = tuple((CALC_NAMES.get(each, each), _calc(field, each)) for each in option(options, "legend.calcs", ()))
    return Item(
        label=field.name,
        color=series_color(field),
        calcs=calcs,
        right=right,
        disabled=bool(option(field.custom, "hideFrom.viz", False)),
    )


def _calc(field: PanelField, calc: str) -> Shown:
    if calc in _UNITS:
        config = {key: value for key, value in field.config.items() if key != "mappings"} | {"unit": _UNITS[calc]}
        return display(attrs.evolve(field, config=config), reduced(field.values, calc))
    return display(field, reduced(field.values, calc))


def _below(mode: str, items: Sequence[Item], box: Box, canvas: Canvas, theme: Theme) -> Box:
    full = table_height(items) if mode == "table" else LINE * len(rows(items, box.width, canvas, theme))
    height = min(full, box.height * _TALLEST)
    place = Box(box.x, box.bottom - height, box.width, height)
    (draw_table if mode == "table" else draw_below)(items, place, canvas, theme)
    return box.inset(bottom=math.ceil(height))


def _beside(
    options: Mapping[str, Any], mode: str, items: Sequence[Item], box: Box, canvas: Canvas, theme: Theme
) -> Box:
    full = (table_width if mode == "table" else width_beside)(items, canvas, theme)
    width = number(options, "legend.width") or min(full, box.width * _WIDEST)
    place = Box(box.right - width, box.y, width, box.height)
    (draw_table if mode == "table" else draw_beside)(items, place, canvas, theme)
    return box.inset(right=math.ceil(width))
