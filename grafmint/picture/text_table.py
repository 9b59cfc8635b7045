"""Text table: rows of a text, their cells as wide as what they say, with lines around them."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.rich import Row, Span, Style
from grafmint.picture.text_flow import Word, draw_line, flow
from grafmint.picture.theme import Theme, ThemeName

_SIZE: Final = 14.0
_LINE: Final = 22.0
_ABOVE: Final = 4.0
_BESIDE: Final = 8.0
_EDGES: Final[Mapping[ThemeName, str]] = {"dark": "#32343b", "light": "#bdbfc0"}


def draw_text_table(canvas: Canvas, box: Box, rows: Sequence[Row], theme: Theme) -> float:
    """Draw a table from the top of the box and give its height; where the box is too narrow its cells are broken."""
    count = len(rows[0])
    bold = tuple(tuple(attrs.evolve(span, style=_bold(span)) for span in cell) for cell in rows[0])
    # A row has as many cells as there are names.
    cells = [(*row, *((),) * count)[:count] for row in (bold, *rows[1:])]
    widths = _widths(canvas, cells, box.width)
    y = box.y
    for at, row in enumerate(cells):
        lines = [flow(canvas, cell, _SIZE, width - 2 * _BESIDE) for cell, width in zip(row, widths, strict=True)]
        high = max(map(len, lines)) * _LINE + 2 * _ABOVE + 1
        if y < box.bottom:
            _draw_row(canvas, Box(box.x, y, sum(widths), high), (widths, lines), theme, ground=at == 0)
        y += high
    return y - box.y


def _bold(span: Span) -> Style:
    return "bold" if span.style == "plain" else span.style


def _widths(canvas: Canvas, rows: Sequence[Row], room: float) -> list[float]:
    columns = zip(*rows, strict=True)
    natural = [max(_width(canvas, cell) for cell in column) + 2 * _BESIDE + 1 for column in columns]
    return [each * min(1.0, room / sum(natural)) for each in natural]


def _width(canvas: Canvas, cell: Sequence[Span]) -> float:
    (line, *_) = flow(canvas, cell, _SIZE, math.inf)
    return line[-1].x + line[-1].width if line else 0.0


def _draw_row(
    canvas: Canvas, box: Box, row: tuple[Sequence[float], Sequence[list[list[Word]]]], theme: Theme, *, ground: bool
) -> None:
    x = box.x
    for width, lines in zip(*row, strict=True):
        cell = Box(round(x) + 0.5, box.y + 0.5, round(x + width) - round(x), box.height)
        canvas.rect(cell, fill=theme.track if ground else None, stroke=_EDGES[theme.name])
        for at, words in enumerate(lines):
            draw_line(canvas, words, x + _BESIDE, box.y + 1 + _ABOVE + (at + 0.5) * _LINE, _SIZE, theme)
        x += width
