"""Pixels: what is as narrow as the dots of a screen, painted as one image however much there is of it."""

from typing import TYPE_CHECKING, Any, cast

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.shade import rgb

if TYPE_CHECKING:
    import numpy as np

_OPAQUE = "ff"


@attrs.frozen(eq=False)
class Pixels:
    """An image of a box whose sides lie between pixels; what is painted later hides what was there before."""

    box: Box
    _dots: "np.ndarray[Any, Any]" = attrs.field(init=False, repr=False)

    @_dots.default
    def _nothing(self) -> "np.ndarray[Any, Any]":
        import numpy as np

        return np.zeros((round(self.box.height), round(self.box.width), 4), dtype=np.uint8)

    def paint(self, box: Box, color: str) -> None:
        """Paint the part of a box that lies within."""
        left, right = (max(0, round(each - self.box.x)) for each in (box.x, box.right))
        top, bottom = (max(0, round(each - self.box.y)) for each in (box.y, box.bottom))
        self._dots[top:bottom, left:right] = (*rgb(color), int(color[7:9] or _OPAQUE, 16))

    def draw(self, canvas: Canvas) -> None:
        """Draw what was painted; what was not lets through what lies below."""
        if self._dots.any():
            canvas.image(cast("Any", self._dots), self.box)
