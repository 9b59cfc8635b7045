"""Rehearsal: a write that is answered as if it was done, and leaves nothing behind."""

from collections.abc import Callable

import attrs

from grafmint.testing.state import State
from grafmint.testing.stored import Json, Stored


def rehearsed(state: State, stored: Stored | None, name: str, do: Callable[[], Json]) -> Json:
    """What a write of one answers, with all that it changed put back."""
    before = None if stored is None else attrs.evolve(stored, history=list(stored.history))
    try:
        return do()
    finally:
        made = state.by_uid.get(name)
        if made is not None:
            state.forget(made)
        if stored is not None and before is not None:
            for field in attrs.fields(Stored):
                setattr(stored, field.name, getattr(before, field.name))
            state.keep(stored)
