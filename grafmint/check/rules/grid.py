"""layout: panels that overlap or leave the 24 columns, in documents that others laid out."""

from collections.abc import Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.finding import Finding
from grafmint.layout import COLUMNS, Spot, overlaps, place_problem

_MOVED = "the page moves one of them when it is opened"


def misplaced(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Places that cannot be; ours are refused when they are made, so these are others' and warned of."""
    if not board.entry.foreign:
        return
    placed: list[tuple[PanelView, Spot]] = []
    for panel in board.panels:
        place = _place(panel)
        if place is None:
            continue
        numbers = _numbers(place)
        problem = "is no place" if numbers is None else place_problem(*numbers)
        if problem is not None:
            message = f"panel {panel.title!r}: gridPos {problem}"
            yield board.finding("layout", "warning", message, path=panel.pointer, panel=panel)
        elif numbers is not None and not panel.nested:
            placed.append((panel, Spot(*map(int, numbers))))
    for first, second in overlaps([spot for _, spot in placed]):
        one, other = placed[first][0], placed[second][0]
        message = f"panels {one.title!r} and {other.title!r} overlap"
        yield board.finding("layout", "warning", message, hint=_MOVED, path=other.pointer, panel=other)


def _place(panel: PanelView) -> object:
    """What its JSON says; the page draws a heading over the whole width and one line high, whatever that says."""
    place = panel.json.get("gridPos")
    if panel.json.get("type") == "row" and isinstance(place, dict):
        return {**place, "x": 0, "w": COLUMNS, "h": 1}
    return place


def _numbers(place: Any) -> tuple[float, float, float, float] | None:
    if not isinstance(place, dict):
        return None
    x, y, w, h = (place.get(name, 0) for name in ("x", "y", "w", "h"))
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in (x, y, w, h)):
        return None
    return x, y, w, h
