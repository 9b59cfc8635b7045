"""Plot: the inside of a chart's axes, and the axes around it."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Final

import attrs

from grafmint.picture.axis import FONT_SIZE, Axis, Mark, Side, draw_axis
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.theme import Theme
from grafmint.picture.timeticks import time_label, time_step, time_ticks

#: What is left free at a side without an axis, so that the first and last labels of the others have room.
_PADDING: Final = 8.0

#: The page's own letters are narrower than those of a picture: by theirs it decides how many times have room.
_PAGE_LETTERS: Final = 0.92

#: An axis by its length; what marks it has depends on it.
Planned = Callable[[float], Axis]


@attrs.frozen(kw_only=True)
class Plot:
    """The plot's own box and each axis with the place where it begins."""

    box: Box
    axes: tuple[tuple[Axis, float], ...]

    def draw(self, canvas: Canvas, theme: Theme) -> None:
        """Draw the axes and their grids."""
        for axis, at in self.axes:
            draw_axis(axis, self.box, at, canvas, theme)


@attrs.frozen(kw_only=True)
class Padding:
    """What is left free around the plot beside its axes."""

    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    left: float = 0.0


def laid_out(
    box: Box, flat: Sequence[Planned], upright: Sequence[Planned], canvas: Canvas, padding: Padding | None = None
) -> Plot:
    """The axes around a plot that fills the box; those below and above know their length only after the others."""
    lying = [each(box.width) for each in flat]
    sides = {each.side for each in lying}
    # Whether an axis stands beside the plot is known before it is, for it has one side whatever its length.
    sides |= {each(0.0).side for each in upright}
    free = padding or _padding(sides)
    inner = _without(box, lying, canvas).inset(top=free.top, bottom=free.bottom)
    standing = [each(inner.height) for each in upright]
    inner = _without(inner, standing, canvas).inset(left=free.left, right=free.right)
    inner = Box(round(inner.x), round(inner.y), round(inner.width), round(inner.height))
    lying = [each(inner.width) for each in flat]
    return Plot(box=inner, axes=tuple(_placed((*lying, *standing), inner, canvas)))


def _padding(sides: set[Side]) -> Padding:
    """What the page leaves free at the sides that have no axis but axes across them."""
    across = _PADDING if sides & {"left", "right"} else 0.0
    along = _PADDING if sides & {"top", "bottom"} else 0.0
    return Padding(
        top=0.0 if "top" in sides else across,
        bottom=0.0 if "bottom" in sides else across,
        left=0.0 if "left" in sides else along,
        right=0.0 if "right" in sides else along,
    )


def _without(box: Box, axes: Sequence[Axis], canvas: Canvas) -> Box:
    for axis in axes:
        box = box.inset(**{axis.side: axis.size(canvas)})
    return box


def _placed(axes: Sequence[Axis], plot: Box, canvas: Canvas) -> list[tuple[Axis, float]]:
    taken = {"left": plot.x, "right": plot.right, "top": plot.y, "bottom": plot.bottom}
    found = []
    for axis in axes:
        found.append((axis, taken[axis.side]))
        taken[axis.side] += axis.size(canvas) * (-1 if axis.side in {"left", "top"} else 1)
    return found


def time_axis(start: float, end: float, zone: tzinfo, canvas: Canvas, *, grid: bool = True) -> Planned:
    """The axis of a time range below a plot."""
    look = Lettering(color="#000000", size=FONT_SIZE)

    def planned(length: float) -> Axis:
        distance = time_step(start, end, length, zone, lambda text: _PAGE_LETTERS * canvas.measure(text, look))
        times = () if distance is None else time_ticks(start, end, distance, zone)
        marks = tuple(
            Mark(share=(each - start) / (end - start), label=time_label(each, distance or 0, end - start, zone))
            for each in times
        )
        return Axis(side="bottom", marks=marks, grid=grid)

    return planned
