"""Many: one value where several belong."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from grafmint.model.base.model import Model
from grafmint.model.refusal import is_set

T = TypeVar("T")


def many(value: T | Iterable[T]) -> tuple[T, ...]:
    """One value or several, as a tuple."""
    if value.__class__ is tuple:
        return value  # a tuple of T by the annotation of the field
    if isinstance(value, set | frozenset):
        raise is_set(value)
    if isinstance(value, str | Model | Mapping) or not isinstance(value, Iterable):
        return (value,)  # type: ignore[return-value]  # the two branches cannot be told apart by type
    return tuple(value)
