"""share-limit: an alert compares a share with a limit of percent, or the other way round."""

from collections.abc import Iterator, Mapping

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, objects
from grafmint.check.document import Document
from grafmint.check.limit import PERCENT, misplaced
from grafmint.check.quantity import SHARE, Quantity, quantity, quantity_of
from grafmint.check.query import queries
from grafmint.check.reach import read_gently
from grafmint.check.rule import Asked, RuleView
from grafmint.check.rules.share_limit import LIMIT, wrong_limits
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.promql.structure.tree import Atom, Chain, Node, inner

_RULE = "share-limit"
#: Each comparison as it reads from the other side.
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_PASSING = ("reduce", "resample", "threshold")


@attrs.frozen
class _Comparison:
    """What is compared with a number; `is_low` where the alert fires below it."""

    compared: Quantity
    limit: float
    is_low: bool
    part: str = ""

    @property
    def fault(self) -> tuple[str, str] | None:
        """What is wrong with it and the way out, if it is of a share."""
        scale = self.compared.scale
        wrong = misplaced([self.limit], scale, is_low=self.is_low) if self.compared.kind == SHARE else None
        if wrong is None:
            return None
        what, way_out = ("a share in percent", "no * 100") if scale == PERCENT else ("a share of 1", "100 * the share")
        return f"{what} is compared with {wrong.told}", f"write {wrong.instead}, or {way_out}"


def limit_in_query(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Comparisons in the queries of rules of either engine."""
    for query in queries(document, bundle, lambda text: "<" in text or ">" in text):
        root = read_gently(query.expr)
        for each in _comparisons(root) if root is not None else ():
            fault = each.fault
            if fault is not None and not _is_of_panel(document.entry.place(query.path), bundle):
                yield query.finding(_RULE, "warning", fault[0], hint=fault[1], part=each.part)


def limit_of_rule(rule: RuleView, bundle: Bundle) -> Iterator[Finding]:
    """Thresholds that Grafana compares the latest number of a query with."""
    steps = {each.ref_id: each for each in rule.asked}
    known = {each.ref_id: quantity_of(each.expr) for each in queries(rule, bundle, bool)}
    for each in rule.asked:
        source = _source(each, steps)
        compared = known.get(source) if each.json.get("type") == "threshold" else None
        for comparison in _evaluators(each, compared) if compared is not None else ():
            fault = comparison.fault
            if fault is not None and not _is_of_panel(rule.entry.place(steps[source].pointer), bundle):
                path, ref_id = each.pointer, each.ref_id
                yield rule.finding(_RULE, "warning", fault[0], hint=fault[1], path=path, query=ref_id)


def _is_of_panel(place: Place | None, bundle: Bundle) -> bool:
    """Whether the panel that asks the query at a place has a wrong limit: its alerts have it from there."""
    for board in map(BoardView, bundle.of("dashboard")) if place is not None else ():
        told = (panel for panel, what, _ in wrong_limits(board, bundle) if what == LIMIT)
        if any(board.entry.place(path) == place for panel in told for path, _ in panel.targets):
            return True
    return False


def _comparisons(node: Node) -> Iterator[_Comparison]:
    if isinstance(node, Chain) and node.operator in _TURNED:
        left, right = node.operands[0], node.operands[-1]
        operator = node.operator
        if isinstance(left, Atom):
            left, right, operator = right, left, _TURNED[operator]
        if isinstance(right, Atom) and right.kind == "number":
            is_low = operator.startswith("<")
            yield _Comparison(quantity(left), quantity(right).scale, is_low, right.text)
    for each in inner(node):
        yield from _comparisons(each)


def _source(step: Asked, steps: Mapping[str, Asked]) -> str:
    """The query whose number a step has, through steps that leave it as it is."""
    seen = set[str]()
    while step.is_expression and step.ref_id not in seen and step.json.get("type") in _PASSING:
        seen.add(step.ref_id)
        name = str(step.json.get("expression") or "").lstrip("$")
        if name not in steps:
            break
        step = steps[name]
    return step.ref_id


def _evaluators(step: Asked, compared: Quantity) -> Iterator[_Comparison]:
    for _, condition in objects(step.json.get("conditions")):
        evaluator = condition.get("evaluator")
        params = evaluator.get("params") if isinstance(evaluator, dict) else None
        if isinstance(evaluator, dict) and evaluator.get("type") in ("lt", "gt") and isinstance(params, list):
            for limit in params[:1]:
                if isinstance(limit, int | float):
                    yield _Comparison(compared, limit, evaluator["type"] == "lt")
