"""The mark of a function that makes resources for an environment."""

from collections.abc import Callable, Iterable
from typing import TypeVar

MARK = "__grafmint_resources__"

Marked = TypeVar("Marked", bound=Callable[..., Iterable[object]])


def resources(function: Marked) -> Marked:
    """Mark a function that takes an `Env` and yields or returns resources; it is called once for each environment.

    The mark is only a mark: the function stays what it is, and a test calls it like any other.
    """
    setattr(function, MARK, True)
    return function
