"""Literal: one of a closed set of texts, numbers and None."""

from collections.abc import Callable
from typing import Any


def literal_test(literals: frozenset[Any]) -> Callable[[Any], bool]:
    """The test of a field that takes one of these."""
    if all(isinstance(literal, str) for literal in literals):
        return lambda value: value.__class__ is str and value in literals
    # 1 and True are equal, so numbers are compared with their class.
    pairs = frozenset((type(literal), literal) for literal in literals)
    return lambda value: isinstance(value, str | int | None) and (type(value), value) in pairs
