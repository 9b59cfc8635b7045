"""Matchers: what a label must be, from the value an author writes.

Source: https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, runtime_checkable

import attrs

from grafmint.errors import ModelError
from grafmint.promql.strings import quoted
from grafmint.promql.variables import without_references

Operator = Literal["=", "!=", "=~", "!~"]

_LABEL = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$]")


@runtime_checkable
class VariableLike(Protocol):
    """A variable of a dashboard, as far as a query needs to know it."""

    @property
    def name(self) -> str:
        """What stands after the dollar."""

    @property
    def takes_several(self) -> bool:
        """Whether it can stand for several values at once, which only `=~` can match."""


def _identity(variable: VariableLike | None) -> tuple[str, bool] | None:
    """What tells variables apart: a variable may hold what cannot be hashed."""
    return None if variable is None else (variable.name, variable.takes_several)


@attrs.frozen
class Pattern:
    """What a label must match or must not be; made by `re`, `not_re` and `ne`."""

    operator: Operator
    value: str
    variable: VariableLike | None = attrs.field(default=None, eq=_identity)


#: What an author writes for a label: a value, several, a pattern or a variable.
LabelValue = str | Sequence[str] | Pattern | VariableLike


@attrs.frozen
class Matcher:
    """What one label must be; `variable` is the dashboard's variable it takes its value from, if it is only that."""

    label: str
    operator: Operator
    value: str
    variable: VariableLike | None = attrs.field(default=None, eq=_identity)

    def __str__(self) -> str:
        return f"{self.label}{self.operator}{quoted(self.value)}"


def matches(pattern: str) -> Pattern:
    """Values that a regular expression (RE2) matches in full: `code=promql.re("5..")`."""
    return Pattern("=~", _regex(pattern))


def matches_not(pattern: str) -> Pattern:
    """Values that a regular expression (RE2) does not match in full."""
    return Pattern("!~", _regex(pattern))


def ne(value: str | Sequence[str] | VariableLike) -> Pattern:
    """Any value but this one, or these: `mode=promql.ne("idle")`."""
    positive = _pattern("ne", value)
    return Pattern("!~" if positive.operator == "=~" else "!=", positive.value, positive.variable)


def matchers(labels: Mapping[str, LabelValue]) -> tuple[Matcher, ...]:
    """The matchers of these labels, by name.

    Raises ModelError for a name no label can have and a value no label can be.
    """
    return tuple(_matcher(label, labels[label]) for label in sorted(labels))


def label_name(name: str) -> str:
    """The name itself, which may hold variables; raises ModelError for what Prometheus takes for no label."""
    if not isinstance(name, str) or not _LABEL.fullmatch(without_references(name, "x")):
        raise ModelError(f"{name!r} is not the name of a label", hint="letters, digits and _, no digit first")
    return name


def _regex(pattern: str) -> str:
    if not isinstance(pattern, str):
        raise ModelError(f"{type(pattern).__name__} is no regular expression", hint='write a text: promql.re("5..")')
    return pattern


def _matcher(label: str, value: LabelValue) -> Matcher:
    if label_name(label) == "__name__":
        raise ModelError("__name__ is the metric itself", hint='write promql.metric("…")')
    pattern = value if isinstance(value, Pattern) else _pattern(label, value)
    return Matcher(label, pattern.operator, pattern.value, pattern.variable)


def _pattern(label: str, value: str | Sequence[str] | VariableLike) -> Pattern:
    if isinstance(value, str):
        return Pattern("=", value)
    if isinstance(value, VariableLike):
        return Pattern("=~" if value.takes_several else "=", f"${value.name}", value)
    if isinstance(value, list | tuple) and value and all(isinstance(one, str) for one in value):
        return Pattern("=~", "|".join(_SPECIAL.sub(r"\\\g<0>", one) for one in value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ModelError(f"label {label}: {value!r} is a number", hint=f'labels are text: write "{value}"')
    raise ModelError(
        f"label {label}: {type(value).__name__} is no value of a label",
        hint="write a text, a list of at least one, promql.re(…), promql.ne(…) or a variable",
    )
