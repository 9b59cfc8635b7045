"""panel-count: a dashboard has more panels than the project wants."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, counted
from grafmint.finding import Finding


def panel_count(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Dashboards of more than `max_panels`; row headings do not count."""
    limit = bundle.demands.max_panels
    count = sum(panel.json.get("type") != "row" for panel in board.panels) if limit is not None else 0
    if limit is not None and count > limit:
        message = f"the dashboard has {counted(count, 'panel', 'panels')}, and [check] max_panels is {limit}"
        yield board.finding("panel-count", "warning", message, hint="keep what people look at, and link to the rest")
