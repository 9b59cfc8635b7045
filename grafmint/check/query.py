"""Query: a text of PromQL, whoever asks it: a panel, an alert rule, or a rule of Prometheus' files."""

import re
from collections.abc import Callable, Iterator

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.check.document import Document, Json
from grafmint.check.rule import RuleView, written_rules
from grafmint.finding import Finding, Severity, Snippet
from grafmint.promql.tokens import scan

_TYPE = "prometheus"
#: How the editor of Prometheus has its answers shown.
_FORMATS = ("time_series", "table", "heatmap")
_LEGEND = re.compile(r"\{\{\s*(\w+)\s*\}\}", re.ASCII)
#: Finds the queries worth a look: going through the tokens of all would take longer than parsing them.
Likely = Callable[[str], object]


@attrs.frozen(kw_only=True)
class Query:
    """One query, its legend, and where it stands; `datasource` is a uid, empty where only its file says it."""

    document: Document
    path: str
    expr: str
    legend: str = ""
    ref_id: str | None = None
    panel: PanelView | None = None
    datasource: str = ""

    def finding(self, rule: str, severity: Severity, message: str, *, hint: str, part: str) -> Finding:
        """A finding about a part of its text."""
        start = self.expr.find(part)
        return self.document.finding(
            rule,
            severity,
            message,
            hint=hint,
            path=self.path,
            panel=self.panel,
            query=self.ref_id,
            snippet=Snippet(text=self.expr, start=start, end=start + len(part)) if start >= 0 else None,
        )


def queries(document: Document, bundle: Bundle, likely: Likely) -> Iterator[Query]:
    """The queries of a dashboard, a library panel, an alert rule or a file whose text or legend is likely."""
    if isinstance(document, BoardView):
        yield from _of_board(document, bundle, likely)
    elif isinstance(document, RuleView):
        yield from _of_rule(document, bundle, likely)
    else:
        for pointer, rule in written_rules(document):
            expr = rule.get("expr")
            if isinstance(expr, str) and likely(expr):
                yield Query(document=document, path=f"{pointer}/expr", expr=expr)


def uid_of(owner: Json) -> str | None:
    """The uid of the datasource that a panel or a query names; a name in the old form."""
    datasource = owner.get("datasource")
    uid = datasource.get("uid") if isinstance(datasource, dict) else datasource
    return uid if isinstance(uid, str) else None


def asked_of_prometheus(board: BoardView, bundle: Bundle, panel: PanelView) -> Iterator[tuple[str, Json, str]]:
    """The queries of a panel that are for Prometheus: pointer, JSON, and the uid of the datasource."""
    inherited = board.type_of(panel.json, bundle)
    for path, target in panel.targets:
        type_ = board.type_of(target, bundle) or inherited
        if type_ == _TYPE or (type_ is None and _is_evident(panel, target)):
            yield path, target, uid_of(target) or uid_of(panel.json) or ""


def _is_evident(panel: PanelView, target: Json) -> bool:
    """Whether a query of a board up to 8.x, whose datasource is a name or none at all, is for Prometheus."""
    name, expr = target.get("datasource") or panel.json.get("datasource") or "", target.get("expr")
    if not isinstance(name, str) or not isinstance(expr, str) or "loki" in name.lower():
        return False
    is_said = "prometheus" in name.lower() or "intervalFactor" in target or target.get("format") in _FORMATS
    # Loki's queries were written from those of Prometheus, and may have kept their settings.
    return is_said and not any(token.text == "|" for token in scan(expr))


def legend_labels(legend: object) -> frozenset[str]:
    """The labels that a legend shows."""
    return frozenset(_LEGEND.findall(legend)) if isinstance(legend, str) else frozenset()


def _of_board(board: BoardView, bundle: Bundle, likely: Likely) -> Iterator[Query]:
    for panel in board.panels:
        if not any(likely(f"{target.get('expr')}\n{target.get('legendFormat')}") for _, target in panel.targets):
            continue
        for path, target, datasource in asked_of_prometheus(board, bundle, panel):
            if isinstance(target.get("expr"), str):
                found = _query(board, path, target, datasource)
                yield attrs.evolve(found, panel=panel)


def _of_rule(rule: RuleView, bundle: Bundle, likely: Likely) -> Iterator[Query]:
    for each in rule.asked:
        expr = each.json.get("expr")
        if not each.is_expression and isinstance(expr, str) and likely(expr) and each.type_in(bundle) == _TYPE:
            yield _query(rule, each.pointer, each.json, each.datasource)


def _query(document: Document, path: str, json: Json, datasource: str) -> Query:
    legend, ref_id = json.get("legendFormat"), str(json.get("refId") or "")
    return Query(
        document=document,
        path=path,
        expr=str(json["expr"]),
        legend=legend if isinstance(legend, str) else "",
        ref_id=ref_id or None,
        datasource=datasource,
    )
