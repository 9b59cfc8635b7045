"""Sparkline: a series as a small graph without axes."""

import math
from collections.abc import Iterator, Sequence

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.decimate import kept

Run = list[tuple[float, float]]


@attrs.frozen(kw_only=True)
class Sparkline:
    """A series and the ends of its two scales; times are milliseconds since 1970."""

    times: Sequence[float]
    series: Sequence[float | None]
    start: float
    end: float
    low: float
    high: float


def draw_sparkline(canvas: Canvas, box: Box, graph: Sparkline, *, line: str, fill: str) -> None:
    """A line through the series and what lies below it; both end where a value is missing."""
    with canvas.clipped(box):
        for run in _runs(graph, box):
            xs, ys = zip(*_seen(run, box.width), strict=True)
            below = [(xs[-1], box.bottom), (xs[0], box.bottom)]
            canvas.polygon([*zip(xs, ys, strict=True), *below], fill=fill)
            canvas.line(xs, ys, color=line, width=1)


def _seen(run: Run, width: float) -> Run:
    """The points of a run that can be told apart, to a hundredth of a pixel."""
    xs, ys = zip(*run, strict=True)
    return [(round(xs[at], 2), round(ys[at], 2)) for at in kept(xs, ys, max(2, round(width)))]


def _runs(graph: Sparkline, box: Box) -> Iterator[Run]:
    low, high = _ends(graph)
    wide = (graph.end - graph.start) or 1
    run: Run = []
    for time, value in zip(graph.times, graph.series, strict=False):
        if value is None or not math.isfinite(value):
            if len(run) > 1:
                yield run
            run = []
            continue
        x = box.x + (time - graph.start) / wide * box.width
        run.append((x, box.bottom - (value - low) / (high - low) * box.height))
    if len(run) > 1:
        yield run


def _ends(graph: Sparkline) -> tuple[float, float]:
    """The scale of the values, which for one that never changes begins at zero."""
    if graph.high > graph.low:
        return graph.low, graph.high
    return (0, 100) if graph.low == 0 else (min(0, graph.low * 2), max(0, graph.low * 2))
