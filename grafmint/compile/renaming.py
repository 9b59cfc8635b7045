"""Renaming: whether the uids that resources had before are free, and claimed by one resource each."""

from collections.abc import Iterator

from grafmint.bundle import Entry, Kind, shown
from grafmint.compile.entries import Entries
from grafmint.finding import Finding

_APART = "a uid is given on in a sync of its own: rename one of them, sync, then the other"


def renaming_problems(entries: Entries) -> Iterator[Finding]:
    """What is wrong with the former uids of a project's resources, each at its line and with the other place."""
    claimed: dict[tuple[Kind, str], Entry] = {}
    for entry in entries:
        if entry.renamed_from is None:
            continue
        holder = entries.find(entry.kind, entry.renamed_from)
        if holder is not None:
            yield _still_defined(entry, holder)
        first = claimed.setdefault((entry.kind, entry.renamed_from), entry)
        if first is not entry:
            yield _problem(entry, f"{first.uid!r} was renamed from {entry.renamed_from!r} too", first, "leave one out")


def _still_defined(entry: Entry, holder: Entry) -> Finding:
    message = f"renamed_from names {entry.renamed_from!r}, which the code still defines"
    chained = holder.renamed_from is not None
    return _problem(entry, message, holder, _APART if chained else "remove that one, or leave renamed_from out")


def _problem(entry: Entry, message: str, other: Entry, way_out: str) -> Finding:
    return Finding(
        rule="renamed-from",
        severity="error",
        message=f"{shown(entry.kind)} {entry.uid!r}: {message}",
        hint=way_out,
        place=entry.place(),
        also=other.place(),
        kind=entry.kind,
        uid=entry.uid,
    )
