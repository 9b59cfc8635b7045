"""Reading: what a query says of its answer before anybody is asked: its metrics, its labels, what is done to them."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import attrs
import promql_parser as parser

from grafmint.promql.parse import check

T = TypeVar("T")

_RENAMED = ("holt_winters", "double_exponential_smoothing")
#: The aggregations that keep the series as they are.
_KEEPING = frozenset({"topk", "bottomk", "limitk", "limit_ratio"})
_SCALARS = frozenset({"time", "scalar", "vector", "pi", "hour", "minute", "month", "year", "day_of_week"})
_WORD = re.compile(r"\w+")


@attrs.frozen
class Condition:
    """A matcher: `operator` is one of =, !=, =~ and !~."""

    label: str
    operator: str
    value: str


@attrs.frozen(kw_only=True)
class Reading:
    """What a query selects and makes of it.

    `labels` are those of the answer's series, None for all that the metrics have, less `without`. `functions` are the
    functions and aggregations in it from the outside in. `limit` is that of topk and bottomk, `quantile` the share that
    is asked for. `divides` says that it is a share of something, `constant` that it has no metric at all.
    """

    metrics: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    labels: tuple[str, ...] | None = None
    without: frozenset[str] = frozenset()
    functions: tuple[str, ...] = ()
    limit: int | None = None
    quantile: float | None = None
    number: float | None = None
    divides: bool = False
    keeps_name: bool = False
    constant: bool = False


def read(text: str) -> Reading | None:
    """The reading of a query, with a name in the place of each variable; None where it cannot be parsed."""
    return parsed(text, _read)


def parsed(text: str, reader: Callable[[Any], T]) -> T | None:
    """What is read in the parser's tree of a query; None where it cannot be parsed."""
    verdict = check(text)
    if verdict.status != "ok":
        return None
    try:
        return reader(parser.parse(verdict.query.replace(*_RENAMED)))
    except (ValueError, RecursionError):
        return None


def selector(expr: Any) -> tuple[str | None, tuple[Condition, ...]]:
    """The metric of a selector, None where none is named, and its other matchers."""
    conditions = tuple(_conditions(expr.matchers.matchers))
    named = next((each.value for each in conditions if each.label == "__name__" and each.operator == "="), None)
    return expr.name or named or None, tuple(each for each in conditions if each.label != "__name__")


def _read(expr: Any) -> Reading:
    match expr:
        case parser.ParenExpr() | parser.SubqueryExpr():
            return _read(expr.expr)
        case parser.UnaryExpr():
            return attrs.evolve(_read(expr.expr), keeps_name=False)
        case parser.NumberLiteral():
            return Reading(labels=(), number=expr.val, constant=True)
        case parser.StringLiteral():
            return Reading(labels=(), constant=True)
    return next(read(expr) for kind, read in _READERS if isinstance(expr, kind))


def _selector(expr: Any) -> Reading:
    metric, conditions = selector(expr)
    return Reading(metrics=(metric,) if metric else (), conditions=conditions, keeps_name=True)


def _conditions(matchers: Sequence[Any]) -> Iterator[Condition]:
    operators = {"Equal": "=", "NotEqual": "!=", "Re": "=~", "NotRe": "!~"}
    for each in matchers:
        yield Condition(each.name, operators[str(each.op).rpartition(".")[2]], each.value)


def _call(expr: Any) -> Reading:
    name = expr.func.name
    inner = [_read(argument) for argument in expr.args]
    main = next((each for each in inner if not each.constant), Reading(labels=(), constant=True))
    changes: dict[str, Any] = {"functions": (name, *main.functions), "keeps_name": False}
    if name in {"histogram_quantile", "quantile_over_time"}:
        changes["quantile"] = inner[0].number
    if name == "histogram_quantile":
        changes |= _less(main, {"le"})
    if name in {"label_replace", "label_join"} and main.labels is not None:
        changes["labels"] = tuple(dict.fromkeys((*main.labels, expr.args[1].val)))
    if name in _SCALARS:
        changes |= {"labels": (), "number": inner[0].number if inner and main.constant else None}
    if name in {"absent", "absent_over_time"}:
        changes["labels"] = tuple(each.label for each in main.conditions if each.operator == "=")
    return attrs.evolve(main, **changes)


def _aggregate(expr: Any) -> Reading:
    found = _WORD.match(expr.prettify())
    name = found[0] if found else ""
    inner = _read(expr.expr)
    parameter = _read(expr.param).number if expr.param is not None else None
    functions = (name, *inner.functions)
    if name in _KEEPING:
        return attrs.evolve(inner, functions=functions, limit=int(parameter) if parameter and parameter >= 1 else None)
    quantile = parameter if name == "quantile" else inner.quantile
    made = attrs.evolve(inner, functions=functions, quantile=quantile, keeps_name=False)
    modifier = expr.modifier
    if modifier is not None and modifier.type == parser.AggModifierType.Without:
        return attrs.evolve(made, **_less(inner, set(modifier.labels)))
    labels = tuple(modifier.labels) if modifier is not None else ()
    if inner.labels is not None:
        labels = tuple(label for label in labels if label in inner.labels)
    return attrs.evolve(made, labels=labels)


def _less(inner: Reading, labels: set[str]) -> dict[str, Any]:
    if inner.labels is None:
        return {"without": inner.without | labels}
    return {"labels": tuple(label for label in inner.labels if label not in labels)}


def _binary(expr: Any) -> Reading:
    left, right = _read(expr.lhs), _read(expr.rhs)
    # `group_right` gives the answer the labels of the right side.
    many = getattr(expr.modifier, "card", None) == parser.VectorMatchCardinality.OneToMany
    main, other = (right, left) if left.constant or many else (left, right)
    divides = _operator(expr) == "/" and not (left.constant or right.constant)
    return attrs.evolve(
        main,
        metrics=tuple(dict.fromkeys((*main.metrics, *other.metrics))),
        conditions=main.conditions or other.conditions,
        labels=_matched(expr.modifier, main),
        functions=(*main.functions, *other.functions),
        divides=divides or main.divides,
        keeps_name=main.keeps_name and _operator(expr) in {"==", "!=", "<", ">", "<=", ">=", "or", "and", "unless"},
        number=None,
        constant=left.constant and right.constant,
    )


def _matched(modifier: Any, main: Reading) -> tuple[str, ...] | None:
    """The labels of an answer of one to one are those that both sides had to agree in."""
    matching = getattr(modifier, "matching", None)
    one_to_one = getattr(modifier, "card", None) == parser.VectorMatchCardinality.OneToOne
    if matching is None or not one_to_one or matching.type != parser.LabelModifierType.Include:
        return main.labels
    return tuple(matching.labels)


def _operator(expr: Any) -> str:
    """The operator, which the parser does not tell by name: what stands between both sides."""
    whole, left, right = ("".join(each.prettify().split()) for each in (expr, expr.lhs, expr.rhs))
    between = whole.removeprefix(left).removesuffix(right)
    found = re.match(r"[-+*/%^]|[=!<>]=?|\w+", between)
    return found[0] if found else ""


_READERS: tuple[tuple[type, Callable[[Any], Reading]], ...] = (
    (parser.VectorSelector, _selector),
    (parser.MatrixSelector, lambda expr: _selector(expr.vector_selector)),
    (parser.Call, _call),
    (parser.AggregateExpr, _aggregate),
    (parser.BinaryExpr, _binary),
)
