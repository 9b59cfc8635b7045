"""The grid of a dashboard: 24 columns, and the spots that panels take on it.

A height unit is 30 px. Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/#panel-size-and-position
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

COLUMNS = 24


class Spot(NamedTuple):
    """Where a panel stands, in columns and height units from the upper left corner."""

    x: int
    y: int
    w: int
    h: int

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.y + self.h

    def overlaps(self, other: "Spot") -> bool:
        """Whether the two share a cell."""
        return (
            self.x < other.x + other.w and other.x < self.x + self.w and self.y < other.bottom and other.y < self.bottom
        )

    @property
    def json(self) -> dict[str, int]:
        """Grafana's gridPos."""
        return {"x": self.x, "y": self.y, "w": self.w, "h": self.h}


def place_problem(x: float, y: float, w: float, h: float) -> str | None:
    """Why no panel can stand at a place, or None."""
    for name, value, lowest in (("x", x, 0), ("y", y, 0), ("w", w, 1), ("h", h, 1)):
        if value != int(value):
            return f"{name}={value} is not a whole number"
        if value < lowest:
            return f"{name}={value:g} is below {lowest}"
    if x + w > COLUMNS:
        return f"x={x:g} and w={w:g} end at column {x + w:g} of {COLUMNS}"
    return None


def bottom(spots: Iterable[Spot], top: int) -> int:
    """The first free line below the spots."""
    return max((spot.bottom for spot in spots), default=top)


def overlaps(spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
    """The pairs of spots, by position, that share a cell."""
    order = sorted(range(len(spots)), key=lambda n: spots[n].y)
    for index, first in enumerate(order):
        for second in order[index + 1 :]:
            if spots[second].y >= spots[first].bottom:
                break
            if spots[first].overlaps(spots[second]):
                yield (min(first, second), max(first, second))


def floating(spots: Sequence[Spot], top: int) -> Iterator[tuple[int, int]]:
    """The spots, by position, with nothing right above them, and the line to which the page would move each."""
    heights = [top] * COLUMNS
    for index in sorted(range(len(spots)), key=lambda n: (spots[n].y, spots[n].x)):
        spot = spots[index]
        columns = range(max(spot.x, 0), min(spot.x + spot.w, COLUMNS))
        ground = max((heights[x] for x in columns), default=top)
        if spot.y > ground:
            yield index, ground
        for x in columns:
            heights[x] = max(heights[x], spot.bottom)
