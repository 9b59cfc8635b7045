"""Clashes: uids, titles and flags that somebody else has, found before a server answers with a refusal or worse.

Saving a dashboard under a title that another one has in the folder is refused up to Grafana 10; sent with `overwrite`
it would replace the other one.
"""

from collections.abc import Iterable, Mapping

import attrs

from grafmint.bundle import Entry, Kind
from grafmint.check.slug import slug
from grafmint.plan.snapshot import Listed, Snapshot

_Name = tuple[str, str | None, str]


@attrs.frozen
class Clash:
    """Why an entry cannot be written as it is; `forceable` where writing it takes something from another one."""

    reason: str
    forceable: bool = False


def clashes(entries: Iterable[Entry], snapshot: Snapshot) -> Mapping[tuple[Kind, str], Clash]:
    """The entries that somebody else is in the way of."""
    entries = tuple(entries)
    # What the same plan renames or moves away gives its title free.
    ours = {(entry.kind, entry.uid): _name(entry) for entry in entries}
    staying = [each for each in snapshot.listed if ours.get((each.kind, each.uid), _name(each)) == _name(each)]
    # Folders are dashboards to Grafana, so that the two share their uids.
    uids = {each.uid: each for each in snapshot.listed if each.kind != "datasource"}
    others = _Others(
        names={_name(each): each for each in staying if each.kind == "datasource" or snapshot.unique_titles},
        uids=uids,
        default=next((each for each in snapshot.listed if each.is_default and (each.kind, each.uid) not in ours), None),
    )
    found = {(entry.kind, entry.uid): others.clash(entry) for entry in entries}
    return {key: clash for key, clash in found.items() if clash is not None}


@attrs.frozen(kw_only=True)
class _Others:
    """What is there already, by what it keeps others from using."""

    names: Mapping[_Name, Listed]
    uids: Mapping[str, Listed]
    default: Listed | None

    def clash(self, entry: Entry) -> Clash | None:
        taken = self.uids.get(entry.uid)
        if entry.kind != "datasource" and taken is not None and taken.kind != entry.kind:
            return Clash(f"its uid is taken: the {taken.kind} {taken.title!r} has it")
        namesake = self.names.get(_name(entry)) or self._folder(entry)
        if namesake is not None and (namesake.kind, namesake.uid) != (entry.kind, entry.uid):
            what = "name" if entry.kind == "datasource" else "title"
            return Clash(f"its {what} is taken: {namesake.kind} {namesake.uid!r} has it")
        if self.default is not None and entry.kind == "datasource" and entry.json.get("isDefault"):
            return Clash(f"datasource {self.default.uid!r} is the default one and would lose that", forceable=True)
        return None

    def _folder(self, entry: Entry) -> Listed | None:
        """The folder that has a dashboard's title: Grafana refuses that wherever the dashboard lies."""
        found = self.names.get(("", None, slug(entry.title))) if entry.kind == "dashboard" else None
        return found if found is not None and found.kind == "folder" else None


def _name(each: Entry | Listed) -> _Name:
    # Up to Grafana 10 a folder stands among the dashboards of the top level, and may not share a title with one.
    return ("datasource", None, each.title) if each.kind == "datasource" else ("", each.folder, slug(each.title))
