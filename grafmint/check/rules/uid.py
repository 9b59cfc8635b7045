"""uids-alike: uids that differ only in case, which some file systems and databases take for one."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Entry
from grafmint.finding import Finding


def uids_alike(bundle: Bundle) -> Iterator[Finding]:
    """Pairs of uids of a kind that are equal without regard to case."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in bundle if bundle.is_project else ():
        other = seen.setdefault((entry.kind, entry.uid.casefold()), entry)
        if other is not entry:
            yield Finding(
                rule="uids-alike",
                severity="error",
                message=f"the uids {other.uid!r} and {entry.uid!r} differ only in case",
                hint="rename one of them",
                place=entry.place(),
                also=other.place(),
                kind=entry.kind,
                uid=entry.uid,
            )
