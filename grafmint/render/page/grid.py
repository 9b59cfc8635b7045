"""Grid: panels where the page has them, by classes that our style knows; nothing on a page has a style of its own."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from grafmint.layout import COLUMNS, Spot, overlaps

#: Panels of a row that begins or ends on more lines than this flow one after another.
_LINES = 120
#: From so many columns on a panel takes the whole width of a narrow screen.
_WIDE = 9
#: Lengths beyond are no place on a dashboard.
_FAR = 1_000_000


def places(panels: Sequence[Mapping[str, Any]]) -> list[str]:
    """The classes of the panels of one row; where they lie on each other or say no place, they flow in their order."""
    spots = [spot_of(panel) for panel in panels]
    known = [spot for spot in spots if spot is not None]
    # Only where something begins or ends is there a line: heights follow from what stands between.
    lines = {y: line for line, y in enumerate(sorted({y for spot in known for y in (spot.y, spot.bottom)}), 1)}
    if len(known) < len(spots) or len(lines) > _LINES or next(overlaps(known), None) is not None:
        return [f"w{spot.w if spot is not None else _width(panel)}" for spot, panel in zip(spots, panels, strict=True)]
    return [f"x{spot.x + 1} w{spot.w} t{lines[spot.y]} b{lines[spot.bottom]}" for spot in known]


def spot_of(panel: Mapping[str, Any]) -> Spot | None:
    """The gridPos of a panel's JSON, kept within the columns; None where it is none."""
    position = panel.get("gridPos")
    if not isinstance(position, Mapping):
        return None
    said = [_whole(position.get(name, 0)) for name in ("x", "y", "w", "h")]
    # What is no number stands nowhere, as what is left of the first column does.
    x, y, w, h = (-1 if number is None else number for number in said)
    if not 0 <= x < COLUMNS or min(y, w, h) < 0:
        return None
    return Spot(x, y, min(max(w, 1), COLUMNS - x), max(h, 1))


@cache
def rules() -> str:
    """What the classes stand for: on screens that are wide enough, and on paper, and on narrow ones how wide it is."""
    columns = (f".x{n}{{grid-column-start:{n}}}.w{n}{{grid-column-end:span {n}}}" for n in range(1, COLUMNS + 1))
    lines = (f".t{n}{{grid-row-start:{n}}}.b{n}{{grid-row-end:{n}}}" for n in range(1, _LINES + 1))
    wide = ",".join(f".w{n}" for n in range(_WIDE, COLUMNS + 1))
    return (
        f"@media not all and (min-width:60rem){{{wide}{{grid-column:1/-1}}}}\n"
        f"@media (min-width:60rem){{{''.join(columns)}{''.join(lines)}}}\n"
    )


def _width(panel: Mapping[str, Any]) -> int:
    """How wide a panel without a place is: the old model of rows has twelve columns and spans."""
    span = _whole(panel.get("span"))
    return min(max(span, 1), COLUMNS // 2) * 2 if span is not None else COLUMNS // 2


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) and abs(value) < _FAR else None
