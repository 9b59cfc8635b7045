"""Table: rows and columns, as many as fit.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/table/
"""

from collections.abc import Sequence

from grafmint.picture.asked import flag
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.cell import PADDING, draw_cell, draw_text
from grafmint.picture.columns import Column, columns_of, fitting, footer_of, order_of
from grafmint.picture.empty import draw_empty
from grafmint.picture.fit import baseline, one_line, shortened
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel, PanelFrame
from grafmint.picture.theme import Theme

_ROW = 36.0
_NOTE = 22.0
_SIZE = 14.0
_SMALL = 12.0
#: What the page takes for the choice between several tables.
_SELECT = 32.0
_SELECT_PADDING = 8.0


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a table panel; raises NotDrawn for tables within rows and for cells that only a page can show."""
    frames = [frame for frame in panel.frames if frame.fields]
    if any(option(frame.meta, "custom.parentRowIndex") is not None for frame in frames):
        raise NotDrawn("tables within rows are not drawn")
    if not frames:
        draw_empty(panel, canvas, box)
        return
    asked = int(number(panel.options, "frameIndex") or 0)
    frame = frames[asked if 0 < asked < len(frames) else 0]
    if len(frames) > 1:
        _draw_select(canvas, box, frame, panel.theme)
        box = box.inset(bottom=_SELECT + 2 * _SELECT_PADDING)
    with canvas.clipped(box):
        _draw_table(panel, canvas, box, frame)


def _draw_table(panel: Panel, canvas: Canvas, box: Box, frame: PanelFrame) -> None:
    every = columns_of(frame.fields, box.width)
    columns = every[: fitting(every, box.width)]
    rows = order_of(frame.fields, panel.options, frame.length)
    footer = footer_of(columns, panel.options, frame.length)
    body = box
    if flag(panel.options, "showHeader", default=True):
        _draw_header(panel, canvas, Box(box.x, box.y, box.width, _ROW), columns)
        body = body.inset(top=_ROW)
    if footer is not None:
        body = body.inset(bottom=_ROW)
        _draw_footer(canvas, Box(box.x, body.bottom, box.width, _ROW), columns, footer, panel.theme)
    if not rows:
        look = Lettering(color=panel.theme.text, size=_SIZE)
        canvas.text(body.center[0], baseline(body.center[1], _SIZE), "No data", look, "middle")
        return
    _draw_rows(canvas, body, columns, rows, panel.theme, len(every) - len(columns))


def _places(box: Box, columns: Sequence[Column]) -> list[Box]:
    """The cells of a row; the last one has no line at its right."""
    places, x = [], box.x
    for column in columns:
        places.append(Box(x, box.y, column.width - 1, box.height - 1))
        x += column.width
    return places


def _draw_rows(
    canvas: Canvas, box: Box, columns: Sequence[Column], rows: Sequence[int], theme: Theme, cut: int
) -> None:
    """Draw the rows that fit and say how many do not, and how many columns are `cut` off."""
    count = int(box.height // _ROW)
    if count < len(rows) or cut:
        count = max(0, int((box.height - _NOTE) // _ROW))
        look = Lettering(color=theme.secondary, size=_SMALL)
        missing = [_more(len(rows) - count, "row"), _more(cut, "column")]
        note = f"… {' and '.join(filter(None, missing))}"
        canvas.text(box.x + PADDING, baseline(box.bottom - _NOTE / 2, look.size), note, look)
    shown = rows[:count]
    for index, row in enumerate(shown):
        line = Box(box.x, box.y + index * _ROW, box.width, _ROW)
        for column, place in zip(columns, _places(line, columns), strict=True):
            draw_cell(canvas, place, column, column.field.values[row], theme)
    below = box.y + len(shown) * _ROW
    for index in range(1, len(shown)):
        y = box.y + index * _ROW - 0.5
        canvas.line([box.x, box.right], [y, y], color=theme.border)
    for place in _places(box, columns)[:-1] if shown else ():
        canvas.line([place.right + 0.5] * 2, [box.y, below], color=theme.border)


def _more(count: int, what: str) -> str:
    return f"{count} more {what}{'' if count == 1 else 's'}" if count > 0 else ""


def _draw_header(panel: Panel, canvas: Canvas, box: Box, columns: Sequence[Column]) -> None:
    look = Lettering(color=panel.theme.text, size=_SIZE)
    sorts = option(panel.options, "sortBy", ())
    for column, place in zip(columns, _places(box, columns), strict=True):
        sort = next((each for each in sorts if option(each, "displayName") == column.field.name), None)
        arrow = "" if sort is None else " ↓" if flag(sort, "desc") else " ↑"
        name = shortened(
            canvas, one_line(column.field.name), look, place.width - 2 * PADDING - canvas.measure(arrow, look)
        )
        draw_text(canvas, place, f"{name}{arrow}", look, column.align)
    canvas.line([box.x, box.right], [box.bottom - 0.5] * 2, color=panel.theme.border)


def _draw_footer(canvas: Canvas, box: Box, columns: Sequence[Column], said: Sequence[str], theme: Theme) -> None:
    canvas.line([box.x, box.right], [box.y + 0.5] * 2, color=theme.border)
    look = Lettering(color=theme.text, size=_SIZE)
    for column, place, text in zip(columns, _places(box, columns), said, strict=True):
        draw_text(canvas, place, text, look, column.align)


def _draw_select(canvas: Canvas, box: Box, frame: PanelFrame, theme: Theme) -> None:
    """Which of several tables is shown."""
    place = Box(box.x, box.bottom - _SELECT - _SELECT_PADDING, box.width, _SELECT)
    place = place.inset(left=_SELECT_PADDING, right=_SELECT_PADDING)
    canvas.rect(place, stroke=theme.disabled, radius=2)
    name = frame.name or next((each.name for each in frame.fields if each.type == "number"), frame.ref_id or "")
    draw_text(canvas, place, f"{name} ▾", Lettering(color=theme.text, size=_SIZE), "left")
