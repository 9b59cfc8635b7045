"""Gradient: a box whose colour changes along a direction."""

import math
from collections.abc import Sequence
from itertools import pairwise

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.shade import over, rgb

Point = tuple[float, float]
#: A place along the direction, in pixels from where the gradient begins, and the colour there.
Stop = tuple[float, str]

#: More steps than the eye tells apart cost time and bytes.
_MOST_STEPS = 24
#: So much that one of red, green and blue changes from step to step, of 255.
_LEAST_CONTRAST = 2
_CORNER_POINTS = 4


def length(box: Box, angle: float) -> float:
    """How long a gradient over the box is; degrees clockwise, 0 points up and 90 to the right, as in CSS."""
    along = math.radians(angle)
    return abs(box.width * math.sin(along)) + abs(box.height * math.cos(along))


def fill(canvas: Canvas, box: Box, stops: Sequence[Stop], angle: float, radius: float = 0) -> None:
    """Fill a box from the first colour to the last; what lies outside the stops has the colour of the nearest.

    Colours are seen on the canvas's own background.
    """
    stops = [(place, over(color, canvas.background)) for place, color in stops]
    canvas.rect(box, fill=stops[0][1], radius=radius)
    if box.width <= 0 or box.height <= 0:
        return
    outline = _outline(box, radius)
    direction = math.sin(math.radians(angle)), -math.cos(math.radians(angle))
    x, y = box.center
    start = x * direction[0] + y * direction[1] - length(box, angle) / 2
    # Each step covers the rest of the box, so that no seam shows between two.
    for place, color in _steps(stops, length(box, angle)):
        canvas.polygon(_beyond(outline, direction, start + place), fill=color)


def _steps(stops: Sequence[Stop], end: float) -> list[Stop]:
    steps: list[Stop] = []
    for (low, first), (high, second) in pairwise(stops):
        contrast = max(abs(a - b) for a, b in zip(rgb(first), rgb(second), strict=True))
        count = max(1, min(_MOST_STEPS, contrast // _LEAST_CONTRAST, math.ceil(high - low)))
        steps += [
            (low + (high - low) * step / count, _between(first, second, (step + 0.5) / count)) for step in range(count)
        ]
    steps.append(stops[-1])
    return [(place, color) for place, color in steps if place < end]


def _between(first: str, second: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _outline(box: Box, radius: float) -> list[Point]:
    reach = min(radius, box.width / 2, box.height / 2)
    if reach <= 0:
        return [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    corners = (
        (box.right - reach, box.y + reach), (box.right - reach, box.bottom - reach),
        (box.x + reach, box.bottom - reach), (box.x + reach, box.y + reach),
    )  # fmt: skip
    return [
        (x + reach * math.sin(turn), y - reach * math.cos(turn))
        for quarter, (x, y) in enumerate(corners)
        for turn in (math.pi / 2 * (quarter + step / _CORNER_POINTS) for step in range(_CORNER_POINTS + 1))
    ]


def _beyond(outline: Sequence[Point], direction: Point, place: float) -> list[Point]:
    """The part of a convex outline that lies at least `place` along the direction."""
    kept: list[Point] = []
    for first, second in zip(outline, [*outline[1:], outline[0]], strict=True):
        before, after = (x * direction[0] + y * direction[1] - place for x, y in (first, second))
        if before >= 0:
            kept.append(first)
        if (before >= 0) != (after >= 0):
            share = before / (before - after)
            kept.append((first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share))
    return kept
