"""Facts of the query schema: each query has a refId of its own."""

from collections import Counter
from collections.abc import Iterator, Mapping

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, counted
from grafmint.check.document import Json
from grafmint.finding import Finding, Severity

_HINT = "name the queries A, B, C …"


def target_facts(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Queries whose refId is missing or shared: the page renames one, and what refers to it breaks."""
    nameless = list[tuple[str, PanelView]]()
    for panel in board.panels:
        ids = Counter(_ref_id(target) for _, target in panel.targets)
        nameless += [(path, panel) for path, target in panel.targets if not _ref_id(target)]
        # One mistake is told once: what compile has said of our own boards is not repeated.
        if not board.is_refused(bundle, "duplicate-ref-id", panel=panel):
            yield from _shared(board, panel, ids)
    if nameless:
        path, panel = nameless[0]
        message = f"{counted(len(nameless), 'query has', 'queries have')} no refId"
        yield board.finding("ref-id", "warning", message, hint=_HINT, path=path, panel=panel)


def _shared(board: BoardView, panel: PanelView, ids: Mapping[str, int]) -> Iterator[Finding]:
    severity: Severity = "warning" if board.entry.foreign else "error"
    for path, target in panel.targets:
        ref_id = _ref_id(target)
        if ref_id and ids[ref_id] > 1:
            message = f"refId {ref_id!r} stands {ids[ref_id]} times"
            yield board.finding("ref-id", severity, message, hint=_HINT, path=path, panel=panel, query=ref_id)


def _ref_id(target: Json) -> str:
    return str(target.get("refId") or "")
