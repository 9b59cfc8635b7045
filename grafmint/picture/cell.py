"""Cell: one value of a table, in one of the forms that a column may have."""

from typing import Any

import orjson

from grafmint.picture.bar import BarTexts, bar
from grafmint.picture.bar_fill import Cells, draw_bar, draw_cells
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.columns import Column
from grafmint.picture.display import display
from grafmint.picture.fit import baseline, one_line, shortened
from grafmint.picture.gradient import fill, length
from grafmint.picture.option import option
from grafmint.picture.panel import Shown
from grafmint.picture.shade import darkened, text_on
from grafmint.picture.shown_text import draw_shown, shown_width
from grafmint.picture.theme import Theme
from grafmint.picture.value import Value

PADDING = 6.0
_SIZE = 14.0
_SLANT = 120
_CELLS = Cells(width=8, spacing=1, radius=0)


def draw_cell(canvas: Canvas, box: Box, column: Column, value: Any, theme: Theme) -> None:
    """Draw a value into its cell; `box` is the cell without its lines."""
    shown = display(column.field, value)
    if column.cell.startswith("bar-"):
        _draw_gauge(canvas, box, column, shown)
        return
    color = theme.text
    if column.cell == "color-text":
        color = shown.color
    elif column.cell == "gradient":
        stops = [(0.0, darkened(shown.color, 10, 5, theme)), (length(box, _SLANT), shown.color)]
        fill(canvas, box, stops, _SLANT)
        color = text_on(shown.color, theme)
    elif column.cell == "solid":
        canvas.rect(box, fill=shown.color)
        color = text_on(shown.color, theme)
    json = column.cell == "json"
    look = Lettering(color=color, size=_SIZE, family="mono" if json else "sans")
    links = option(column.field.config, "links")
    draw_text(canvas, box, _json(value) if json else str(shown), look, column.align, underlined=bool(links))


def draw_text(canvas: Canvas, box: Box, text: str, look: Lettering, align: str, *, underlined: bool = False) -> None:
    """Write one line into a cell, shortened to its width."""
    inner = box.inset(left=PADDING, right=PADDING)
    text = shortened(canvas, " ".join(one_line(text).split()), look, inner.width)
    if not text:
        return
    width = canvas.measure(text, look)
    x = {"left": inner.x, "center": inner.center[0] - width / 2, "right": inner.right - width}[align]
    line = baseline(box.center[1], look.size)
    canvas.text(x, line, text, look)
    if underlined:
        canvas.line([x, x + width], [line + 2, line + 2], color=look.color)


def _json(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_INDENT_2).decode()


def _draw_gauge(canvas: Canvas, box: Box, column: Column, shown: Shown) -> None:
    inner = box.inset(*[PADDING] * 4)
    parts = bar(canvas, inner, BarTexts(title="", value=str(shown), value_size=_SIZE), vertical=False)
    value = Value(title=None, shown=shown, field=column.field)
    end = parts.value.right
    if column.cell == "bar-lcd":
        end = parts.bar.x + draw_cells(canvas, parts.bar, value, vertical=False, cells=_CELLS) + parts.value.width
    else:
        draw_bar(canvas, parts.bar, value, column.cell.removeprefix("bar-"), vertical=False)
    look = Lettering(color=shown.color, size=_SIZE)
    draw_shown(canvas, end - 10 - shown_width(canvas, shown, look), inner.center[1], shown, look)
