"""Bars: a series as upright bars over its times."""

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from grafmint.picture.canvas import Canvas
from grafmint.picture.decimate import kept
from grafmint.picture.look import Look
from grafmint.picture.option import number
from grafmint.picture.place import Place
from grafmint.picture.series import Series
from grafmint.picture.slices import Point

#: How much of the distance between two times a bar takes, and its most, in pixels.
_SHARE: Final = 0.6
_WIDEST: Final = 200.0


@attrs.frozen(kw_only=True)
class Bar:
    """One bar, its outline included."""

    left: float
    right: float
    top: float
    bottom: float


def narrowest(series: Iterable[Series]) -> float | None:
    """The shortest distance between two times of any of the series: all their bars are as wide as it allows."""
    gaps = (after - before for each in series for before, after in zip(each.times, each.times[1:], strict=False))
    return min((gap for gap in gaps if gap > 0), default=None)


def draw_bars(series: Series, place: Place, look: Look, canvas: Canvas, distance: float | None) -> None:
    """Draw a series as bars that stand `distance` milliseconds apart at least."""
    found = _bars(series, place, look, distance)
    if not found:
        return
    if max(bar.right - bar.left for bar in found) <= 2 * look.width:
        _draw_thin(found, look, place, canvas)
        return
    tops: list[Point] = []
    floor: list[Point] = []
    # One shape for all: between bars it has no height.
    for bar in found:
        tops += [(bar.left, bar.bottom), (bar.left, bar.top), (bar.right, bar.top), (bar.right, bar.bottom)]
        floor += [(bar.left, bar.bottom), (bar.right, bar.bottom)]
    look.fill_shape([*tops, *reversed(floor)], place.scale, place.plot, canvas)
    outline = [point for bar in found for point in _outline(bar, look.width)]
    look.stroke_line([x for x, _ in outline], [y for _, y in outline], place.scale, place.plot, canvas)


def _draw_thin(found: Sequence[Bar], look: Look, place: Place, canvas: Canvas) -> None:
    """Draw bars whose outlines cover all of them; one stroke each keeps a picture of many bars small."""
    xs = [x for bar in found for x in (*[(bar.left + bar.right) / 2] * 2, float("nan"))]
    ys = [y for bar in found for y in (bar.bottom, bar.top, float("nan"))]
    whole = attrs.evolve(look, width=max(bar.right - bar.left for bar in found), dash=())
    whole.stroke_line(xs, ys, place.scale, place.plot, canvas)


def _bars(series: Series, place: Place, look: Look, distance: float | None) -> list[Bar]:
    column = place.plot.width
    if distance is not None:
        column = min(column, distance / (place.end - place.start) * place.plot.width)
    custom = series.field.custom
    share = number(custom, "barWidthFactor") or _SHARE
    width = round(min(number(custom, "barMaxWidth") or _WIDEST, max(1.0, column * share)))
    shift = {-1.0: width, 0.0: width / 2, 1.0: 0.0}[number(custom, "barAlignment") or 0.0]
    found = []
    for at in kept(series.times, series.values, max(1, round(place.plot.width))):
        value = series.values[at]
        if value is None:
            continue
        left = round(place.x(series.times[at]) - shift)
        under = None if series.bottoms is None else series.bottoms[at]
        ends = place.y(value), place.base if under is None else place.y(under)
        found.append(Bar(left=left, right=left + width, top=min(ends), bottom=max(ends)))
    return found


def _outline(bar: Bar, width: float) -> Sequence[Point]:
    half = min(width, bar.right - bar.left, bar.bottom - bar.top) / 2
    left, right, top, bottom = bar.left + half, bar.right - half, bar.top + half, bar.bottom - half
    corners = ((left, bottom), (left, top), (right, top), (right, bottom), (left, bottom))
    return (*corners, (float("nan"), float("nan")))
