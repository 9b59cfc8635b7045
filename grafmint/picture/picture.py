"""Picture: a panel drawn as its page draws it, or a labelled box that says why it is not.

Sizes are those of the page on a window 1600 pixels wide.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

import attrs

from grafmint.data.frame import Data
from grafmint.errors import GrafmintError
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.chrome import Chrome
from grafmint.picture.interpolate import interpolated
from grafmint.picture.label import Label, Query, draw_label
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel
from grafmint.picture.prepare import prepared
from grafmint.picture.theme import THEMES, Theme, ThemeName

#: Fills the inside of a panel; raises NotDrawn for what it has no drawing of.
Chart = Callable[[Panel, Canvas, Box], None]

_COLUMNS: Final = 24
#: What the page leaves to its panels of a window of 1600 pixels, beside its menu.
_GRID: Final = 1511
_GAP: Final = 8
_ROW: Final = 30
_SMALLEST: Final = (260, 90)
_LARGEST: Final = (1600, 1200)
#: No panel is larger; a number without end has no size.
_MOST_CELLS: Final = 1000
#: What wrong shapes of JSON raise, wherever they are first looked at.
_SHAPE_ERRORS: Final = (
    ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError, re.error,
)  # fmt: skip


def _chart(module: str) -> Chart:
    def draw_chart(panel: Panel, canvas: Canvas, box: Box) -> None:
        chart: Chart = import_module(f"grafmint.picture.chart.{module}").draw
        chart(panel, canvas, box)

    return draw_chart


#: Each type of panel that is drawn; its module is loaded when it is.
CHARTS: Final[Mapping[str, Chart]] = {
    "timeseries": _chart("timeseries"),
    "stat": _chart("stat"),
    "gauge": _chart("gauge"),
    "bargauge": _chart("bargauge"),
    "table": _chart("table"),
    "barchart": _chart("barchart"),
    "heatmap": _chart("heatmap"),
    "state-timeline": _chart("state_timeline"),
    "logs": _chart("logs"),
    "piechart": _chart("piechart"),
    "text": _chart("text"),
}


def size_of(panel_json: Mapping[str, Any]) -> tuple[int, int]:
    """The width and height of a panel by its place in the grid, in pixels; neither tiny nor without end."""
    # Panels of old rows have a share of twelve in the place of a width.
    span = number(panel_json, "span")
    wide, high = (_cells(panel_json, name, default) for name, default in (("w", span * 2 if span else 12), ("h", 8)))
    column = (_GRID - _GAP * (_COLUMNS - 1)) / _COLUMNS
    return _bounded(wide * (column + _GAP) - _GAP, 0), _bounded(high * (_ROW + _GAP) - _GAP, 1)


def _cells(panel_json: Mapping[str, Any], name: str, default: float) -> float:
    found = option(panel_json, f"gridPos.{name}")
    if isinstance(found, bool) or not isinstance(found, int | float) or not found > 0:
        return default
    return min(found, _MOST_CELLS)


def _bounded(size: float, axis: int) -> int:
    return round(min(max(size, _SMALLEST[axis]), _LARGEST[axis]))


def draw(
    panel_json: Mapping[str, Any],
    data: Data,
    *,
    theme: ThemeName = "dark",
    timezone: str = "utc",
    queries: Sequence[Query] = (),
) -> Canvas:
    """The picture of a panel; what cannot be drawn is a labelled box that says so, with the reason and the queries.

    Each query is its refId and its text.
    """
    colors, hint = THEMES[theme], ""
    head = f"Not drawn: {_type(panel_json) or 'a panel without a type'}"
    if data.problem is not None and _type(panel_json) in CHARTS:
        head, reason = "No answer", data.problem
    else:
        try:
            return _drawn(panel_json, data, colors, timezone)
        except GrafmintError as error:
            reason, hint = error.message, error.hint or ""
        except _SHAPE_ERRORS as error:
            reason = f"its JSON has a shape that no panel has ({error or type(error).__name__})"
    label = Label(head=head, reason=reason, hint=hint, queries=tuple(queries))
    return _labelled(panel_json, data, colors, label)


def _labelled(panel_json: Mapping[str, Any], data: Data, theme: Theme, label: Label) -> Canvas:
    title = interpolated(str(option(panel_json, "title", "")), data.variables)
    # There are no numbers in it that could be anybody's.
    chrome = attrs.evolve(_chrome(panel_json, data, theme, title), padded=True, origin="live")
    canvas = chrome.canvas(*size_of(panel_json))
    draw_label(canvas, chrome.inside(canvas), label, theme)
    return canvas


def _drawn(panel_json: Mapping[str, Any], data: Data, theme: Theme, timezone: str) -> Canvas:
    chart = CHARTS.get(_type(panel_json))
    if chart is None:
        raise NotDrawn("no picture is drawn of panels of this type")
    panel = prepared(panel_json, data, theme, timezone=timezone)
    chrome = _chrome(panel_json, data, theme, panel.title)
    canvas = chrome.canvas(*size_of(panel_json))
    chart(panel, canvas, chrome.inside(canvas))
    # Drawn last, so that nothing hides whose numbers these are.
    chrome.draw_origin(canvas)
    return canvas


def _type(panel_json: Mapping[str, Any]) -> str:
    return str(option(panel_json, "type", ""))


def _chrome(panel_json: Mapping[str, Any], data: Data, theme: Theme, title: str) -> Chrome:
    return Chrome(
        theme=theme,
        title=title,
        transparent=option(panel_json, "transparent", False) is True,
        described=bool(option(panel_json, "description", "")),
        linked=bool(option(panel_json, "links", ())),
        padded=_type(panel_json) != "stat",
        origin=data.origin,
    )
