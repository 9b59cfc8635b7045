"""names-alike: names of which the files of a build and of a provisioning tree keep the same."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Entry, Kind, shown
from grafmint.finding import Finding
from grafmint.model.key import slug

#: The kinds whose names are their identity, and whose files are called by what is left of a name in lower case.
NAMED: frozenset[Kind] = frozenset({"template", "mute-timing", "contact-point", "rule-group"})


def names_alike(bundle: Bundle) -> Iterator[Finding]:
    """Pairs of names of a kind that make one file; groups stand in the folder of their rules."""
    seen: dict[tuple[str, str | None, str], Entry] = {}
    for entry in (each for each in bundle if each.kind in NAMED) if bundle.is_project else ():
        other = seen.setdefault((entry.kind, entry.folder, slug(entry.title)), entry)
        if other is not entry:
            yield Finding(
                rule="names-alike",
                severity="error",
                message=f"the names {other.title!r} and {entry.title!r} of {shown(entry.kind)}s make one file",
                hint="rename one of them: letters and digits count, whatever their case",
                place=entry.place(),
                also=other.place(),
                kind=entry.kind,
                uid=entry.uid,
            )
