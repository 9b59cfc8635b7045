"""refresh: a dashboard does not refresh itself, or more often than there is anything new, or than Grafana lets it.

Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#min_refresh_interval
"""

from collections.abc import Iterator, Mapping

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.document import Document
from grafmint.check.query import asked_of_prometheus
from grafmint.duration import milliseconds
from grafmint.finding import Finding, Severity

# What a Grafana is set to that nobody has set otherwise.
_SHORTEST = "5s"


def refresh(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Dashboards that refresh too often for Prometheus or for Grafana; where it is required, those without refresh."""
    is_required = "refresh" in bundle.demands.require
    every = board.text("refresh")
    if not every:
        if is_required:
            way_out = 'write auto_refresh="1m", or what suits it'
            yield board.finding("refresh", "warning", "the dashboard does not refresh itself", hint=way_out)
        return
    if milliseconds(every) is None:  # such as `auto`, which is as long as the time range asks for
        return
    severity: Severity = "warning" if is_required else "info"
    for least, why in _too_often(board, bundle, every):
        message = f"the dashboard refreshes every {every}, and {why}"
        yield board.finding("refresh", severity, message, hint=f'write auto_refresh="{least}" or more', path="/refresh")


def _too_often(board: BoardView, bundle: Bundle, every: str) -> Iterator[tuple[str, str]]:
    """What it should be at least, and why; whoever follows the first needs no second."""
    asked = _fastest(board, bundle, _length(every))
    if asked is not None and _length(every) < _length(asked):
        yield asked, f"Prometheus has new values every {asked}"
    elif _length(every) < _length(_SHORTEST):
        yield _SHORTEST, f"Grafana stores {_SHORTEST} in its place unless its min_refresh_interval is shorter"


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
