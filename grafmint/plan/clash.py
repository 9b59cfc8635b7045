"""Clashes: uids, titles and flags that somebody else has, and folders that are missing.

They are found before a server answers with a refusal or worse.

Saving a dashboard under a title that another one has in the folder is refused up to Grafana 10; sent with `overwrite`
it would replace the other one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import attrs

from grafmint.bundle import KINDS, Entry, Kind
from grafmint.check.slug import slug
from grafmint.plan.snapshot import Listed, Snapshot
from grafmint.plan.step import Step

Key = tuple[Kind, str]
_Name = tuple[str, str | None, str]
# Whoever reads of a long ring knows it by its first few.
_SHOWN = 3


@attrs.frozen
class Clash:
    """Why an entry cannot be written as it is; `forceable` where writing it takes something from another one."""

    reason: str
    forceable: bool = False


def clashes(
    steps: Collection[Step], snapshot: Snapshot, known: Collection[Key], is_forced: Callable[[Kind, str], bool]
) -> Mapping[Key, Clash]:
    """The writing steps that somebody else is in the way of; `known` is all that the code has, selected or not.

    A step gives its old title free when it writes; one that a clash stops does not, unless `is_forced` lets it pass.
    """
    entries = {(step.kind, step.uid): step.entry for step in steps if step.entry is not None and step.writes}
    if not entries or (snapshot.exact and not snapshot.listed):
        # Files are in nobody's way: each has its own place.
        return {}
    scene = _Scene.of(steps, snapshot, known)
    found: dict[Key, Clash] = {}
    while True:
        passing = {key for key, clash in found.items() if clash.forceable and is_forced(*key)}
        going = {key for key in entries if key not in found or key in passing}
        # What could be forced must not be stopped by anything else, or forcing it would come to nothing.
        asked = {key: entry for key, entry in entries.items() if key not in found or found[key].forceable}
        now = {key: clash for key, clash in scene.clashes(asked, going) if found.get(key) != clash}
        if not now:
            return found
        found |= now


@attrs.frozen(kw_only=True)
class _Scene:
    """What is there already and what is to be, by what the one keeps the other from using.

    `names` are those that steps want, also steps in conflict; `holders` who else has one of them. `folders` is None
    where it is not known which ones exist; `lost` is ours, and the code has it no more.
    """

    names: Mapping[Key, _Name]
    holders: Mapping[Key, Listed]
    uids: Mapping[str, Listed]
    folders: Collection[str] | None
    default: Listed | None
    lost: Collection[Key]

    @classmethod
    def of(cls, steps: Iterable[Step], snapshot: Snapshot, known: Collection[Key]) -> "_Scene":
        """The scene in which the steps would be done."""
        wanting = [step for step in steps if step.writes or step.action == "conflict"]
        names = {(step.kind, step.uid): _name(step.entry) for step in wanting if step.entry is not None}
        ours = {key for key, held in snapshot.held.items() if held.hold in {"ours", "edited"}}
        return cls(
            names=names,
            holders=dict(_holders(names, snapshot)),
            # Folders are dashboards to Grafana, so that the two share their uids.
            uids={each.uid: each for each in snapshot.listed if each.kind != "datasource"},
            folders=None if "folder" in snapshot.unread else frozenset(_folders(snapshot)),
            default=next((each for each in snapshot.listed if each.is_default), None),
            lost=ours.difference(known),
        )

    def clashes(self, entries: Mapping[Key, Entry], writing: Collection[Key]) -> Iterator[tuple[Key, Clash]]:
        """What is in the way of these entries when only the steps in `writing` write."""
        exchanges = _rings({key: _key(self.holders[key]) for key in writing if self._is_given_up(key, writing)})
        for key, entry in entries.items():
            exchange = _exchange(key, exchanges[key]) if key in exchanges else None
            clash = (
                self._uid(entry)
                or self._folder(entry, writing)
                or exchange
                or self._title(key, is_given_up=self._is_given_up(key, writing))
                or self._flag(entry, writing)
            )
            if clash is not None:
                yield key, clash

    def _is_given_up(self, key: Key, writing: Collection[Key]) -> bool:
        """Whether the step of whoever has the name that this one wants takes another one."""
        holder = self.holders.get(key)
        return holder is not None and _key(holder) in writing and self.names[_key(holder)] != _name(holder)

    def _uid(self, entry: Entry) -> Clash | None:
        taken = self.uids.get(entry.uid)
        if entry.kind == "datasource" or taken is None or taken.kind == entry.kind:
            return None
        return Clash(f"its uid is taken: the {taken.kind} {taken.title!r} has it")

    def _folder(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        if entry.kind != "dashboard" or entry.folder is None or self.folders is None:
            return None
        key: Key = ("folder", entry.folder)
        if entry.folder in self.folders or key in writing:
            return None
        why = ", and is in conflict itself" if key in self.names else ": define it in the code"
        return Clash(f"its folder {entry.folder!r} does not exist{why}")

    def _title(self, key: Key, *, is_given_up: bool) -> Clash | None:
        holder = self.holders.get(key)
        if holder is None or (is_given_up and KINDS.index(holder.kind) <= KINDS.index(key[0])):
            return None
        has = f"its {_what(key)} is taken: {holder.kind} {holder.uid!r} has it"
        if is_given_up:
            return Clash(f"{has}, and {key[0]}s are written first: rename the {holder.kind} in a sync of its own")
        if _key(holder) in self.lost:
            return Clash(f"{has}, which the code has no more: delete it in Grafana, or keep its uid")
        if self.names.get(_key(holder), _name(holder)) != _name(holder):
            return Clash(f"{has} until its own conflict is resolved")
        return Clash(f"{has}; rename one of them, or delete it in Grafana")

    def _flag(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        if self.default is None or _key(self.default) in writing or entry.kind != "datasource":
            return None
        if not entry.json.get("isDefault"):
            return None
        return Clash(f"datasource {self.default.uid!r} is the default one and would lose that", forceable=True)


def _rings(following: Mapping[Key, Key]) -> Mapping[Key, tuple[Key, ...]]:
    """Each of those that come back to themselves, with the others in the order in which they follow."""
    found: dict[Key, tuple[Key, ...]] = {}
    seen: set[Key] = set()
    for start in following:
        path: list[Key] = []
        at = start
        while at in following and at not in seen:
            seen.add(at)
            path.append(at)
            at = following[at]
        ring = path[path.index(at) :] if at in path else []
        found |= {key: (*ring[index + 1 :], *ring[:index]) for index, key in enumerate(ring)}
    return found


def _exchange(key: Key, others: tuple[Key, ...]) -> Clash:
    names = ", ".join(f"{kind} {uid!r}" for kind, uid in others[:_SHOWN])
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return Clash(f"its {_what(key)} is exchanged with {names}{more}: rename one of them in a sync of its own")


def _holders(names: Mapping[Key, _Name], snapshot: Snapshot) -> Iterator[tuple[Key, Listed]]:
    there = {_name(each): each for each in snapshot.listed if each.kind == "datasource" or snapshot.unique_titles}
    for key, name in names.items():
        holder = there.get(name)
        if holder is None and key[0] == "dashboard":
            # The title of a folder is refused to a dashboard wherever it lies.
            top = there.get(("", None, name[2]))
            holder = top if top is not None and top.kind == "folder" else None
        if holder is not None and _key(holder) != key:
            yield key, holder


def _folders(snapshot: Snapshot) -> Iterator[str]:
    """The folders that exist, also those of which only what lies in them may be seen."""
    for each in snapshot.listed:
        yield from (each.uid,) if each.kind == "folder" else filter(None, (each.folder,))
    yield from (uid for kind, uid in snapshot.held if kind == "folder")


def _key(each: Listed) -> Key:
    return each.kind, each.uid


def _what(key: Key) -> str:
    return "name" if key[0] == "datasource" else "title"


def _name(each: Entry | Listed) -> _Name:
    if each.kind == "datasource":
        return ("datasource", None, each.title)
    # Up to Grafana 10 a folder stands among the dashboards of the top level, and may not share a title with one. We
    # put none into another there, whatever the code says.
    is_top = isinstance(each, Entry) and each.kind == "folder"
    return ("", None if is_top else each.folder, slug(each.title))
