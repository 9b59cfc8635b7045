"""Aggregations: one series out of many, or one for each group.

`by` and `without` take one label or several; a variable may stand for a label.
Source: https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators
"""

from collections.abc import Sequence

import attrs

from grafmint.errors import ModelError
from grafmint.promql.expr import Expr, Raw, expression, number
from grafmint.promql.matcher import VariableLike, label_name

#: The labels of a grouping.
Labels = str | VariableLike | Sequence[str | VariableLike]


@attrs.frozen(repr=False)
class Aggregation(Expr):
    """An aggregation; `grouping` is "by" or "without", and "" where all series become one."""

    function: str
    inner: Expr
    grouping: str = ""
    labels: tuple[str, ...] = ()
    parameter: Expr | None = None

    def __str__(self) -> str:
        grouping = f" {self.grouping} ({', '.join(self.labels)}) " if self.grouping else ""
        parameter = f"{self.parameter}, " if self.parameter is not None else ""
        return f"{self.function}{grouping}({parameter}{self.inner})"


def sum(x: Expr, *, by: Labels | None = None, without: Labels | None = None) -> Aggregation:  # noqa: A001
    """The sum of the series of a group."""
    return _aggregation("sum", x, by, without)


def avg(x: Expr, *, by: Labels | None = None, without: Labels | None = None) -> Aggregation:
    """The mean of the series of a group."""
    return _aggregation("avg", x, by, without)


def min(x: Expr, *, by: Labels | None = None, without: Labels | None = None) -> Aggregation:  # noqa: A001
    """The least of the series of a group."""
    return _aggregation("min", x, by, without)


def max(x: Expr, *, by: Labels | None = None, without: Labels | None = None) -> Aggregation:  # noqa: A001
    """The greatest of the series of a group."""
    return _aggregation("max", x, by, without)


def count(x: Expr, *, by: Labels | None = None, without: Labels | None = None) -> Aggregation:
    """The number of series in a group."""
    return _aggregation("count", x, by, without)


def topk(k: int | VariableLike, x: Expr, *, by: Labels | None = None) -> Aggregation:
    """The `k` greatest series of each group, with all their labels."""
    return _aggregation("topk", x, by, None, _rank(k))


def bottomk(k: int | VariableLike, x: Expr, *, by: Labels | None = None) -> Aggregation:
    """The `k` least series of each group, with all their labels."""
    return _aggregation("bottomk", x, by, None, _rank(k))


def label_names(labels: Labels) -> tuple[str, ...]:
    """The labels of a list in PromQL; raises ModelError for what is no label."""
    several = (labels,) if isinstance(labels, str | VariableLike) else labels
    if not isinstance(several, list | tuple):
        raise ModelError(f"{type(labels).__name__} is no label, and no list of them", hint="write a name or a list")
    return tuple(_listed(label) if isinstance(label, VariableLike) else label_name(label) for label in several)


def _listed(variable: VariableLike) -> str:
    # Several values would be written as a regular expression unless told otherwise.
    return f"${{{variable.name}:csv}}" if variable.takes_several else f"${variable.name}"


def _aggregation(
    function: str, x: Expr, by: Labels | None, without: Labels | None, parameter: Expr | None = None
) -> Aggregation:
    if without is None:
        labels = () if by is None else label_names(by)
        return Aggregation(function, expression(x), "by" if labels else "", labels, parameter)
    if by is not None:
        raise ModelError(f"promql.{function}: by and without exclude each other", hint="leave one of them out")
    return Aggregation(function, expression(x), "without", label_names(without), parameter)


def _rank(k: int | VariableLike) -> Expr:
    if isinstance(k, VariableLike):
        return Raw(f"${k.name}")
    if isinstance(k, bool) or not isinstance(k, int) or k < 1:
        raise ModelError(f"{k!r} is not a number of series", hint="write a whole number from 1")
    return number(k)
