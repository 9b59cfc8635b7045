"""duplicate-title, title-of-folder: titles that Grafana takes for one, for it compares the slugs of most."""

from collections import defaultdict
from collections.abc import Iterator

from grafmint.bundle import Bundle, Entry, Kind, shown
from grafmint.check.slug import slug
from grafmint.finding import Finding

_TITLED: tuple[Kind, ...] = ("folder", "datasource", "library-panel", "dashboard")


def duplicate_title(bundle: Bundle) -> Iterator[Finding]:
    """Titles of a kind that meet in a folder: Grafana would write one over the other."""
    titles: dict[tuple[Kind, str | None, str], list[Entry]] = defaultdict(list)
    for entry in (entry for kind in _TITLED for entry in bundle.of(kind)) if bundle.is_project else ():
        # The library compares names letter by letter.
        name = entry.title if entry.kind == "library-panel" else slug(entry.title)
        titles[(entry.kind, entry.folder, name)].append(entry)
    for (kind, folder, _), (first, *others) in titles.items():
        for other in others:
            where = f"folder {folder!r}" if folder else "the top level"
            shared = _titles(other, first)
            yield Finding(
                rule="duplicate-title",
                severity="error",
                message=f"{shown(kind)} {other.uid!r} has the title of {first.uid!r}, {shared}, both in {where}",
                hint="rename one of them",
                place=other.place(),
                also=first.place(),
                kind=kind,
                uid=other.uid,
            )


def title_of_folder(bundle: Bundle) -> Iterator[Finding]:
    """Dashboards with the title of a folder, be it theirs or another: Grafana asks for the slug alone."""
    folders = {slug(entry.title): entry for entry in bundle.of("folder")} if bundle.is_project else {}
    for entry in bundle.of("dashboard"):
        folder = folders.get(slug(entry.title))
        if folder is not None:
            yield Finding(
                rule="title-of-folder",
                severity="error",
                message=f"dashboard {entry.uid!r} has the title of folder {folder.uid!r}, {_titles(entry, folder)}",
                hint="rename one of them: Grafana refuses to save the second, and its file provisioning may not start",
                place=entry.place(),
                also=folder.place(),
                kind=entry.kind,
                uid=entry.uid,
            )


def _titles(one: Entry, other: Entry) -> str:
    same = one.title.casefold() == other.title.casefold()
    return repr(one.title) if same else f"{one.title!r} and {other.title!r} being the same to Grafana"
