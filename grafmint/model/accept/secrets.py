"""Secrets: which refused values a message must not show."""

from collections.abc import Mapping
from typing import Any

from grafmint.model.accept.acceptance import Acceptance

# Deeper than any value of ours is nested.
_EVERY_DEPTH = 6


def hides(taken: Acceptance, value: Any) -> bool:
    """Whether a refused value may hold a secret that belongs here or in it, so that it must not be shown.

    A mapping or list may have the form of what is taken, at any depth; a text only that of its own fields.
    """
    if hasattr(value, "_fields"):
        return False
    deep = isinstance(value, Mapping | list | tuple | set | frozenset)
    return _takes_secrets(taken, _EVERY_DEPTH if deep else 1)


def _takes_secrets(taken: Acceptance, depth: int) -> bool:
    if any(getattr(cls, "secret", False) for cls in taken.classes):
        return True
    parts = [part for part in (taken.elements, taken.values, *(taken.shape or ())) if part is not None]
    if any(_takes_secrets(part, depth) for part in parts):
        return True
    fields = (cls._fields.takes.values() for cls in taken.classes if hasattr(cls, "_fields"))
    return depth > 0 and any(_takes_secrets(part, depth - 1) for each in fields for part in each)
