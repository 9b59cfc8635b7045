"""Expressions: frozen values that render as PromQL, and their arithmetic.

`str(expression)` is the query. Two expressions are equal when they are built the same; comparing series is
`promql.gt(x, 0)` and its like, because `>` and `==` are Python's.
"""

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from grafmint.errors import ModelError
from grafmint.promql.strings import STRING

# How tightly an expression holds together: https://prometheus.io/docs/prometheus/latest/querying/operators/
ANYTHING, OR, AND, COMPARISON, SUM, PRODUCT, POWER, ATOM = range(8)
_LEVELS = {
    "or": OR, "and": AND, "unless": AND,
    "==": COMPARISON, "!=": COMPARISON, ">": COMPARISON, "<": COMPARISON, ">=": COMPARISON, "<=": COMPARISON,
    "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "%": PRODUCT, "^": POWER,
}  # fmt: skip

# Whole numbers from here on are shorter with an exponent.
_LONG = 1e15

_STRING_OR_COMMENT = re.compile(rf"({STRING})|\#[^\n]*", re.DOTALL)
_MATCHERS = rf"\{{(?:[^{{}}\"'`]|{STRING})*+\}}"
_SELECTOR = re.compile(rf"[A-Za-z_:][\w:]*+(?:{_MATCHERS})?|{_MATCHERS}", re.ASCII | re.DOTALL)
_SIMPLE_CALL = re.compile(r"\w+\([^()]*\)", re.ASCII)


def _refused(operator: str, function: str) -> "Callable[[Expr, object], NoReturn]":
    def refuse(self: "Expr", other: object) -> NoReturn:
        raise ModelError(f"{operator} does not compare PromQL expressions", hint=f"write promql.{function}(a, b)")

    return refuse


@attrs.frozen(repr=False)
class Expr(ABC):
    """A PromQL expression: rendered by `str`, combined with numbers and other expressions by arithmetic.

    A text is refused in arithmetic: `promql.raw` makes an expression of it.
    """

    @abstractmethod
    def __str__(self) -> str: ...

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    @property
    def level(self) -> int:
        """How tightly it holds together, from `ANYTHING` to `ATOM`."""
        return ATOM

    @property
    def is_selector(self) -> bool:
        """Whether a range in brackets can follow."""
        return False

    def map_leaves(self, change: "Callable[[Expr], Expr]") -> "Expr":
        """The same expression with every metric and every plain text in it changed."""
        changed: dict[str, Any] = {}
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if isinstance(value, Expr):
                changed[field.name] = value.map_leaves(change)
            elif isinstance(value, tuple):
                changed[field.name] = tuple(x.map_leaves(change) if isinstance(x, Expr) else x for x in value)
        return attrs.evolve(self, **changed)

    def __add__(self, other: "Operand") -> "Binary":
        return Binary(self, "+", operand(other))

    def __radd__(self, other: "Operand") -> "Binary":
        return Binary(operand(other), "+", self)

    def __sub__(self, other: "Operand") -> "Binary":
        return Binary(self, "-", operand(other))

    def __rsub__(self, other: "Operand") -> "Binary":
        return Binary(operand(other), "-", self)

    def __mul__(self, other: "Operand") -> "Binary":
        return Binary(self, "*", operand(other))

    def __rmul__(self, other: "Operand") -> "Binary":
        return Binary(operand(other), "*", self)

    def __truediv__(self, other: "Operand") -> "Binary":
        return Binary(self, "/", operand(other))

    def __rtruediv__(self, other: "Operand") -> "Binary":
        return Binary(operand(other), "/", self)

    def __mod__(self, other: "Operand") -> "Binary":
        return Binary(self, "%", operand(other))

    def __rmod__(self, other: "Operand") -> "Binary":
        return Binary(operand(other), "%", self)

    def __pow__(self, other: "Operand") -> "Binary":
        return Binary(self, "^", operand(other))

    def __rpow__(self, other: "Operand") -> "Binary":
        return Binary(operand(other), "^", self)

    def __neg__(self) -> "Negative":
        return Negative(self)

    def __bool__(self) -> NoReturn:
        raise ModelError(
            "a PromQL expression is neither true nor false",
            hint="use promql.both(a, b) for and, promql.either(a, b) for or, promql.unless(a, b) for and not",
        )

    # Hidden from type checkers, which refuse what is not there.
    if not TYPE_CHECKING:
        __gt__ = _refused(">", "gt")
        __ge__ = _refused(">=", "ge")
        __lt__ = _refused("<", "lt")
        __le__ = _refused("<=", "le")


