"""Rings: what waits for each other all the way round, so that none can be first."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def rings(waits_for: Mapping[T, T]) -> Mapping[T, tuple[T, ...]]:
    """Each one that waits for itself in the end, with the others on the way round, the one it waits for first."""
    found: dict[T, tuple[T, ...]] = {}
    seen: set[T] = set()
    for start in waits_for:
        path: list[T] = []
        at = start
        while at in waits_for and at not in seen:
            seen.add(at)
            path.append(at)
            at = waits_for[at]
        ring = path[path.index(at) :] if at in path else []
        found |= {each: (*ring[index + 1 :], *ring[:index]) for index, each in enumerate(ring)}
    return found
