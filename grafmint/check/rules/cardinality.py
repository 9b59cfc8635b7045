"""cardinality: a query keeps a label of very many values, and so answers with as many series."""

import re
from collections.abc import Iterable, Iterator

from grafmint.bundle import Bundle
from grafmint.check.document import Document
from grafmint.check.query import legend_labels, queries
from grafmint.check.reach import read_gently
from grafmint.finding import Finding
from grafmint.promql.structure.tree import Call, Chain, Node, Selector, inner

Labels = frozenset[str]

_NONE: Labels = frozenset()
# However many series there are, they answer with few.
_FEW = frozenset({"topk", "bottomk", "limitk", "absent", "absent_over_time", "scalar", "vector"})
_AGGREGATING = frozenset({"sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "quantile", "count_values"})


def cardinality(document: Document, bundle: Bundle) -> Iterator[Finding]:
    """Queries whose answer has a label of `high_cardinality`, as far as the query or its legend names it."""
    listed = frozenset(bundle.demands.high_cardinality)
    for query in queries(document, bundle, _likely(listed).search) if listed else ():
        root = read_gently(query.expr)
        shown = legend_labels(query.legend)
        for label in sorted(_kept(root, shown) & listed) if root is not None else ():
            message = f"the query keeps the label {label!r}, one series for each of its many values"
            way_out = "sum by other labels, or show the largest alone: topk(10, …)"
            yield query.finding("cardinality", "warning", message, hint=way_out, part=label)


def _likely(labels: Iterable[str]) -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(labels)))})\b", re.ASCII)


def _kept(node: Node, shown: Labels) -> Labels:
    """The labels that an answer surely may have: matched by more than one value, grouped by, or in the legend."""
    if isinstance(node, Selector):
        single = frozenset(each.label for each in node.matchers if each.operator == "=")
        return (shown | {each.label for each in node.matchers if each.operator}) - single
    if isinstance(node, Call):
        return _of_call(node, shown)
    if isinstance(node, Chain):
        return _of_chain(node, shown)
    return _all(inner(node), shown)


def _of_call(call: Call, shown: Labels) -> Labels:
    if call.name in _FEW:
        return _NONE
    if call.name not in _AGGREGATING:
        return _all(call.arguments, shown)
    if call.grouping is None:
        return _NONE
    labels = call.grouping.labels
    return labels if call.grouping.word == "by" else _all(call.arguments, shown) - labels


def _of_chain(chain: Chain, shown: Labels) -> Labels:
    if chain.operator in ("and", "unless"):
        return _kept(chain.operands[0], shown)
    words = {each.word: each.labels for each in chain.matching}
    for word, many in (("group_left", chain.operands[0]), ("group_right", chain.operands[-1])):
        if word in words:
            return _kept(many, shown) | words[word]
    found = _all(chain.operands, shown)
    # Pairs of one with one keep what they were matched by.
    return found & words["on"] if "on" in words else found


def _all(nodes: Iterable[Node], shown: Labels) -> Labels:
    return _NONE.union(*(_kept(node, shown) for node in nodes))
