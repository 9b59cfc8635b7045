"""Selected: every series that a query asks for, with what is done to it: which labels it must have, what it must be."""

from collections.abc import Iterator
from typing import Any

import attrs
import promql_parser as parser

from grafmint.promql.reading import Condition, parsed, selector

#: The aggregations that keep the labels of what they are given.
_KEEPING = ("topk", "bottomk", "limitk", "limit_ratio")
_SET_LABEL = frozenset({"label_replace", "label_join"})


@attrs.frozen(kw_only=True)
class Selected:
    """One selector of a query.

    `functions` are those around it, `labels` the ones that the query needs of it beyond its `conditions`. `beside` are
    the metrics that it is matched with as they are, so that both have the same labels.
    """

    metric: str
    conditions: tuple[Condition, ...] = ()
    functions: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


@attrs.frozen
class _Around:
    functions: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def selected(text: str, labels: frozenset[str] = frozenset()) -> tuple[Selected, ...]:
    """What a query selects; none where it cannot be parsed. `labels` are those that are wanted of its answer."""
    return parsed(text, lambda root: tuple(_walk(root, _Around(labels=labels)))) or ()


def _walk(expr: Any, around: _Around) -> Iterator[Selected]:
    match expr:
        case parser.ParenExpr() | parser.SubqueryExpr() | parser.UnaryExpr():
            yield from _walk(expr.expr, around)
        case parser.MatrixSelector():
            yield from _walk(expr.vector_selector, around)
        case parser.VectorSelector():
            yield from _selector(expr, around)
        case parser.Call():
            yield from _call(expr, around)
        case parser.AggregateExpr():
            yield from _aggregate(expr, around)
        case parser.BinaryExpr():
            left, right = _sides(expr, around)
            yield from _walk(expr.lhs, left)
            yield from _walk(expr.rhs, right)


def _selector(expr: Any, around: _Around) -> Iterator[Selected]:
    metric, conditions = selector(expr)
    if metric:
        yield Selected(
            metric=metric,
            conditions=conditions,
            functions=around.functions,
            labels=around.labels,
            beside=around.beside - {metric},
        )


def _call(expr: Any, around: _Around) -> Iterator[Selected]:
    labels = around.labels
    if expr.func.name in _SET_LABEL:
        set_by_it, *others = [each.val for each in expr.args if isinstance(each, parser.StringLiteral)]
        read = others[1:2] if expr.func.name == "label_replace" else others[1:]
        labels = labels - {set_by_it} | set(read)
    inner = attrs.evolve(around, functions=around.functions | {expr.func.name}, labels=labels)
    for argument in expr.args:
        yield from _walk(argument, inner)


def _aggregate(expr: Any, around: _Around) -> Iterator[Selected]:
    modifier, keeps = expr.modifier, expr.prettify().startswith(_KEEPING)
    named = frozenset(modifier.labels) if modifier is not None else frozenset()
    if keeps or (modifier is not None and modifier.type == parser.AggModifierType.Without):
        labels = around.labels | named
    else:
        labels = named
    # What is aggregated is matched by the labels that are left.
    beside = around.beside if keeps else frozenset[str]()
    yield from _walk(expr.expr, attrs.evolve(around, labels=labels, beside=beside))


def _sides(expr: Any, around: _Around) -> tuple[_Around, _Around]:
    """What is asked of each side of an operator."""
    modifier = expr.modifier
    matching = getattr(modifier, "matching", None)
    if matching is None:
        bare = _bare(expr.lhs) | _bare(expr.rhs)
        both = attrs.evolve(
            around, beside=around.beside | bare, labels=around.labels | _kept(expr.lhs) | _kept(expr.rhs)
        )
        return both, both
    by = frozenset(matching.labels) if matching.type == parser.LabelModifierType.Include else frozenset[str]()
    given = frozenset(modifier.group_labels or ())
    many = attrs.evolve(around, labels=(around.labels - given) | by)
    one = attrs.evolve(around, labels=by | given)
    match modifier.card:
        case parser.VectorMatchCardinality.ManyToOne:
            return many, one
        case parser.VectorMatchCardinality.OneToMany:
            return one, many
    return many, many


def _bare(expr: Any) -> frozenset[str]:
    """The metrics of a side that keep their own labels."""
    match expr:
        case parser.ParenExpr() | parser.SubqueryExpr() | parser.UnaryExpr():
            return _bare(expr.expr)
        case parser.MatrixSelector():
            return _bare(expr.vector_selector)
        case parser.VectorSelector():
            return frozenset([expr.name] if expr.name else [])
        case parser.Call():
            return frozenset[str]().union(*map(_bare, expr.args))
        case parser.BinaryExpr() if getattr(expr.modifier, "matching", None) is None:
            return _bare(expr.lhs) | _bare(expr.rhs)
    return frozenset()


def _kept(expr: Any) -> frozenset[str]:
    """The labels that an aggregated side has left, which the other side must have."""
    match expr:
        case parser.ParenExpr():
            return _kept(expr.expr)
        case parser.AggregateExpr() if expr.modifier is not None:
            return frozenset(expr.modifier.labels if expr.modifier.type == parser.AggModifierType.By else ())
        case parser.BinaryExpr() if getattr(expr.modifier, "matching", None) is None:
            return _kept(expr.lhs) | _kept(expr.rhs)
    return frozenset()
