"""refresh: a dashboard does not refresh itself, or more often than there is anything new."""

from collections.abc import Iterator, Mapping

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.document import Document
from grafmint.check.query import asked_of_prometheus
from grafmint.duration import milliseconds
from grafmint.finding import Finding, Severity


def refresh(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Dashboards that ask Prometheus more often than it scrapes, and, where it is required, those without refresh."""
    is_required = "refresh" in bundle.demands.require
    every = board.text("refresh")
    if not every:
        if is_required:
            way_out = 'write auto_refresh="1m", or what suits it'
            yield board.finding("refresh", "warning", "the dashboard does not refresh itself", hint=way_out)
        return
    asked = _fastest(board, bundle, _length(every))
    if asked is not None and _length(every) < _length(asked):
        message = f"the dashboard refreshes every {every}, and Prometheus has new values every {asked}"
        severity: Severity = "warning" if is_required else "info"
        yield board.finding("refresh", severity, message, hint=f'write auto_refresh="{asked}" or more', path="/refresh")


def _fastest(board: BoardView, bundle: Bundle, every: int) -> str | None:
    """The shortest interval of the datasources that it asks; None where none is said, or none is longer anyway."""
    known = _intervals(bundle)
    if all(_length(text) <= every for text in known.values()):
        return None
    uids = {uid for panel in board.filled for _, _, uid in asked_of_prometheus(board, bundle, panel)}
    return min((known[uid] for uid in uids if uid in known), key=_length, default=None)


def _intervals(bundle: Bundle) -> Mapping[str, str]:
    """How often the datasources of the project scrape, by uid."""
    options = {entry.uid: Document(entry).json.get("jsonData") for entry in bundle.of("datasource")}
    found = {uid: each.get("timeInterval") for uid, each in options.items() if isinstance(each, dict)}
    return {uid: text for uid, text in found.items() if isinstance(text, str)}


def _length(text: str) -> int:
    """The milliseconds of a length; 0 for what is none."""
    return milliseconds(text) or 0
