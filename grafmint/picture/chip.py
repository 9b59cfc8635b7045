"""Chips: the values of labels, each on its own small ground."""

from collections.abc import Mapping
from typing import Any, Final

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import baseline, one_line, shortened
from grafmint.picture.theme import Theme

_SIZE: Final = 10.0
_WIDEST: Final = 200.0
_PADDING: Final = 2.0
_GAP: Final = 4.0
_HEIGHT: Final = 15.0
#: Levels are told by colours already, and a file's name is Loki's own matter.
_HIDDEN: Final = ("level", "lvl", "filename")


def chips_width(canvas: Canvas, labels: Mapping[str, Any]) -> float:
    """How wide the labels of a line are together."""
    return sum(width + _GAP for _, width in _chips(canvas, labels))


def draw_chips(canvas: Canvas, box: Box, labels: Mapping[str, Any], theme: Theme) -> None:
    """Draw the labels of a line from the left of its box."""
    x = box.x
    place = Box(x, box.y + 2, box.width, _HEIGHT)
    for text, width in _chips(canvas, labels):
        canvas.rect(Box(x, place.y, width, _HEIGHT), fill=theme.track, radius=2)
        canvas.text(x + _PADDING, baseline(place.center[1], _SIZE), text, _look(theme.text))
        x += width + _GAP


def _chips(canvas: Canvas, labels: Mapping[str, Any]) -> list[tuple[str, float]]:
    """The values in the order of their names, each with its width."""
    shown = [
        one_line(str(each)) for name, each in sorted(labels.items()) if name not in _HIDDEN and not name.startswith("_")
    ]
    texts = [shortened(canvas, each, _look(""), _WIDEST) for each in shown if each] or ["(no unique labels)"]
    return [(text, canvas.measure(text, _look("")) + 2 * _PADDING) for text in texts]


def _look(color: str) -> Lettering:
    return Lettering(color=color, size=_SIZE, family="mono")
