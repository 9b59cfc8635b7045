"""Facts of the panel schema: a type, ids that are whole, positive and not shared."""

from collections import Counter
from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.finding import Finding, Severity


def panel_facts(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Panels without a type, and ids that the page would renumber, which breaks links to them."""
    # One mistake is told once: what compile has said of our own boards is not repeated.
    is_told = board.is_refused(bundle, "duplicate-key", "duplicate-id")
    ids = Counter() if is_told else Counter(map(_id, board.panels))
    has_holes = board.is_refused(bundle, "refused")
    for panel in board.panels:
        if not has_holes and not isinstance(panel.json.get("type"), str) and "libraryPanel" not in panel.json:
            yield board.finding("panel-type", "error", "a panel has no type", path=panel.pointer, panel=panel)
        id_ = _id(panel)
        if id_ is not None and (id_ < 1 or ids[id_] > 1):
            wrong = f"{id_} is below 1" if id_ < 1 else f"{id_} stands {ids[id_]} times"
            hint = "the page renumbers such panels, and links to them break"
            message = f"panel {panel.title!r}: its id {wrong}"
            severity: Severity = "warning" if board.entry.foreign else "error"
            yield board.finding("panel-id", severity, message, hint=hint, path=panel.pointer, panel=panel)


def _id(panel: PanelView) -> int | None:
    id_ = panel.json.get("id")
    return id_ if isinstance(id_, int) and not isinstance(id_, bool) else None
