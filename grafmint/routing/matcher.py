"""Matcher: a condition on one label of an alert.

Source: https://prometheus.io/docs/alerting/latest/configuration/#label-matchers
"""

import re
from collections.abc import Mapping
from typing import Literal, get_args

import attrs

from grafmint.pattern import matches

Operator = Literal["=", "!=", "=~", "!~"]
OPERATORS: tuple[Operator, ...] = get_args(Operator)
# What is read longest first: "=~" begins as "=" does.
_TEXT = re.compile(r'"?([^\s"=!~]+)"?\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^"]*))', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n"}


@attrs.frozen
class Matcher:
    """A label, and what it must be, or must not be; a pattern has to fit the whole of it."""

    label: str
    operator: Operator
    value: str

    def __str__(self) -> str:
        return f"{self.label}{self.operator}{self.value}"

    def fits(self, labels: Mapping[str, str]) -> bool | None:
        """Whether labels are as it says, one that is not there being empty; None for a pattern that nobody reads."""
        value = labels.get(self.label, "")
        if self.operator in {"=", "!="}:
            return (value == self.value) is (self.operator == "=")
        found = matches(self.value, value, whole=True)
        return None if found is None else found is (self.operator == "=~")


def matcher_of(text: str) -> Matcher | None:
    """The matcher that a text such as `severity="critical"` means; None where it means none."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        return None
    label, written, quoted, bare = found.groups()
    operator = next(each for each in OPERATORS if each == written)
    value = bare if quoted is None else _ESCAPE.sub(lambda escape: _ESCAPED.get(escape[1], escape[1]), quoted)
    return Matcher(label, operator, value)
