"""Quantity: what the numbers of an answer count, where the query itself makes that certain: bytes, seconds, a share.

Two numbers of one unit divide to a share, and so do events and what they are among: themselves with other labels, a sum
that they are in, or all of which they are the failed ones. Messages for each batch are none. What is multiplied by 100
is a share in percent. Units are read from the names of metrics, as exporters are asked to write them:
https://prometheus.io/docs/practices/naming/
"""

import math
from functools import reduce

import attrs

from grafmint.check.reach import read_gently
from grafmint.promql.structure.tree import COMPARISONS, Atom, Call, Chain, Node, Selector

#: A part of a whole, or a multiple of it; `CORES` is one whose whole is a processor, of which there may be several.
SHARE, CORES = "share", "cores"
_NUMBER, _UNKNOWN, _EVENTS, _SERIES, _TRUTH, _SECONDS = "number", "unknown", "events", "series", "truth", "seconds"
_UNITS = frozenset({"bytes", "seconds", "cores"})
_TRUTHS = frozenset({"up", "probe_success"})
#: They leave what their first argument counts as it is; those below, what their last one does.
_KEEPING = frozenset(
    [
        "sum", "avg", "min", "max", "abs", "ceil", "floor", "round", "clamp", "clamp_max", "clamp_min", "sort",
        "sort_desc", "label_replace", "label_join", "scalar", "vector", "increase", "delta", "idelta", "avg_over_time",
        "min_over_time", "max_over_time", "last_over_time", "predict_linear",
    ]
)  # fmt: skip
_KEEPING_LAST = frozenset({"topk", "bottomk", "limitk", "quantile", "quantile_over_time"})
_RATES = frozenset({"rate", "irate", "deriv"})
_OF_TRUTHS = {"avg": SHARE, "avg_over_time": SHARE, "sum": _SERIES}
#: A counter that has one of these in its name counts some of the events that another one counts.
_SOME = ("error", "fail", "success", "hit", "miss", "reject", "drop", "timeout", "denied", "retr", "abort", "lost")


@attrs.frozen
class Quantity:
    """Numbers of a kind; one of it is written as `scale`: a share in percent has the scale 100.

    Of events `counters` are the metrics that count them.
    """

    kind: str
    scale: float = 1
    counters: frozenset[str] = frozenset()


def is_share(found: Quantity) -> bool:
    """Whether numbers are a share of something, be it of a processor."""
    return found.kind in (SHARE, CORES)


_NOTHING_KNOWN = Quantity(_UNKNOWN, math.nan)


def quantity_of(expr: str) -> Quantity:
    """What the numbers of a query's answer count, as far as it says."""
    root = read_gently(expr)
    return _NOTHING_KNOWN if root is None else quantity(root)


def quantity(node: Node) -> Quantity:
    """What the numbers of a part of a query count."""
    if isinstance(node, Atom):
        return _number(node)
    if isinstance(node, Selector):
        kind = _kind(node.metric)
        return Quantity(kind, counters=frozenset({_events(node.metric)} if kind == _EVENTS else ()))
    if isinstance(node, Call):
        return _call(node)
    return _chain(node) if isinstance(node, Chain) else quantity(node.inner)


def _number(atom: Atom) -> Quantity:
    try:
        return Quantity(_NUMBER, float(atom.value))
    except ValueError:
        return _NOTHING_KNOWN


def _kind(metric: str) -> str:
    """What a metric counts: its unit, or else nothing but itself."""
    if metric in _TRUTHS:
        return _TRUTH
    if not metric or not metric.isidentifier():
        return metric if metric and "$" not in metric and "[" not in metric else _UNKNOWN
    name, _, last = metric.rpartition("_")
    if last in ("bucket", "count"):
        return _EVENTS
    unit = name.rpartition("_")[2] if last in ("total", "sum") else last
    if unit in _UNITS:
        return unit
    return _EVENTS if last == "total" else metric


def _events(counter: str) -> str:
    """What a counter counts; the parts of a histogram count the same."""
    return counter.rpartition("_")[0]


def _call(call: Call) -> Quantity:
    vectors = [each for each in call.arguments if not isinstance(each, Atom)]
    if call.name == "count":
        return Quantity(_SERIES)
    if not vectors:
        return quantity(call.arguments[0]) if call.name == "vector" and call.arguments else _NOTHING_KNOWN
    if call.name in _KEEPING_LAST:
        return quantity(vectors[-1])
    return _made_of(quantity(vectors[0]), call.name)


def _made_of(inner: Quantity, name: str) -> Quantity:
    """What a function or an aggregation makes of numbers."""
    if name in _RATES:
        return attrs.evolve(inner, kind=CORES if inner.kind == _SECONDS else f"{inner.kind} per second")
    if inner.kind == _TRUTH and name in _OF_TRUTHS:
        return Quantity(_OF_TRUTHS[name])
    return inner if name in _KEEPING else _NOTHING_KNOWN


def _chain(chain: Chain) -> Quantity:
    operator = chain.operator
    if operator in ("and", "unless") or (operator in COMPARISONS and not chain.is_bool):
        return quantity(chain.operands[0])
    operands = [quantity(each) for each in chain.operands]
    if operator == "or":
        told = {each for each in operands if each.kind != _NUMBER}
        return told.pop() if len(told) == 1 else _NOTHING_KNOWN
    rule = {"*": _product, "/": _quotient, "+": _sum, "-": _sum}.get(operator)
    return _NOTHING_KNOWN if rule is None else reduce(rule, operands)


def _product(left: Quantity, right: Quantity) -> Quantity:
    scale = left.scale * right.scale
    for one, other in ((left, right), (right, left)):
        if one.kind in (_NUMBER, SHARE):
            # A number and a share are a share.
            return attrs.evolve(one if other.kind == _NUMBER else other, scale=scale)
    return Quantity(_UNKNOWN, scale)


def _quotient(left: Quantity, right: Quantity) -> Quantity:
    scale = left.scale / right.scale if right.scale else math.nan
    if right.kind == _NUMBER:
        return attrs.evolve(left, scale=scale)
    if left.kind == right.kind != _UNKNOWN:
        return Quantity(SHARE if _is_among(left, right) else _UNKNOWN, scale)
    return attrs.evolve(left, scale=scale) if right.kind in (SHARE, _SERIES) else Quantity(_UNKNOWN, scale)


def _is_among(some: Quantity, others: Quantity) -> bool:
    """Whether all that is counted is counted among the others too; what is measured has no counters."""
    return all(each in others.counters or any(word in each for word in _SOME) for each in some.counters)


def _sum(left: Quantity, right: Quantity) -> Quantity:
    if (left.kind, left.scale) == (right.kind, right.scale):
        return attrs.evolve(left, counters=left.counters | right.counters)
    if _NUMBER not in (left.kind, right.kind):
        return _NOTHING_KNOWN
    number, other = (left, right) if left.kind == _NUMBER else (right, left)
    # Only from a share its whole is taken.
    if number.scale == other.scale:
        return Quantity(CORES if other.kind == CORES and number is right else SHARE, other.scale)
    return _NOTHING_KNOWN if other.kind in (SHARE, CORES, _UNKNOWN) else other
