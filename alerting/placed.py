"""Placed: what shared code changes stays where a system's values say it."""

from typing import TYPE_CHECKING, Any

import attrs

from grafmint.block import on_behalf_of

__all__ = ["evolved"]

if TYPE_CHECKING:
    # Type checkers know of attrs' own function alone which fields it takes.
    from attrs import evolve as evolved
else:

    def evolved(value: Any, **changes: Any) -> Any:
        """The value with other fields, where it was written: `attrs.evolve` alone would place it in the shared code."""
        with on_behalf_of(value):
            return attrs.evolve(value, **changes)
