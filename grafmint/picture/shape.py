"""Shape: the way a line takes from point to point."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import Final, Literal

Interpolation = Literal["linear", "smooth", "stepBefore", "stepAfter"]
Line = tuple[list[float], list[float]]

#: A bend is drawn as straight pieces of about so many pixels, which no eye tells from a curve.
_PIECE: Final = 3.0
_MOST_PIECES: Final = 12


def runs(values: Sequence[float | None]) -> Iterator[range]:
    """The stretches of values without a gap."""
    start: int | None = None
    for at, value in enumerate(values):
        if value is None and start is not None:
            yield range(start, at)
            start = None
        elif value is not None and start is None:
            start = at
    if start is not None:
        yield range(start, len(values))


def shaped(xs: Sequence[float], ys: Sequence[float], kind: Interpolation) -> Line:
    """The corners of a line through points; it needs no more than these to be drawn with straight strokes."""
    if kind == "stepAfter":
        return _stepped(xs, ys, after=True)
    if kind == "stepBefore":
        return _stepped(xs, ys, after=False)
    return _smooth(xs, ys) if kind == "smooth" and len(xs) > 2 else (list(xs), list(ys))  # noqa: PLR2004  # no bend


def _stepped(xs: Sequence[float], ys: Sequence[float], *, after: bool) -> Line:
    new_xs, new_ys = [xs[0]], [ys[0]]
    for at in range(1, len(xs)):
        if ys[at] != ys[at - 1]:
            new_xs.append(xs[at] if after else xs[at - 1])
            new_ys.append(ys[at - 1] if after else ys[at])
        new_xs.append(xs[at])
        new_ys.append(ys[at])
    return new_xs, new_ys


def _smooth(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """A monotone cubic: it swings beyond none of the points."""
    slopes = _slopes(xs, ys)
    new_xs, new_ys = [xs[0]], [ys[0]]
    for at in range(len(xs) - 1):
        width = xs[at + 1] - xs[at]
        pieces = max(1, min(_MOST_PIECES, math.ceil(width / _PIECE)))
        for piece in range(1, pieces + 1):
            share = piece / pieces
            new_xs.append(xs[at] + share * width)
            new_ys.append(_hermite(share, width, (ys[at], ys[at + 1]), (slopes[at], slopes[at + 1])))
    return new_xs, new_ys


def _hermite(share: float, width: float, ends: tuple[float, float], slopes: tuple[float, float]) -> float:
    square, cube = share**2, share**3
    return (
        (2 * cube - 3 * square + 1) * ends[0]
        + (cube - 2 * square + share) * width * slopes[0]
        + (3 * square - 2 * cube) * ends[1]
        + (cube - square) * width * slopes[1]
    )


def _slopes(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The slope at each point by Fritsch and Carlson: https://en.wikipedia.org/wiki/Monotone_cubic_interpolation."""
    widths = [after - before for before, after in itertools.pairwise(xs)]
    rises = [(ys[at + 1] - ys[at]) / width if width else 0.0 for at, width in enumerate(widths)]
    found = [rises[0]]
    for at in range(1, len(rises)):
        before, after = rises[at - 1], rises[at]
        if before * after <= 0:
            found.append(0.0)
            continue
        left, right = widths[at - 1], widths[at]
        found.append(3 * (left + right) / ((2 * right + left) / before + (right + 2 * left) / after))
    return [*found, rises[-1]]
