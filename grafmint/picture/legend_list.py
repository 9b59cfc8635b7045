"""Legend list: entries one behind the other below a chart, or one below the other at its right."""

from collections.abc import Sequence
from typing import Final

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.legend_item import ICON_GAP, ICON_WIDTH, Item, draw_name, lettering
from grafmint.picture.theme import Theme

LINE: Final = 23.84
#: A list at the right stands closer, and what is below a chart hangs a little low in its line.
_LINE_BESIDE: Final = 22.84
_MIDDLE: Final = 14.42
_MIDDLE_BESIDE: Final = 9.42
_INSET: Final = 4.0
_AFTER_ITEM: Final = 10.0
_BEFORE_CALC: Final = 8.0

#: Entries beside each other, each with its place from the left.
Row = list[tuple[float, Item]]


def item_width(item: Item, canvas: Canvas, theme: Theme) -> float:
    """How much room an entry takes, that behind it included."""
    look = lettering(item, theme)
    calcs = sum(_BEFORE_CALC + canvas.measure(_calc(*each), look) for each in item.calcs)
    return ICON_WIDTH + ICON_GAP + canvas.measure(item.label, look) + calcs + _AFTER_ITEM


def rows(items: Sequence[Item], width: float, canvas: Canvas, theme: Theme) -> list[Row]:
    """The entries in rows no wider than `width`; those of axes at the right end at the right."""
    left = _wrapped([each for each in items if not each.right], width, canvas, theme)
    right = _wrapped([each for each in items if each.right], width, canvas, theme)
    right = [_moved(row, width - _length(row, canvas, theme)) for row in right]
    if len(left) == len(right) == 1 and _length(left[0], canvas, theme) <= right[0][0][0]:
        return [left[0] + right[0]]
    return left + right


def draw_below(items: Sequence[Item], box: Box, canvas: Canvas, theme: Theme) -> None:
    """Draw entries in rows; those that the box has no room for are cut off."""
    with canvas.clipped(box):
        for at, row in enumerate(rows(items, box.width - _INSET, canvas, theme)):
            if at * LINE >= box.height:
                break
            for x, item in row:
                width = min(item_width(item, canvas, theme) - _AFTER_ITEM, box.width - _INSET)
                _draw(item, box.x + _INSET + x, box.y + at * LINE + _MIDDLE, width, canvas, theme)


def draw_beside(items: Sequence[Item], box: Box, canvas: Canvas, theme: Theme) -> None:
    """Draw entries below each other; those that the box has no room for are cut off."""
    with canvas.clipped(box):
        for at, item in enumerate(items):
            if at * _LINE_BESIDE >= box.height:
                break
            middle = box.y + at * _LINE_BESIDE + _MIDDLE_BESIDE
            _draw(item, box.x + _INSET, middle, box.width - _INSET - _AFTER_ITEM, canvas, theme)


def width_beside(items: Sequence[Item], canvas: Canvas, theme: Theme) -> float:
    """How wide a list at the right would be."""
    return _INSET + max((item_width(each, canvas, theme) for each in items), default=0.0)


def _wrapped(items: Sequence[Item], width: float, canvas: Canvas, theme: Theme) -> list[Row]:
    found: list[Row] = []
    x = 0.0
    for item in items:
        needed = item_width(item, canvas, theme)
        if not found or x + needed > width:
            found.append([])
            x = 0.0
        found[-1].append((x, item))
        x += needed
    return found


def _length(row: Row, canvas: Canvas, theme: Theme) -> float:
    x, item = row[-1]
    return x + item_width(item, canvas, theme)


def _moved(row: Row, by: float) -> Row:
    return [(x + max(0.0, by), item) for x, item in row]


def _draw(item: Item, x: float, middle: float, width: float, canvas: Canvas, theme: Theme) -> None:
    """Draw an entry, its name at the left end of its room and its values at the right one."""
    look = lettering(item, theme)
    texts = [_calc(*each) for each in item.calcs]
    behind = sum(_BEFORE_CALC + canvas.measure(each, look) for each in texts)
    draw_name(item, x, middle, width - behind, canvas, theme)
    place = x + width - behind
    for text in texts:
        place += _BEFORE_CALC
        canvas.text(place, middle, text, look, baseline="middle")
        place += canvas.measure(text, look)


def _calc(name: str, value: object) -> str:
    return f"{name.capitalize()}: {value}" if name else str(value)
