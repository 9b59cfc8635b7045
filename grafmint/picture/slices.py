"""Slices: horizontal strips of a plot, each with its colour; a gradient is many of them."""

import colorsys
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.color import mixed, with_opacity

Point = tuple[float, float]

#: So many strips look like one flow from the first colour to the last.
_STRIPS: Final = 24
_SPIN: Final = 15 / 360
_LIGHTER: Final = 0.1


@attrs.frozen(kw_only=True)
class Slice:
    """A strip of the plot from `top` to `bottom`."""

    top: float
    bottom: float
    color: str


def even(plot: Box) -> tuple[tuple[float, float], ...]:
    """The plot in strips of nearly one height, at whole pixels, so that no seam shows between them."""
    edges = [float(round(plot.y + plot.height * at / _STRIPS)) for at in range(_STRIPS + 1)]
    return tuple((top, bottom) for top, bottom in itertools.pairwise(edges) if bottom > top)


def fading(plot: Box, color: str, opacity: float) -> tuple[Slice, ...]:
    """A colour that becomes transparent towards the bottom."""
    return tuple(
        Slice(top=top, bottom=bottom, color=with_opacity(color, opacity * (1 - _share(plot, top, bottom))))
        for top, bottom in even(plot)
    )


def turning(plot: Box, color: str, opacity: float, *, dark: bool) -> tuple[Slice, ...]:
    """A colour that changes its hue from the top to the bottom."""
    first = _turned(color, _SPIN, _LIGHTER)
    last = _turned(color, -_SPIN, -_LIGHTER if dark else 0.0)
    return tuple(
        Slice(top=top, bottom=bottom, color=with_opacity(mixed(first, last, _share(plot, top, bottom)), opacity))
        for top, bottom in even(plot)
    )


def fill(points: Sequence[Point], slices: Sequence[Slice], canvas: Canvas, lying: Box | None = None) -> None:
    """Draw a closed shape in the colours of the strips; those of a plot that is `lying` run from its right end."""
    points = points if lying is None else [(y, lying.right - x) for x, y in points]
    for each in slices:
        part = _below(_above(points, each.bottom), each.top)
        part = part if lying is None else [(lying.right - y, x) for x, y in part]
        canvas.polygon([(round(x, 1), round(y, 1)) for x, y in part], fill=each.color)


def stroke(xs: Sequence[float], ys: Sequence[float], slices: Sequence[Slice], canvas: Canvas, width: float) -> None:
    """Draw a line, broken at NaN, in the colours of the strips."""
    for each in slices:
        line = [round(number, 1) for point in _parts(xs, ys, each) for number in point]
        if line:
            canvas.line(line[::2], line[1::2], color=each.color, width=width)


def _share(plot: Box, top: float, bottom: float) -> float:
    return ((top + bottom) / 2 - plot.y) / plot.height


def _turned(color: str, by: float, lighter: float) -> str:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    parts = colorsys.hls_to_rgb((hue + by) % 1, min(1.0, max(0.0, light + lighter)), saturation)
    return "#" + "".join(f"{round(each * 255):02x}" for each in parts)


def _above(points: Sequence[Point], edge: float) -> list[Point]:
    return [(x, -y) for x, y in _below([(x, -y) for x, y in points], -edge)]


def _below(points: Sequence[Point], edge: float) -> list[Point]:
    """The part of a closed shape at and below a horizontal edge (Sutherland and Hodgman)."""
    found: list[Point] = []
    for (x0, y0), (x1, y1) in zip((*points[-1:], *points[:-1]), points, strict=True):
        if (y0 < edge) != (y1 < edge):
            found.append((x0 + (x1 - x0) * (edge - y0) / (y1 - y0), edge))
        if y1 >= edge:
            found.append((x1, y1))
    return found


def _parts(xs: Sequence[float], ys: Sequence[float], part: Slice) -> Iterator[Point]:
    last: Point | None = None
    for at in range(1, len(xs)):
        ends = _cut((xs[at - 1], ys[at - 1]), (xs[at], ys[at]), part)
        if ends is None:
            continue
        if last != ends[0]:
            if last is not None:
                yield (float("nan"), float("nan"))
            yield ends[0]
        yield ends[1]
        last = ends[1]


def _cut(start: Point, end: Point, part: Slice) -> tuple[Point, Point] | None:
    (x0, y0), (x1, y1) = start, end
    if math.isnan(y0 + y1) or max(y0, y1) < part.top or min(y0, y1) > part.bottom:
        return None
    if y0 == y1:
        return (start, end) if part.top <= y0 < part.bottom else None

    def at(y: float) -> Point:
        y = min(max(y, part.top), part.bottom)
        return (x0 + (x1 - x0) * (y - y0) / (y1 - y0), y)

    return at(y0), at(y1)
