"""Legend table: a row for each entry, a column for each of its values."""

from collections.abc import Sequence
from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.legend_item import FONT_SIZE, ICON_GAP, ICON_WIDTH, Item, draw_name, lettering
from grafmint.picture.theme import Theme

_ROW: Final = 23.84
_HEAD: Final = 23.34
_CELL: Final = 8.0
#: The page's colour of links, in which it writes the names of columns.
_HEADER: Final = {"dark": "#6e9fff", "light": "#1f62e0"}
_RIGHT_AXIS: Final = " (right y-axis)"


def ordered(items: Sequence[Item], by: str | None, *, descending: bool) -> tuple[Item, ...]:
    """The entries by the column that the legend is sorted by; those without a number come last."""
    if by is None:
        return tuple(items)

    def number(item: Item) -> float | None:
        return next((value.number for name, value in item.calcs if name == by), None)

    there = sorted((each for each in items if number(each) is not None), key=lambda each: number(each) or 0.0,
                   reverse=descending)  # fmt: skip
    return (*there, *(each for each in items if number(each) is None))


def table_height(items: Sequence[Item]) -> float:
    """How tall the table is with all its rows and its head."""
    return _ROW * len(items) + (_HEAD if any(each.calcs for each in items) else 0)


def table_width(items: Sequence[Item], canvas: Canvas, theme: Theme) -> float:
    """How wide the table is with every name written out."""
    return _name_width(items, canvas, theme) + sum(_widths(items, canvas, theme))


def draw_table(items: Sequence[Item], box: Box, canvas: Canvas, theme: Theme) -> None:
    """Draw the table over the width of the box; rows that it has no room for are cut off."""
    widths = _widths(items, canvas, theme)
    names = max(0.0, box.width - sum(widths))
    top = box.y
    with canvas.clipped(box):
        if widths:
            _head(items, widths, Box(box.x, top, box.width, _HEAD), canvas, theme)
            top += _HEAD
        for item in items:
            if top >= box.bottom:
                break
            _row(item, names, widths, Box(box.x, top, box.width, _ROW), canvas, theme)
            top += _ROW


def _named(item: Item) -> Item:
    return attrs.evolve(item, label=f"{item.label}{_RIGHT_AXIS}") if item.right else item


def _columns(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in items for name, _ in item.calcs))


def _widths(items: Sequence[Item], canvas: Canvas, theme: Theme) -> list[float]:
    look = Lettering(color=theme.text, size=FONT_SIZE)
    found = []
    for at, name in enumerate(_columns(items)):
        texts = [name, *(str(item.calcs[at][1]) for item in items if at < len(item.calcs))]
        found.append(max(canvas.measure(each, look) for each in texts) + 2 * _CELL)
    return found


def _name_width(items: Sequence[Item], canvas: Canvas, theme: Theme) -> float:
    texts = (canvas.measure(_named(each).label, lettering(each, theme)) for each in items)
    return max(texts, default=0.0) + ICON_WIDTH + ICON_GAP + 2 * _CELL


def _head(items: Sequence[Item], widths: Sequence[float], row: Box, canvas: Canvas, theme: Theme) -> None:
    look = Lettering(color=_HEADER[theme.name], size=FONT_SIZE)
    right = row.right - sum(widths)
    for name, width in zip(_columns(items), widths, strict=True):
        right += width
        canvas.text(right - _CELL, row.center[1], name, look, "end", "middle")
    _rule(row, canvas, theme)


def _row(item: Item, names: float, widths: Sequence[float], row: Box, canvas: Canvas, theme: Theme) -> None:
    look = Lettering(color=theme.text, size=FONT_SIZE)
    behind = canvas.measure(_RIGHT_AXIS, look) if item.right else 0.0
    draw_name(item, row.x + _CELL, row.center[1], names - 2 * _CELL - behind, canvas, theme)
    if item.right:
        x = row.x + _CELL + min(names - 2 * _CELL, ICON_WIDTH + ICON_GAP + canvas.measure(_named(item).label, look))
        grey = attrs.evolve(look, color=theme.secondary)
        canvas.text(x, row.center[1], _RIGHT_AXIS.strip(), grey, "end", "middle")
    right = row.x + names
    for (_, value), width in zip(item.calcs, widths, strict=False):
        right += width
        canvas.text(right - _CELL, row.center[1], str(value), look, "end", "middle")
    _rule(row, canvas, theme)


def _rule(row: Box, canvas: Canvas, theme: Theme) -> None:
    canvas.line((row.x, row.right), (row.bottom - 0.5, row.bottom - 0.5), color=theme.border)
