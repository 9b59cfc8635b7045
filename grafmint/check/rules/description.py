"""description: a dashboard or a panel does not say what it is for; only where the project requires it."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.document import Json
from grafmint.finding import Finding

# A heading, and what is a description itself.
_WITHOUT = ("row", "text")
_HINT = "write description=…: what it shows, and what to do when it is bad"


def dashboard_description(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """A dashboard without a description."""
    if "description" in bundle.demands.require and _is_silent(board.json):
        yield board.finding("description", "warning", "the dashboard has no description", hint=_HINT)


def panel_description(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Panels without a description; those of the library are asked there."""
    for panel in board.panels if "description" in bundle.demands.require else ():
        if panel.json.get("type") not in _WITHOUT and "libraryPanel" not in panel.json and _is_silent(panel.json):
            message = f"panel {panel.title!r} has no description"
            yield board.finding("description", "warning", message, hint=_HINT, path=panel.pointer, panel=panel)


def _is_silent(owner: Json) -> bool:
    text = owner.get("description")
    return not isinstance(text, str) or not text.strip()
