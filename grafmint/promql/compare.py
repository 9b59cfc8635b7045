"""Two expressions beside each other: filters, fallbacks, shares.

Source: https://prometheus.io/docs/prometheus/latest/querying/operators/
"""

from grafmint.errors import ModelError
from grafmint.promql.aggregation import Aggregation, Labels, label_names
from grafmint.promql.expr import Binary, Expr, Number, Operand, expression, operand


def gt(x: Operand, y: Operand) -> Binary:
    """The series of `x` that are greater than `y`; the others are left out."""
    return _filter(x, ">", y)


def ge(x: Operand, y: Operand) -> Binary:
    """The series of `x` that are `y` or greater."""
    return _filter(x, ">=", y)


def lt(x: Operand, y: Operand) -> Binary:
    """The series of `x` that are less than `y`."""
    return _filter(x, "<", y)


def le(x: Operand, y: Operand) -> Binary:
    """The series of `x` that are `y` or less."""
    return _filter(x, "<=", y)


def eq(x: Operand, y: Operand) -> Binary:
    """The series of `x` that are `y`."""
    return _filter(x, "==", y)


def not_eq(x: Operand, y: Operand) -> Binary:
    """The series of `x` that are not `y`; for a label, `promql.ne`."""
    return _filter(x, "!=", y)


def either(x: Expr, *others: Expr) -> Expr:
    """The series of `x`, and those of the others that no earlier one has."""
    either_ = expression(x)
    for other in others:
        either_ = Binary(either_, "or", expression(other))
    return either_


def both(x: Expr, *others: Expr) -> Expr:
    """The series of `x` that each of the others has too: `and` in PromQL."""
    both_ = expression(x)
    for other in others:
        both_ = Binary(both_, "and", expression(other))
    return both_


def unless(x: Expr, y: Expr) -> Expr:
    """The series of `x` that `y` does not have."""
    return Binary(expression(x), "unless", expression(y))


def divide(
    x: Expr,
    y: Expr,
    *,
    on: Labels | None = None,
    ignoring: Labels | None = None,
    group_left: Labels | bool = False,
) -> Binary:
    """The series of `x` by those of `y` that agree in the labels `on`, or in all but `ignoring`.

    `group_left=True` lets several series of `x` share one of `y`; labels take these over from `y`.
    Raises ModelError for both or neither of `on` and `ignoring`.
    """
    if (on is None) == (ignoring is None):
        raise ModelError("promql.divide needs on or ignoring, not both", hint="write x / y where all labels agree")
    matching = f"on ({_list(on)})" if on is not None else f"ignoring ({_list(ignoring or ())})"
    if group_left is not False:
        # The empty list is written: without it, parentheses that follow would be read as one.
        taken = () if group_left is True else label_names(group_left)
        twice = set(taken).intersection(() if on is None else label_names(on))
        if twice:
            raise ModelError(
                f"promql.divide: {min(twice)} is in on and group_left", hint="both sides have it: leave it out"
            )
        matching += f" group_left ({', '.join(taken)})"
    return Binary(expression(x), "/", expression(y), matching)


def ratio(part: Expr, whole: Expr) -> Binary:
    """How large a share of `whole` the `part` is: `promql.ratio(free, total)`.

    Of events (`part` is `promql.sum` or `promql.count`) the share is 0 where none of them was of that kind yet, and
    there is none where nothing happened: with no error ever counted, the series of `part` does not exist, and a plain
    division would say "no data" of a service without errors and NaN of one without requests.
    So `part / whole` becomes `(part or 0 * whole) / (whole > 0)`.
    Raises ModelError when both are aggregations whose groups differ, for none would meet.
    """
    if not isinstance(part, Aggregation) or part.function not in ("sum", "count"):
        return expression(part) / expression(whole)
    if isinstance(whole, Aggregation) and _groups(part) != _groups(whole):
        raise ModelError(
            f"promql.ratio: {part} and {whole} have different groups", hint="give both the same by or without"
        )
    return either(part, 0 * expression(whole)) / gt(whole, 0)


def _filter(x: Operand, operator: str, y: Operand) -> Binary:
    left, right = operand(x), operand(y)
    if isinstance(left, Number) and isinstance(right, Number):
        raise ModelError(f"{left} {operator} {right} compares two numbers", hint="compare them in Python")
    return Binary(left, operator, right)


def _groups(x: Aggregation) -> tuple[str, frozenset[str]]:
    return (x.grouping, frozenset(x.labels))


def _list(labels: Labels) -> str:
    return ", ".join(label_names(labels))
