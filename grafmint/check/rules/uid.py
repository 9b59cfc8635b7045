"""uids-alike, uid-of-folder: uids that some file system, database or Grafana takes for one."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Entry
from grafmint.check.rules.name import NAMED
from grafmint.finding import Finding


def folder_and_dashboard(bundle: Bundle) -> Iterator[Finding]:
    """A folder and a dashboard of one uid: Grafana keeps both in one table and refuses the second."""
    folders = {entry.uid: entry for entry in bundle.of("folder")} if bundle.is_project else {}
    for entry in bundle.of("dashboard"):
        folder = folders.get(entry.uid)
        if folder is not None:
            yield Finding(
                rule="uid-of-folder",
                severity="error",
                message=f"the dashboard has the uid {entry.uid!r} of a folder",
                hint="rename one of them: Grafana refuses the second",
                place=entry.place(),
                also=folder.place(),
                kind=entry.kind,
                uid=entry.uid,
            )


def uids_alike(bundle: Bundle) -> Iterator[Finding]:
    """Pairs of uids of a kind that are equal without regard to case."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in (each for each in bundle if each.kind not in NAMED) if bundle.is_project else ():
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
