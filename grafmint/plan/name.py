"""Names: what Grafana compares of titles and names, and who has one already."""

from collections.abc import Iterator, Mapping

from grafmint.bundle import Entry, Kind
from grafmint.check.slug import slug
from grafmint.plan.snapshot import Listed, Snapshot

Key = tuple[Kind, str]
#: Two with one name are in each other's way; only `name_of` knows what is in it.
Name = tuple[str, str | None, str]
# Folders and dashboards are one to Grafana.
_TITLED: tuple[Kind, ...] = ("folder", "dashboard")
# Their names are their own within a folder.
_LYING: tuple[Kind, ...] = ("alert-rule", "library-panel")
# What has another's name is refused by every version.
_ALWAYS: tuple[Kind, ...] = ("datasource", "library-panel")


def name_of(each: Entry | Listed) -> Name:
    """The name of a datasource among all; the title of anything else in its folder.

    Of alert rules and library panels they are compared letter by letter. The others of alerting are their names: none
    has another's.
    """
    if each.kind not in _TITLED:
        return (each.kind, each.folder if each.kind in _LYING else None, each.title)
    # Up to Grafana 10 a folder stands among the dashboards of the top level, and may not share a title with one. We
    # put none into another there, whatever the code says.
    is_top = isinstance(each, Entry) and each.kind == "folder"
    return ("", None if is_top else each.folder, slug(each.title))


def key_of(each: Listed) -> Key:
    """What tells it from all others."""
    return each.kind, each.uid


def holders(names: Mapping[Key, Name], snapshot: Snapshot) -> Iterator[tuple[Key, Listed]]:
    """For each of the names that somebody else has, who that is."""
    there = {name_of(each): each for each in snapshot.listed if each.kind in _ALWAYS or snapshot.unique_titles}
    for key, name in names.items():
        holder = there.get(name)
        if holder is None and key[0] == "dashboard":
            # The title of a folder is refused to a dashboard wherever it lies.
            top = there.get(("", None, name[2]))
            holder = top if top is not None and top.kind == "folder" else None
        if holder is not None and key_of(holder) != key:
            yield key, holder
