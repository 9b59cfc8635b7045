"""Old rows: a dashboard from before schema version 16, whose panels stand in rows, with its panels on the grid.

Grafana's page makes such a dashboard of it when it opens it, and keeps that with the next save.
Source: https://github.com/grafana/grafana/blob/v9.4.0/public/app/features/dashboard/state/DashboardMigrator.ts
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from grafmint.layout import COLUMNS

_Json = dict[str, Any]
#: What rows and panels count in: twelfths of the width, and pixels.
_TWELFTHS: Final = 12
_SPAN: Final = 4
_HEIGHT: Final = 250
_LEAST: Final = 120
_CELL: Final = 38
#: What the page knows no more, or by another name.
_GONE: Final = ("rows", "hideControls", "sharedCrosshair")


def on_grid(board: Mapping[str, Any]) -> Mapping[str, Any]:
    """A dashboard of rows as the page has it; any other as it is."""
    rows = board.get("rows")
    if not isinstance(rows, list) or board.get("panels"):
        return board
    kept = {key: value for key, value in board.items() if key not in _GONE}
    if "sharedCrosshair" in board:
        kept["graphTooltip"] = int(board["sharedCrosshair"] is True)
    return {**kept, "panels": list(_panels([row for row in rows if isinstance(row, dict)]))}


def _panels(rows: list[_Json]) -> Iterator[_Json]:
    """The panels from top to bottom, below headings where any row has one to show."""
    headed = any(row.get("collapse") or row.get("showTitle") or row.get("repeat") for row in rows)
    free = 1 + max((_whole(panel.get("id")) for row in rows for panel in _inside(row)), default=0)
    y = 0
    for number, row in enumerate(rows):
        placed = list(_placed(row, y + headed))
        if not headed:
            yield from placed
        else:
            closed = row.get("collapse") is True
            yield _heading(row, free + number, y) | {"collapsed": closed, "panels": placed if closed else []}
            yield from () if closed else placed
            placed = [] if closed else placed
        y = max((spot["y"] + spot["h"] for spot in (panel["gridPos"] for panel in placed)), default=y + headed)


def _heading(row: Mapping[str, Any], id_: int, y: int) -> _Json:
    said = {key: row[key] for key in ("title", "repeat") if row.get(key)}
    return {**said, "type": "row", "id": id_, "gridPos": {"x": 0, "y": y, "w": COLUMNS, "h": 1}}


def _placed(row: Mapping[str, Any], y: int) -> Iterator[_Json]:
    """The panels of a row from left to right, in as many lines as they need."""
    height, x = _cells(row.get("height"), _HEIGHT), 0
    for panel in _inside(row):
        width = min(max(_whole(panel.get("span")) or _SPAN, 1), _TWELFTHS) * COLUMNS // _TWELFTHS
        if x + width > COLUMNS:
            x, y = 0, y + height
        tall = _cells(panel.get("height"), 0) if panel.get("height") else height
        kept = {key: value for key, value in panel.items() if key != "span"}
        yield {**kept, "gridPos": {"x": x, "y": y, "w": width, "h": tall}}
        x += width


def _inside(row: Mapping[str, Any]) -> Iterator[_Json]:
    panels = row.get("panels")
    return (panel for panel in (panels if isinstance(panels, list) else ()) if isinstance(panel, dict))


def _cells(height: object, default: int) -> int:
    """A height in pixels, `250px` or a number, as lines of the grid."""
    digits = re.match(r"\d{1,6}", str(height))
    return math.ceil(max(int(digits[0]) if digits else default, _LEAST) / _CELL)


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and abs(value) < 1e9 else 0  # noqa: PLR2004  # no id is larger
