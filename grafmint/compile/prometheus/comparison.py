"""Comparison: a query and the number at which an alert fires, as one query of Prometheus, and read back from one.

Source: https://prometheus.io/docs/prometheus/latest/querying/operators/
"""

from collections.abc import Sequence

from grafmint.compile.alerting.steps import EVALUATORS, Operator
from grafmint.promql import raw
from grafmint.promql.expr import number
from grafmint.promql.structure.cursor import UnreadableError
from grafmint.promql.structure.reader import read
from grafmint.promql.structure.tree import COMPARISONS, Atom, Call, Chain, Negative, Node
from grafmint.promql.tokens import Token, scan

#: Operators that hold no tighter than a comparison does.
_LOOSE = COMPARISONS | {"and", "or", "unless"}
_OPENING = frozenset("([{")
_SCALARS = frozenset({"pi", "scalar", "time"})


def comparison(expr: str, operator: str, limit: float) -> str:
    """The series of `expr` that are beyond `limit`; in parentheses only where the query would fall apart."""
    text = str(raw(expr))
    if _is_scalar(text):
        # Two scalars cannot filter each other.
        text = f"vector({text})"
    elif _loose(scan(text)):
        text = f"({text})"
    return f"{text} {operator} {number(limit)}"


def compared(expr: str) -> tuple[str, Operator, float] | None:
    """What `query > 80` is made of; None for any other form."""
    tokens = scan(expr)
    loose = _loose(tokens)
    operator = next((each for each in EVALUATORS if [token.text for token in loose] == [each]), None)
    if operator is None:
        return None
    at = loose[0]
    try:
        limit = float("".join(token.text for token in tokens if token.start >= at.end))
    except ValueError:
        return None
    return _bare(expr[: at.start].strip()), operator, limit


def _bare(query: str) -> str:
    """A query without parentheses around all of it."""
    tokens = scan(query)
    is_wrapped = len(tokens) > 1 and not any(_outside(tokens)[:-1]) and tokens[0].text == "("
    return query[tokens[0].end : tokens[-1].start].strip() if is_wrapped else query


def _loose(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in _outside(tokens) if token.text.lower() in _LOOSE]


def _outside(tokens: Sequence[Token]) -> list[Token]:
    """The tokens outside of all parentheses, and those that close them."""
    depth, found = 0, list[Token]()
    for token in tokens:
        if token.kind == "bracket":
            depth += 1 if token.text in _OPENING else -1
        if depth == 0:
            found.append(token)
    return found


def _is_scalar(text: str) -> bool:
    try:
        return _makes_scalar(read(text))
    except UnreadableError:
        return False


def _makes_scalar(node: Node) -> bool:
    if isinstance(node, Atom):
        return node.kind == "number"
    if isinstance(node, Call):
        return node.name in _SCALARS
    if isinstance(node, Negative):
        return _makes_scalar(node.inner)
    return isinstance(node, Chain) and all(map(_makes_scalar, node.operands))
