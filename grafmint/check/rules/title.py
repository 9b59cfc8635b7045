"""duplicate-title: two dashboards of one title in one folder, of which Grafana would keep one."""

from collections import defaultdict
from collections.abc import Iterator

from grafmint.bundle import Bundle, Entry
from grafmint.finding import Finding


def duplicate_title(bundle: Bundle) -> Iterator[Finding]:
    """Titles that meet in a folder; Grafana compares them without regard to case."""
    titles: dict[tuple[str, str | None, str], list[Entry]] = defaultdict(list)
    for entry in bundle if bundle.is_project else ():
        titles[(entry.kind, entry.folder, entry.title.casefold())].append(entry)
    for (kind, folder, _), entries in titles.items():
        for other in entries[1:]:
            where = f"folder {folder!r}" if folder else "the top level"
            yield Finding(
                rule="duplicate-title",
                severity="error",
                message=f"{kind} {other.uid!r} has the title of {entries[0].uid!r}, {other.title!r}, both in {where}",
                hint="rename one of them",
                place=other.place(),
                also=entries[0].place(),
                kind=kind,
                uid=other.uid,
            )
