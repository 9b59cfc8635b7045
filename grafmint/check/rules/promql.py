"""promql-syntax: a query that Prometheus would refuse."""

from collections.abc import Iterator
from functools import partial

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.metricsql import takes_metricsql, way_out
from grafmint.check.query import Query, queries
from grafmint.finding import Finding, Snippet
from grafmint.promql.parse import Verdict
from grafmint.promql.parse import check as check_promql

TYPE = "prometheus"
_UNKNOWN = "a variable stands where only Grafana can tell what it is"
_METRICSQL = "it is no PromQL, and MetricsQL is not read"


@attrs.frozen(kw_only=True)
class Refusal:
    """Why Prometheus would refuse a query, the part that is wrong, and what may be meant."""

    message: str
    snippet: Snippet
    hint: str | None


def promql_syntax(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """PromQL that does not parse; what cannot be parsed because of a variable is noted, never refused."""
    for query in queries(board, bundle, lambda _: True):
        found = _finding(query, bundle)
        if found is not None:
            yield found


def refusal(expr: str, datasource: str, bundle: Bundle) -> Refusal | None:
    """What is wrong with a query; None for one that may be right, as another language is at a VictoriaMetrics."""
    verdict = check_promql(expr)
    if verdict.status != "error" or takes_metricsql(datasource, bundle):
        return None
    message = f"the query is no PromQL: {verdict.message}"
    return Refusal(message=message, snippet=_mark(verdict, expr), hint=way_out(verdict, expr))


def _finding(query: Query, bundle: Bundle) -> Finding | None:
    verdict, tell = check_promql(query.expr), partial(query.document.finding, path=query.path, panel=query.panel)
    if verdict.status == "ok":
        return None
    if not query.expr.strip():
        return tell("promql-syntax", "warning", "the query is empty", query=query.ref_id)
    wrong = refusal(query.expr, query.datasource, bundle)
    if wrong is not None:
        mark, hint = wrong.snippet, wrong.hint
        return tell("promql-syntax", "error", wrong.message, hint=hint, query=query.ref_id, snippet=mark)
    message = f"the query cannot be checked: {_METRICSQL if verdict.status == 'error' else _UNKNOWN}"
    return tell("promql-unchecked", "info", message, query=query.ref_id, snippet=_mark(verdict, query.expr))


def _mark(verdict: Verdict, expr: str) -> Snippet:
    return Snippet(text=expr, start=verdict.start or 0, end=verdict.end or 0)
