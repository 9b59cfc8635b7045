"""Trace: one series drawn on a plot, as a line, as bars or as points, with what is filled below it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import attrs

from grafmint.picture.bars import draw_bars
from grafmint.picture.canvas import Canvas
from grafmint.picture.decimate import kept
from grafmint.picture.look import Look
from grafmint.picture.option import option
from grafmint.picture.place import Place
from grafmint.picture.series import Series, Value
from grafmint.picture.shape import runs, shaped
from grafmint.picture.slices import Point

#: The page draws no points where they would stand closer than two of their own sizes.
_POINT_ROOM: Final = 2.0


@attrs.frozen(kw_only=True, eq=False)
class Neighbours:
    """What a series is drawn with: the one that it is filled down to, and what all of the plot have in common.

    `most` points each may have, `times` they have together, in their order, and bars stand `distance` milliseconds
    apart.
    """

    below: Series | None = None
    most: int
    times: Sequence[float]
    distance: float | None = None


def draw_trace(series: Series, place: Place, canvas: Canvas, others: Neighbours) -> None:
    """Draw a series with all that its options ask for."""
    look = Look.of(series.field)
    with canvas.clipped(place.plot):
        if look.style == "bars":
            draw_bars(series, place, look, canvas, others.distance)
        elif look.style == "line":
            _fill(series, place, look, canvas, others)
            _stroke(series, place, look, canvas, others.most)
    _dots(series, place, look, canvas, others.times)


def _dots(series: Series, place: Place, look: Look, canvas: Canvas, times: Sequence[float]) -> None:
    # A single point between gaps shows even where points do not: no line would lead to it.
    shown = [at for at, time in enumerate(series.times) if place.start <= time <= place.end]
    if not _shows_points(look, place, times):
        single = _single(look, series)
        shown = [at for at in shown if at in single]
    points = [(place.x(series.times[at]), value) for at in shown if (value := series.values[at]) is not None]
    if points:
        canvas.dots([x for x, _ in points], [place.y(value) for _, value in points], color=look.color,
                    size=look.point_size)  # fmt: skip


def _single(look: Look, series: Series) -> set[int]:
    """The points between gaps that no line leads to; steps lead beyond the first and the last."""
    if look.style != "line" or option(series.field.custom, "spanNulls") is True:
        return set()
    stretches = list(runs(series.values))
    if look.shape in {"stepBefore", "stepAfter"}:
        stretches = stretches[1:-1]
    return {run[0] for run in stretches if len(run) == 1}


def _shows_points(look: Look, place: Place, times: Sequence[float]) -> bool:
    if look.style == "points" or look.points == "always":
        return True
    if look.style == "bars" or look.points == "never" or not times:
        return False
    # The times are those of all series, so that points of equal lines are seen together or not at all.
    room = place.x(times[-1]) - place.x(times[0])
    return len(times) - 1 <= room / (_POINT_ROOM * (3 + 2 * (look.width or 1)))


def _stroke(series: Series, place: Place, look: Look, canvas: Canvas, most: int) -> None:
    xs: list[float] = []
    ys: list[float] = []
    chosen = kept(series.times, series.values, most)
    values = [series.values[at] for at in chosen]
    for run in runs(values):
        corners = _corners([(chosen[at], values[at]) for at in run], series, place, look)
        if len(corners) > 1:
            xs += [*(x for x, _ in corners), float("nan")]
            ys += [*(y for _, y in corners), float("nan")]
    look.stroke_line(xs, ys, place.scale, place.plot, canvas)


def _fill(series: Series, place: Place, look: Look, canvas: Canvas, others: Neighbours) -> None:
    if look.fill <= 0:
        return
    below, most = others.below, others.most
    bottoms = series.bottoms if below is None else _values_at(below, series.times)
    chosen = kept(series.times, series.values, most)
    if bottoms is not None:
        chosen = sorted({*chosen, *kept(series.times, bottoms, most)})
        both = [None if bottoms[at] is None else series.values[at] for at in chosen]
    else:
        both = [series.values[at] for at in chosen]
    for run in runs(both):
        tops = _corners([(chosen[at], both[at]) for at in run], series, place, look)
        if bottoms is None:
            floor = [(tops[0][0], place.base), (tops[-1][0], place.base)]
        else:
            floor = _corners([(chosen[at], bottoms[chosen[at]]) for at in run], series, place, look)
        if below is not None:
            tops, floor = _above(tops, floor)
        look.fill_shape([*tops, *reversed(floor)], place.scale, place.plot, canvas)


def _corners(points: Sequence[tuple[int, Value]], series: Series, place: Place, look: Look) -> list[Point]:
    xs, ys = shaped(
        [place.x(series.times[at]) for at, _ in points], [place.y(value or 0.0) for _, value in points], look.shape
    )
    corners = [(round(x, 1), round(y, 1)) for x, y in zip(xs, ys, strict=True)]
    there = [at for at in (0, -1) if series.times]
    if look.shape == "stepAfter" and there and points[-1][0] == _end(series.values, last=True):
        corners.append((place.plot.right, corners[-1][1]))
    if look.shape == "stepBefore" and there and points[0][0] == _end(series.values, last=False):
        corners.insert(0, (place.plot.x, corners[0][1]))
    return corners


def _end(values: Sequence[Value], *, last: bool) -> int:
    order = range(len(values) - 1, -1, -1) if last else range(len(values))
    return next(at for at in order if values[at] is not None)


def _values_at(series: Series, times: Sequence[float]) -> list[Value]:
    """The values of another series at the times of this one, between its own times on the line through them."""
    return [_value_at(series, time) for time in times]


def _value_at(series: Series, time: float) -> Value:
    at = bisect_left(series.times, time)
    if at < len(series.times) and series.times[at] == time:
        return series.values[at]
    if not 0 < at < len(series.times):
        return None
    before, after = series.values[at - 1], series.values[at]
    if before is None or after is None:
        return None
    return before + (after - before) * (time - series.times[at - 1]) / (series.times[at] - series.times[at - 1])


def _above(tops: Sequence[Point], floor: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """The parts of two lines over the same places where the first lies above the second."""
    new_tops: list[Point] = []
    new_floor: list[Point] = []
    for at, ((x, top), (_, bottom)) in enumerate(zip(tops, floor, strict=True)):
        if at:
            (x0, top0), (_, bottom0) = tops[at - 1], floor[at - 1]
            before, after = bottom0 - top0, bottom - top
            if before * after < 0:
                share = before / (before - after)
                cross = (round(x0 + share * (x - x0), 1), round(top0 + share * (top - top0), 1))
                new_tops.append(cross)
                new_floor.append(cross)
        new_tops.append((x, top))
        new_floor.append((x, max(top, bottom)))
    return new_tops, new_floor
