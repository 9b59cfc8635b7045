"""Asked: every PromQL expression of a bundle, with what the panel that asks it says of its answer."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, objects
from grafmint.check.document import Document
from grafmint.check.query import asked_of_prometheus, legend_labels
from grafmint.check.rule import RuleView, written_rules
from grafmint.data.choices import choices_of
from grafmint.data.filling import fill
from grafmint.data.sample.scale import config_of
from grafmint.data.spelling import prometheus
from grafmint.library import Library

_PROMETHEUS = "prometheus"
_LABEL_VALUES = re.compile(r"label_values\(\s*(?P<expr>.+),\s*(?P<label>\w+)\s*\)\s*")
_QUERY_RESULT = re.compile(r"query_result\((?P<expr>.+)\)\s*")


@attrs.frozen
class Asked:
    """An expression, labels that its answer is shown by, and the field configuration that it is shown with."""

    expr: str
    labels: frozenset[str] = frozenset()
    config: Mapping[str, Any] = attrs.field(factory=dict)


def asked_in(bundle: Bundle) -> Iterator[Asked]:
    """What dashboards, their variables and annotations, and alert rules ask Prometheus."""
    library = Library.of(bundle.entries)
    for entry in bundle.of("dashboard"):
        yield from _of_board(BoardView(entry, library), bundle)
    for rule in map(RuleView, bundle.of("alert-rule")):
        for each in rule.asked:
            if not each.is_expression and each.type_in(bundle) == _PROMETHEUS:
                yield Asked(str(each.json.get("expr", "")))
    for file in map(Document, bundle.of("prometheus-rules")):
        yield from (Asked(str(rule.get("expr", ""))) for _, rule in written_rules(file))


def recorded_in(bundle: Bundle) -> frozenset[str]:
    """The metrics that rules of the bundle record: a Prometheus makes them itself."""
    rules = (rule for file in map(Document, bundle.of("prometheus-rules")) for _, rule in written_rules(file))
    return frozenset(str(rule["record"]) for rule in rules if "record" in rule)


def _of_board(board: BoardView, bundle: Bundle) -> Iterator[Asked]:
    for panel in board.filled:
        yield from _of_panel(board, panel, bundle)
    for _, variable in board.variables:
        if variable.get("type") == "query" and board.type_of(variable, bundle) == _PROMETHEUS:
            yield from _of_variable(variable)
    annotations = board.json.get("annotations")
    for _, each in objects(annotations.get("list") if isinstance(annotations, dict) else None):
        if board.type_of(each, bundle) == _PROMETHEUS and isinstance(each.get("expr"), str):
            yield Asked(each["expr"])


def _of_panel(board: BoardView, panel: PanelView, bundle: Bundle) -> Iterator[Asked]:
    for _, target, _ in asked_of_prometheus(board, bundle, panel):
        expr = target.get("expr")
        if isinstance(expr, str):
            # As the board opens: a chosen value is one that there must be.
            filled = fill(expr, choices_of(board.json, panel.json, bundle.datasources), prometheus)
            config = config_of(panel.json, str(target.get("refId")))
            yield Asked(filled, legend_labels(target.get("legendFormat")), config)


def _of_variable(variable: Mapping[str, Any]) -> Iterator[Asked]:
    query = variable.get("query")
    text = str(query.get("query") if isinstance(query, dict) else query)
    if (found := _LABEL_VALUES.fullmatch(text)) is not None:
        yield Asked(found["expr"], frozenset({found["label"]}))
    elif (found := _QUERY_RESULT.fullmatch(text)) is not None:
        yield Asked(found["expr"])
