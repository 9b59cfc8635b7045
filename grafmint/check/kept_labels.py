"""Kept labels: which labels the answer of a query can have at most, where the query itself makes that certain.

Source: https://prometheus.io/docs/prometheus/latest/querying/operators/
"""

from collections.abc import Iterable
from functools import reduce

from grafmint.promql.structure.cursor import UnreadableError
from grafmint.promql.structure.reader import read
from grafmint.promql.structure.tree import Atom, Call, Chain, Negative, Node, Window

_GROUPING = frozenset({"sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "quantile"})
#: They choose among series and keep those as they are.
_CHOOSING = frozenset({"topk", "bottomk", "limitk", "limit_ratio"})
#: They change numbers only, those of their first argument.
_CALCULATING = frozenset(
    [
        "abs", "ceil", "clamp", "clamp_max", "clamp_min", "exp", "floor", "ln", "log10", "log2", "round", "sgn", "sqrt",
        "sort", "sort_desc", "rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "changes",
        "resets", "avg_over_time", "min_over_time", "max_over_time", "sum_over_time", "count_over_time",
        "last_over_time", "present_over_time", "stddev_over_time", "stdvar_over_time",
    ]
)  # fmt: skip
_NUMBERS = frozenset({"scalar", "time", "pi"})

#: Labels, None for any that a metric may have.
Labels = frozenset[str] | None


def labels_of(query: str) -> Labels:
    """The labels that a query's series can have; None where they are those of a metric, or not certain."""
    try:
        return _kept(read(query))
    except UnreadableError:
        return None


def _kept(node: Node) -> Labels:
    if isinstance(node, Negative | Window):
        return _kept(node.inner)
    if isinstance(node, Chain):
        return _of_chain(node)
    return _of_call(node) if isinstance(node, Call) else None


def _of_call(call: Call) -> Labels:
    name, arguments = call.name, call.arguments
    if name in _GROUPING:
        return _grouped(call)
    if not arguments:
        return None
    if name in _CALCULATING:
        return _kept(arguments[0])
    if name in _CHOOSING or name == "quantile_over_time":
        return _kept(arguments[-1])
    found = _kept(arguments[-1]) if name == "histogram_quantile" else frozenset() if name == "vector" else None
    return None if found is None else found - {"le"}


def _grouped(call: Call) -> Labels:
    if call.grouping is None:
        return frozenset()
    return _certain(call.grouping.labels) if call.grouping.word == "by" else None


def _of_chain(chain: Chain) -> Labels:
    vectors = [each for each in chain.operands if not _is_number(each)]
    if not vectors:
        return None
    if chain.operator == "or":
        return reduce(_either, map(_kept, vectors))
    if chain.operator in ("and", "unless"):
        return _kept(vectors[0])
    words = {each.word: _certain(each.labels) for each in chain.matching}
    for word, many in (("group_left", vectors[0]), ("group_right", vectors[-1])):
        if word in words:
            return _either(_kept(many), words[word])
    found = reduce(_both, map(_kept, vectors))
    # Pairs of one with one keep what they were matched by.
    return _both(found, words["on"]) if "on" in words else found


def _either(one: Labels, other: Labels) -> Labels:
    return None if one is None or other is None else one | other


def _both(one: Labels, other: Labels) -> Labels:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _certain(labels: Iterable[str]) -> Labels:
    """The labels, None where a variable is among them."""
    found = frozenset(labels)
    return found if all(label.isidentifier() for label in found) else None


def _is_number(node: Node) -> bool:
    if isinstance(node, Negative):
        return _is_number(node.inner)
    return isinstance(node, Atom) or (isinstance(node, Call) and node.name in _NUMBERS)
