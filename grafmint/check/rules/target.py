"""Facts of the query schema: each query has a refId of its own."""

from collections import Counter
from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.finding import Finding, Severity


def target_facts(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Queries whose refId is missing or shared: the page renames one, and what refers to it breaks."""
    for panel in board.panels:
        # One mistake is told once: what compile has said of our own boards is not repeated.
        if board.is_refused(bundle, "duplicate-ref-id", panel=panel):
            continue
        ids = Counter(str(target.get("refId") or "") for _, target in panel.targets)
        for path, target in panel.targets:
            ref_id = str(target.get("refId") or "")
            if ref_id and ids[ref_id] == 1:
                continue
            message = f"refId {ref_id!r} stands {ids[ref_id]} times" if ref_id else "a query has no refId"
            severity: Severity = "error" if ref_id and not board.entry.foreign else "warning"
            yield board.finding(
                "ref-id",
                severity,
                message,
                hint="name the queries A, B, C …",
                path=path,
                panel=panel,
                query=ref_id or None,
            )
