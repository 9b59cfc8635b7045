"""Colour legend: a strip with the colours from the least to the greatest value."""

import math
from collections.abc import Sequence
from typing import Final

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.scheme import Pixel
from grafmint.picture.theme import Theme

_LEFT: Final = 25.0
_PADDING: Final = 10.0
_WIDEST: Final = 300.0
_STRIP: Final = 10.0
_FONT: Final = 11.0
_LINE: Final = 17.3
_TALLEST: Final = 0.2


def draw_color_legend(colors: Sequence[Pixel], ends: tuple[str, str], box: Box, canvas: Canvas, theme: Theme) -> Box:
    """Draw the legend at the bottom of the box and give what it leaves of it to the chart."""
    height = min(2 * _PADDING + _STRIP + _LINE, box.height * _TALLEST)
    top = box.bottom - height
    width = min(_WIDEST, box.width - _LEFT)
    if width <= 0:
        return box
    strip = Box(box.x + _LEFT, top + _PADDING, width, _STRIP)
    look = Lettering(color=theme.text, size=_FONT)
    with canvas.clipped(Box(box.x, top, box.width, height)):
        canvas.image([list(colors)], strip)
        canvas.text(strip.x, strip.bottom + _LINE / 2, ends[0], look, "start", "middle")
        canvas.text(strip.right, strip.bottom + _LINE / 2, ends[1], look, "end", "middle")
    return box.inset(bottom=math.ceil(height))