#: What stands beside an operator.
Operand = Expr | float


@attrs.frozen(repr=False)
class Number(Expr):
    """A finite number."""

    value: float

    def __str__(self) -> str:
        if isinstance(self.value, int) or (self.value.is_integer() and abs(self.value) < _LONG):
            return str(int(self.value))
        return float.__repr__(self.value)

    @property
    def level(self) -> int:
        return PRODUCT if self.value < 0 else ATOM


@attrs.frozen(repr=False)
class Raw(Expr):
    """PromQL as plain text; made by `raw`."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def level(self) -> int:
        return ATOM if self.is_selector or _SIMPLE_CALL.fullmatch(self.text) or self.text.isdecimal() else ANYTHING

    @property
    def is_selector(self) -> bool:
        return _SELECTOR.fullmatch(self.text) is not None

    def map_leaves(self, change: Callable[[Expr], Expr]) -> Expr:
        return change(self)


@attrs.frozen(repr=False)
class Negative(Expr):
    """The negative of each value."""

    inner: Expr

    def __str__(self) -> str:
        return f"-{enclosed(self.inner, POWER)}"

    @property
    def level(self) -> int:
        return PRODUCT


@attrs.frozen(repr=False)
class Binary(Expr):
    """Two expressions and the operator between them; `matching` says which series belong together."""

    left: Expr
    operator: str
    right: Expr
    matching: str = ""

    def __str__(self) -> str:
        level = self.level
        rises = self.operator == "^"
        left = enclosed(self.left, level + rises)
        # A sign after an operator takes no more with it than it would in parentheses.
        signed = isinstance(self.right, Negative) or (isinstance(self.right, Number) and self.right.level < ATOM)
        right = str(self.right) if signed else enclosed(self.right, level + (not rises))
        matching = f" {self.matching}" if self.matching else ""
        return f"{left} {self.operator}{matching} {right}"

    @property
    def level(self) -> int:
        return _LEVELS[self.operator]


@attrs.frozen(repr=False)
class Call(Expr):
    """A function of PromQL and its arguments."""

    function: str
    arguments: tuple[Expr, ...] = ()

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(str, self.arguments))})"


def raw(text: str) -> Raw:
    """PromQL as it stands, for what the builder does not say; in parentheses wherever it might fall apart.

    Comments are left out: they would swallow what follows. It is parsed by check, like every query.
    Raises ModelError for an empty text.
    """
    plain = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", text).strip()
    if not plain:
        raise ModelError("promql.raw: the text is empty", hint='write a query: promql.raw("up")')
    return Raw(plain)


def expression(value: Expr) -> Expr:
    """The value itself; raises ModelError for what is no expression."""
    if isinstance(value, Expr):
        return value
    hint = f"write promql.raw({value!r})" if isinstance(value, str) else None
    raise ModelError(f"{type(value).__name__} is not a PromQL expression", hint=hint)


def number(value: float) -> Number:
    """A number as an expression; raises ModelError for what is no finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ModelError(f"{type(value).__name__} is not a number")
    if not isinstance(value, int) and not math.isfinite(value):
        raise ModelError(f"{value!r} is not a finite number", hint='for infinity write promql.raw("Inf")')
    return Number(value)


def operand(value: Operand) -> Expr:
    """A number or an expression as an expression; raises ModelError for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return number(value) if is_number else expression(value)  # type: ignore[arg-type]  # told apart one line above


def enclosed(inner: Expr, level: int) -> str:
    """Its text, in parentheses if it holds together less tightly than `level`."""
    return str(inner) if inner.level >= level else f"({inner})"
