"""Decimate: of many points those that can be told apart where they are drawn.

What is left out lies between others: the first and the last point stay, and of every column of the picture the least
and the greatest value. A gap stays where it is wider than a column.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final

#: All series of a picture together have about so many points, so that it stays small as an SVG; the entry that each
#: has in the legend takes as much as points of its own.
_TOTAL: Final = 3500
_ENTRY: Final = 48
#: However many series there are, each keeps its shape.
_LEAST: Final = 60


def allowed(lines: int, width: float) -> int:
    """How many points each of so many lines may have on a plot of `width` pixels: at most one a pixel."""
    return max(_LEAST, min(round(width), _TOTAL // max(1, lines) - _ENTRY))


def kept(xs: Sequence[float], ys: Sequence[float | None], most: int) -> list[int]:
    """The indices of about `most` points that stay, ascending; one of a None stands for a gap. `xs` ascend."""
    if len(xs) <= most:
        return list(range(len(xs)))
    there = [at for at, y in enumerate(ys) if y is not None]
    if not there:
        return []
    first, last = there[0], there[-1]
    width = (xs[last] - xs[first]) / max(1, most // 2)
    stay = {first, last}
    stay.update(_extremes(xs, ys, there, width))
    stay.update(_gaps(xs, there, width))
    return sorted(stay)


def _extremes(xs: Sequence[float], ys: Sequence[float | None], there: Sequence[int], width: float) -> set[int]:
    least: dict[int, int] = {}
    greatest: dict[int, int] = {}
    start = xs[there[0]]
    for at in there:
        y = ys[at]
        column = math.floor((xs[at] - start) / width) if width else 0
        low, high = least.get(column), greatest.get(column)
        if low is None or (y is not None and y < (ys[low] or 0.0)):
            least[column] = at
        if high is None or (y is not None and y > (ys[high] or 0.0)):
            greatest[column] = at
    return {*least.values(), *greatest.values()}


def _gaps(xs: Sequence[float], there: Sequence[int], width: float) -> set[int]:
    found: set[int] = set()
    for before, after in itertools.pairwise(there):
        if after > before + 1 and xs[after] - xs[before] >= width:
            found.update((before, before + 1, after))
    return found
