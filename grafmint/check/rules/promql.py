"""promql-syntax: a query that Prometheus would refuse."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.finding import Finding, Snippet
from grafmint.promql.parse import check as check_promql

TYPE = "prometheus"


def promql_syntax(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """PromQL that does not parse; what cannot be parsed because of a variable is noted, never refused."""
    for panel in board.panels:
        inherited = board.type_of(panel.json, bundle)
        for path, target in panel.targets:
            expr = target.get("expr")
            type_ = board.type_of(target, bundle) or inherited
            if type_ != TYPE or not isinstance(expr, str):
                continue
            found = _finding(board, panel, path, expr, str(target.get("refId") or ""))
            if found is not None:
                yield found


def refusal(expr: str) -> tuple[str, Snippet] | None:
    """Why Prometheus would refuse a query, and the part that is wrong; None for one that may be right."""
    verdict = check_promql(expr)
    if verdict.status != "error":
        return None
    snippet = Snippet(text=expr, start=verdict.start or 0, end=verdict.end or 0)
    return f"the query is no PromQL: {verdict.message}", snippet


def _finding(board: BoardView, panel: PanelView, path: str, expr: str, ref_id: str) -> Finding | None:
    verdict = check_promql(expr)
    if verdict.status == "ok":
        return None
    if not expr.strip():
        return board.finding("promql-syntax", "warning", "the query is empty", path=path, panel=panel, query=ref_id)
    snippet = Snippet(text=expr, start=verdict.start or 0, end=verdict.end or 0)
    if verdict.status == "unchecked":
        message = "the query cannot be checked: a variable stands where only Grafana can tell what it is"
        return board.finding("promql-unchecked", "info", message, path=path, panel=panel, query=ref_id, snippet=snippet)
    message = f"the query is no PromQL: {verdict.message}"
    return board.finding("promql-syntax", "error", message, path=path, panel=panel, query=ref_id, snippet=snippet)
