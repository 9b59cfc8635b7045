"""Logs: lines with their times and levels, as many as fit.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/logs/
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

import attrs

from grafmint.picture.asked import flag
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.chip import chips_width, draw_chips
from grafmint.picture.empty import draw_empty
from grafmint.picture.fit import baseline, broken
from grafmint.picture.log_row import LogRow, logs_of
from grafmint.picture.option import option
from grafmint.picture.panel import Panel
from grafmint.picture.timeticks import zone_of

_SIZE: Final = 12.0
#: The page's own letters stand further apart than ours: by theirs lines are broken.
_LETTER: Final = 7.35
_LINE: Final = 18.86
_BORDERS: Final = 1.0
_GAP: Final = 8.0
_BAR: Final = 3.0
_BEFORE_BAR: Final = 4.0
#: Where the text begins, with and without the mark that opens a line's details.
_DETAILS: Final = 23.5
_NO_DETAILS: Final = 7.5
_WIDEST_LABELS: Final = 22 * _SIZE
_COMMON: Final = 25.0
#: What the page leaves free below the last line.
_BELOW: Final = 12.0
_COLORS: Final[Mapping[str, str]] = {
    "critical": "#705da0",
    "error": "#e24d42",
    "warning": "#f5b73d",
    "info": "#7eb26d",
    "debug": "#1f78c1",
    "trace": "#6ed0e0",
}
_UNKNOWN: Final = {"dark": "#8e8e8e", "light": "#ececec"}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@attrs.frozen(kw_only=True)
class _Look:
    """What the options say of every line, and how wide the columns before its text are."""

    panel: Panel
    details: bool
    time: bool
    labels: float
    duplicates: float
    wrapped: bool


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a logs panel; the newest lines are those that are seen, as on the page."""
    logs = logs_of(panel)
    if not logs.rows:
        draw_empty(panel, canvas, box, "Data is missing a string field")
        return
    ascending = option(panel.options, "sortOrder") == "Ascending"
    box = box.inset(bottom=_BELOW) if ascending else box
    if flag(panel.options, "showCommonLabels"):
        place = Box(box.x, box.bottom - _COMMON if ascending else box.y, box.width, _COMMON)
        _draw_common(canvas, place, logs.common, panel)
        box = box.inset(bottom=_COMMON) if ascending else box.inset(top=_COMMON)
    look = _look(panel, canvas, logs.rows)
    heights = [len(_lines(canvas, box, row, look)) * _LINE + _BORDERS for row in logs.rows]
    # The page is scrolled to where the newest line is.
    y = box.y - max(0.0, sum(heights) - box.height) if ascending else box.y
    with canvas.clipped(box):
        for row, height in zip(logs.rows, heights, strict=True):
            if y + height > box.y and y < box.bottom:
                _draw_row(canvas, Box(box.x, y, box.width, height), row, look)
                if look.labels:
                    _draw_labels(canvas, box, y, row, look)
            y += height


def _look(panel: Panel, canvas: Canvas, rows: tuple[LogRow, ...]) -> _Look:
    labels = 0.0
    if flag(panel.options, "showLabels"):
        labels = min(_WIDEST_LABELS, max(chips_width(canvas, row.labels) for row in rows)) + _GAP
    return _Look(
        panel=panel,
        details=flag(panel.options, "enableLogDetails", default=True),
        time=flag(panel.options, "showTime"),
        labels=labels,
        duplicates=4 * _SIZE + _GAP if any(row.duplicates for row in rows) else 0.0,
        wrapped=flag(panel.options, "wrapLogMessage"),
    )


def _text_x(look: _Look) -> float:
    """How far from the left the text of every line begins."""
    time = len("0000-00-00 00:00:00") * _LETTER + _GAP if look.time else 0.0
    return look.duplicates + (_DETAILS if look.details else _NO_DETAILS) + time + look.labels


def _lines(canvas: Canvas, box: Box, row: LogRow, look: _Look) -> list[str]:
    if not look.wrapped:
        return row.line.split("\n")
    room = max(_SIZE, box.width - _text_x(look) - _GAP)
    return broken(canvas, row.line, _mono(""), room * canvas.measure("0", _mono("")) / _LETTER)


def _draw_row(canvas: Canvas, box: Box, row: LogRow, look: _Look) -> None:
    theme = look.panel.theme
    mono = _mono(theme.text)
    x, line = box.x, baseline(box.y + (_LINE + _BORDERS) / 2, _SIZE)
    if row.duplicates:
        canvas.text(x + look.duplicates - _GAP, line, f"{row.duplicates + 1}x", mono, "end")
    x += look.duplicates
    color = _COLORS.get(row.level, _UNKNOWN[theme.name])
    canvas.rect(Box(x + _BEFORE_BAR, box.y + 1, _BAR, box.height - 3), fill=color)
    if look.details:
        middle = box.y + (_LINE + _BORDERS) / 2
        canvas.line([x + 12.5, x + 15.5, x + 12.5], [middle - 3, middle, middle + 3], color=theme.text, width=1.5)
    if look.time:
        at = x + (_DETAILS if look.details else _NO_DETAILS)
        canvas.text(at, line, _time(row.time, look.panel.timezone), mono)
    start = box.x + _text_x(look)
    for index, text in enumerate(_lines(canvas, box, row, look)):
        canvas.text(start, line + index * _LINE, text, mono)


def _draw_labels(canvas: Canvas, view: Box, y: float, row: LogRow, look: _Look) -> None:
    """Write the labels of a line, cut off where their column or what is seen of the panel ends."""
    width = look.labels - _GAP
    place = Box(view.x + _text_x(look) - look.labels, y, width, _LINE)
    top, bottom = max(view.y, y), min(view.bottom, place.bottom)
    if bottom > top:
        with canvas.clipped(Box(place.x, top, width, bottom - top)):
            draw_chips(canvas, place, row.labels, look.panel.theme)


def _time(milliseconds: float, timezone: str) -> str:
    at = _EPOCH + timedelta(milliseconds=milliseconds)
    return at.astimezone(zone_of(timezone)).strftime("%Y-%m-%d %H:%M:%S")


def _mono(color: str) -> Lettering:
    return Lettering(color=color, size=_SIZE, family="mono")


def _draw_common(canvas: Canvas, box: Box, labels: Mapping[str, str], panel: Panel) -> None:
    look = Lettering(color=panel.theme.text, size=_SIZE)
    canvas.text(box.x, baseline(box.center[1], _SIZE), "Common labels:", look)
    x = box.x + canvas.measure("Common labels:", look) + 4
    draw_chips(canvas, Box(x, box.y + 3, box.width, _LINE), labels or {"labels": "(no common labels)"}, panel.theme)
