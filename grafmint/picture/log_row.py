"""Log rows: the lines of logs with their times, levels and labels, in the order in which they are shown.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/logs/
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
import orjson

from grafmint.picture.asked import choice, flag, refused
from grafmint.picture.fit import one_line
from grafmint.picture.option import option
from grafmint.picture.panel import Panel, PanelFrame

#: The names of levels in the logs of the world, and the seven that the page tells apart.
_LEVELS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("emerg", "fatal", "alert", "crit", "critical"), "critical"),
    **dict.fromkeys(("warn", "warning"), "warning"),
    **dict.fromkeys(("err", "eror", "error"), "error"),
    **dict.fromkeys(("info", "information", "informational", "notice"), "info"),
    **dict.fromkeys(("dbug", "debug"), "debug"),
    "trace": "trace",
}
_LEVEL: Final = re.compile(rf"\b(?:{'|'.join(sorted([*_LEVELS, 'unknown'], key=len, reverse=True))})\b", re.IGNORECASE)
_ANSI: Final = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
#: What the strategies to find duplicates leave out of a line.
_IGNORED: Final[Mapping[str, re.Pattern[str]]] = {
    "exact": re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(?:[.,]\d+)?(?:[+-][0-2]\d:[0-5]\d|Z)"),
    "numbers": re.compile(r"\d"),
    "signature": re.compile(r"\w"),
}


@attrs.frozen(kw_only=True)
class LogRow:
    """One line; `labels` are those that not every line has, `duplicates` how many like it followed."""

    time: float
    line: str
    level: str
    labels: Mapping[str, str]
    duplicates: int = 0


@attrs.frozen(kw_only=True)
class Logs:
    """All rows, and the labels that they have in common."""

    rows: tuple[LogRow, ...]
    common: Mapping[str, str]


def logs_of(panel: Panel) -> Logs:
    """The rows of every frame that has times and texts."""
    rows = sorted((row for frame in panel.frames for row in _rows(frame)), key=lambda row: row.time)
    common = _common([row.labels for row in rows])
    rows = [
        attrs.evolve(row, labels={name: each for name, each in row.labels.items() if name not in common})
        for row in rows
    ]
    rows = _deduplicated(rows, choice(panel.options, "dedupStrategy", ("none", *_IGNORED), "none"))
    if choice(panel.options, "sortOrder", ("Descending", "Ascending"), "Descending") == "Descending":
        rows.reverse()
    if flag(panel.options, "prettifyLogMessage"):
        rows = [attrs.evolve(row, line=_pretty(row.line)) for row in rows]
    return Logs(rows=tuple(rows), common=common)


def _rows(frame: PanelFrame) -> Iterator[LogRow]:
    times = next((field for field in frame.fields if field.type == "time"), None)
    lines = next((field for field in frame.fields if field.type == "string"), None)
    if times is None or lines is None:
        return
    named = {field.field.name: field for field in frame.fields}
    separate = option(frame.meta, "custom.frameType") == "LabeledTimeValues" and "labels" in named
    for row, (time, line) in enumerate(zip(times.values, lines.values, strict=True)):
        labels = named["labels"].values[row] if separate else lines.field.labels
        if not isinstance(labels, Mapping):
            raise refused("the labels of a line", labels, "labels")
        text = _ANSI.sub("", line if isinstance(line, str) else orjson.dumps(line, default=str).decode())
        said = named["level"].values[row] if "level" in named else labels.get("level")
        level = _LEVELS.get(str(said).lower(), "unknown") if said else _level(text)
        lined = "\n".join(map(one_line, text.expandtabs(4).splitlines()))
        yield LogRow(time=float(time or 0), line=lined if line is not None else "", level=level, labels=labels)


def _level(line: str) -> str:
    found = _LEVEL.search(line)
    return _LEVELS.get(found[0].lower(), "unknown") if found else "unknown"


def _common(labels: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if not labels:
        return {}
    return {name: each for name, each in labels[0].items() if all(other.get(name) == each for other in labels)}


def _deduplicated(rows: Sequence[LogRow], strategy: str) -> list[LogRow]:
    if strategy == "none":
        return list(rows)
    kept: list[LogRow] = []
    for row in rows:
        if kept and _IGNORED[strategy].sub("", kept[-1].line) == _IGNORED[strategy].sub("", row.line):
            kept[-1] = attrs.evolve(kept[-1], duplicates=kept[-1].duplicates + 1)
        else:
            kept.append(row)
    return kept


def _pretty(line: str) -> str:
    try:
        return orjson.dumps(orjson.loads(line), option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONDecodeError:
        return line
