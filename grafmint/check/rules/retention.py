"""retention: a dashboard, a panel or a query reads back further than metrics are kept."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.check.document import Document
from grafmint.check.moment import moment
from grafmint.check.query import asked_of_prometheus, queries
from grafmint.check.reach import reach, read_gently
from grafmint.duration import milliseconds, written
from grafmint.finding import Finding
from grafmint.origin import Place

_LENGTH = re.compile(r"(?:\[\s*|\boffset\s+-?\s*)(\d[\da-z]*)", re.ASCII)
_HINT = "choose a shorter one, or ask a datasource that [check] long_term names"


def range_within_retention(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Ranges of the dashboard and of its panels, as far as panels show them that do not ask long-term storage."""
    limit, time, told = _limit(bundle), board.json.get("time"), set[str]()
    own = moment(time.get("from")) if isinstance(time, dict) else None
    for panel in board.filled if limit else ():
        path, what = "/time", "the dashboard"
        if any(panel.json.get(key) for key in ("timeFrom", "timeShift")):
            path, what = panel.pointer, f"panel {panel.title!r}"
        back = _range(panel, 0 if own is None else own.furthest)
        if back > limit and path not in told and _is_limited(board, bundle, panel):
            told.add(path)
            message = _message(f"{what} shows", back, bundle)
            found = board.finding("retention", "warning", message, hint=_HINT, path=path, panel=panel)
            yield from _new(found, bundle)


def query_within_retention(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Windows and offsets of queries that do not ask long-term storage."""
    limit = _limit(bundle)

    def likely(text: str) -> bool:
        return sum(milliseconds(found) or 0 for found in _LENGTH.findall(text)) > limit

    for query in queries(document, bundle, likely) if limit else ():
        root = read_gently(query.expr) if query.datasource not in bundle.demands.long_term else None
        back = 0 if root is None else reach(root)
        if back > limit:
            message = _message("the query reads back", back, bundle)
            yield from _new(
                query.finding("retention", "warning", message, hint=_HINT, part=_longest(query.expr)), bundle
            )


def _limit(bundle: Bundle) -> int:
    """How long metrics are kept, 0 where nobody says it."""
    return milliseconds(bundle.retention or "") or 0


def _new(found: Finding, bundle: Bundle) -> Iterator[Finding]:
    """A finding, unless what compiling has refused for the same reason made that part."""
    told = [each.place for each in bundle.findings if each.rule == found.rule and each.place is not None]
    if found.place is None or not any(_is_at(found.place, each) for each in told):
        yield found


def _is_at(place: Place, told: Place) -> bool:
    """Whether a place is the one that compiling told of, which names its file from the project's folder on."""
    names = PurePath(told.file).parts
    return place.line == told.line and PurePath(place.file).parts[-len(names) :] == names


def _message(what: str, back: int, bundle: Bundle) -> str:
    return f"{what} {written(back)}, and metrics are kept {bundle.retention}"


def _is_limited(board: BoardView, bundle: Bundle, panel: PanelView) -> bool:
    asked = asked_of_prometheus(board, bundle, panel)
    return any(uid not in bundle.demands.long_term for _, _, uid in asked)


def _longest(expr: str) -> str:
    """The longest window or offset of a query."""
    found: list[str] = _LENGTH.findall(expr)
    return max(found, key=lambda text: milliseconds(text) or 0, default="")


def _range(panel: PanelView, shown: int) -> int:
    """How far back a panel shows; `shown` is the range of its dashboard."""
    own, shift = moment(panel.json.get("timeFrom")), moment(panel.json.get("timeShift"))
    return (shown if own is None else own.furthest) + (0 if shift is None else shift.furthest)
