"""Removed: what the code says is to go, each once, and the contradiction where it defines that too."""

from collections.abc import Iterable, Iterator

from grafmint.bundle import KINDS, Removed, shown
from grafmint.compile.entries import Entries
from grafmint.finding import Finding
from grafmint.model.removed import Removed as Written


def removals(said: Iterable[Written]) -> tuple[Removed, ...]:
    """What is to go by kind and uid; who says it twice says it once."""
    found: dict[tuple[int, str], Removed] = {}
    for each in said:
        place = each.origin.inner if each.origin is not None else None
        found.setdefault((KINDS.index(each.kind), each.uid), Removed(kind=each.kind, uid=each.uid, place=place))
    return tuple(found[key] for key in sorted(found))


def contradictions(removed: Iterable[Removed], entries: Entries) -> Iterator[Finding]:
    """An error for each that the code defines all the same."""
    for each in removed:
        entry = entries.find(each.kind, each.uid)
        if entry is not None:
            yield Finding(
                rule="removed-and-defined",
                severity="error",
                message=f"{shown(each.kind)} {each.uid!r} is said to be removed, and is defined too",
                hint="remove one of the two",
                place=each.place,
                also=entry.place(),
                kind=each.kind,
                uid=each.uid,
            )
