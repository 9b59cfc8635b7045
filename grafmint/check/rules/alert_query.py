"""promql-syntax, logql-syntax: queries of rules that their datasource would refuse."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.document import Document
from grafmint.check.rule import Asked, RuleView, written_rules
from grafmint.check.rules.promql import TYPE, refusal
from grafmint.finding import Finding, Snippet
from grafmint.promql.fault import unbalanced
from grafmint.promql.tokens import scan

_LOKI = "loki"
_EMPTY = "the query is empty"
_ASK = "write what is to be watched"


def promql_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """PromQL that does not parse; an empty query never fires."""
    for each, expr in _queries(rule, bundle, TYPE):
        if not expr.strip():
            yield rule.finding("promql-syntax", "error", _EMPTY, hint=_ASK, path=each.pointer, query=each.ref_id)
        elif (wrong := refusal(expr, each.datasource, bundle)) is not None:
            at, mark = each.pointer, wrong.snippet
            told, hint = wrong.message, wrong.hint
            yield rule.finding("promql-syntax", "error", told, hint=hint, path=at, query=each.ref_id, snippet=mark)


def logql_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """LogQL whose brackets and texts do not close."""
    for each, expr in _queries(rule, bundle, _LOKI):
        fault = unbalanced(scan(expr))
        if not expr.strip():
            yield rule.finding("logql-syntax", "error", _EMPTY, hint=_ASK, path=each.pointer, query=each.ref_id)
        elif fault is not None:
            message = f"the query is no LogQL: {fault.message}"
            mark = Snippet(text=expr, start=fault.start or 0, end=fault.end or 0)
            yield rule.finding("logql-syntax", "error", message, path=each.pointer, query=each.ref_id, snippet=mark)


def promql_of_file(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """PromQL of a rule for Prometheus that does not parse."""
    for pointer, rule in written_rules(document):
        # The query of a panel's alert has the line of that query, where the panel's own finding stands as well.
        expr, path = rule.get("expr"), f"{pointer}/expr"
        if not isinstance(expr, str) or not expr.strip():
            yield document.finding("promql-syntax", "error", _EMPTY, hint=_ASK, path=path)
        elif (wrong := refusal(expr, "", bundle)) is not None:
            told, hint, mark = wrong.message, wrong.hint, wrong.snippet
            yield document.finding("promql-syntax", "error", told, hint=hint, path=path, snippet=mark)


def _queries(rule: RuleView, bundle: Bundle, type_: str) -> Iterator[tuple[Asked, str]]:
    for each in rule.asked:
        expr = each.json.get("expr", "")
        if not each.is_expression and each.type_in(bundle) == type_ and isinstance(expr, str):
            yield each, expr
