"""Clashes: uids, titles and flags that somebody else has, and folders that are missing.

They are found before a server answers with a refusal or worse.

Saving a dashboard under a title that another one has in the folder is refused up to Grafana 10; sent with `overwrite`
it would replace the other one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

import attrs

from grafmint.bundle import KINDS, Entry, Kind, plural, shown
from grafmint.plan.name import Key, Name, key_of, name_of
from grafmint.plan.name import holders as holders_of
from grafmint.plan.reliance import Reliance
from grafmint.plan.renaming import is_renamed
from grafmint.plan.ring import rings
from grafmint.plan.snapshot import Listed, Snapshot
from grafmint.plan.step import Step

# Whoever reads of a long ring knows it by its first few.
_SHOWN = 3
# What can say which uid it had before.
_RENAMED: tuple[Kind, ...] = ("folder", "datasource", "library-panel", "dashboard")
# Folders are dashboards to Grafana, so that the two share their uids.
_SHARING: tuple[Kind, ...] = ("folder", "dashboard")
# Grafana 9 takes an alert rule for a folder that does not exist.
_LYING: tuple[Kind, ...] = ("library-panel", "dashboard", "alert-rule")


@attrs.frozen
class Clash:
    """Why an entry cannot be written as it is; `forceable` where writing it takes something from another one.

    `by` is who has its name.
    """

    reason: str
    forceable: bool = False
    by: Key | None = None


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
    scene = _Scene.of(steps, entries, snapshot, known)
    found: dict[Key, Clash] = {}
    going, asked = set(entries), set(entries)
    while asked:
        now = {key: clash for key in asked if (clash := scene.clash(entries[key], going)) is not None}
        now = {key: clash for key, clash in now.items() if found.get(key) != clash}
        found |= now
        stopped = {key for key, clash in now.items() if not (clash.forceable and is_forced(*key))}
        going -= stopped
        waiting = {key for each in stopped for key in scene.waiting.get(each, ())}
        # What could be forced must not be stopped by anything else, or forcing it would come to nothing.
        asked = {key for key in waiting if key not in found or found[key].forceable}
    return found


@attrs.frozen(kw_only=True)
class _Scene:
    """What is there already and what is to be, by what the one keeps the other from using.

    `names` are those that steps want, also steps in conflict; `holders` who else has one of them; `exchanges` the
    others of a ring of names. `folders` is None where it is not known which ones exist, without those that are to be
    renamed; `lost` is ours, and the code has it no more. `waiting` are the entries that go on only when a step does.
    """

    names: Mapping[Key, Name]
    holders: Mapping[Key, Listed]
    exchanges: Mapping[Key, tuple[Key, ...]]
    uids: Mapping[str, Listed]
    folders: Collection[str] | None
    default: Listed | None
    lost: Collection[Key]
    reliance: Reliance
    waiting: Mapping[Key, Collection[Key]]

    @classmethod
    def of(
        cls, steps: Collection[Step], entries: Mapping[Key, Entry], snapshot: Snapshot, known: Collection[Key]
    ) -> "_Scene":
        """The scene in which the steps would be done; `entries` are of those that write."""
        wanting = [step for step in steps if step.writes or step.action == "conflict"]
        names = {(step.kind, step.uid): name_of(step.entry) for step in wanting if step.entry is not None}
        holders = dict(holders_of(names, snapshot))
        given_up = {key: key_of(each) for key, each in holders.items() if _is_given_up(each, names, entries)}
        default = next((each for each in snapshot.listed if each.is_default), None)
        ours = {key for key, held in snapshot.held.items() if held.hold in {"ours", "edited"}}
        reliance = Reliance.of(steps)
        return cls(
            names=names,
            holders=holders,
            exchanges=rings(given_up),
            uids={each.uid: each for each in snapshot.listed if each.kind in _SHARING},
            folders=None if "folder" in snapshot.unread else snapshot.folders - _coming(snapshot),
            default=default,
            lost=ours.difference(known),
            reliance=reliance,
            waiting=_waiting(entries, holders, default, reliance),
        )

    def clash(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        """What is in the way of an entry when only the steps in `writing` write."""
        return (
            self._uid(entry)
            or self._folder(entry, writing)
            or self._title(entry, writing)
            or self._flag(entry, writing)
            or self._lack(entry, writing)
        )

    def _uid(self, entry: Entry) -> Clash | None:
        taken = self.uids.get(entry.uid)
        if entry.kind not in _SHARING or taken is None or taken.kind == entry.kind:
            return None
        return Clash(f"its uid is taken: the {taken.kind} {taken.title!r} has it")

    def _folder(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        if entry.kind not in _LYING or entry.folder is None or self.folders is None:
            return None
        key: Key = ("folder", entry.folder)
        if entry.folder in self.folders or key in writing:
            return None
        why = ", and is in conflict itself" if key in self.names else ": define it in the code"
        return Clash(f"its folder {entry.folder!r} does not exist{why}")

    def _title(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        key: Key = (entry.kind, entry.uid)
        holder = self.holders.get(key)
        if holder is None:
            return None
        if key in self.exchanges:
            return _exchange(key, self.exchanges[key])
        is_given_up = _is_given_up(holder, self.names, writing)
        if is_given_up and KINDS.index(holder.kind) <= KINDS.index(entry.kind):
            return None
        has = f"its {_what(entry.kind)} is taken: {shown(holder.kind)} {holder.uid!r} has it"
        if is_given_up:
            return Clash(
                f"{has}, and {plural(entry.kind)} are written first: rename the {holder.kind} in a sync of its own"
            )
        return Clash(f"{has}{self._advice(holder)}", by=key_of(holder))

    def _advice(self, holder: Listed) -> str:
        """What to do about one that keeps a name."""
        if key_of(holder) in self.lost:
            new_uid = f'give it the new uid with renamed_from="{holder.uid}", ' if holder.kind in _RENAMED else ""
            return f", which the code has no more: {new_uid}delete it in Grafana, or keep its uid"
        if self.names.get(key_of(holder), name_of(holder)) != name_of(holder):
            return " until its own conflict is resolved"
        return "; rename one of them, or delete it in Grafana"

    def _flag(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        if self.default is None or key_of(self.default) in writing or entry.kind != "datasource":
            return None
        if not entry.json.get("isDefault"):
            return None
        return Clash(f"datasource {self.default.uid!r} is the default one and would lose that", forceable=True)

    def _lack(self, entry: Entry, writing: Collection[Key]) -> Clash | None:
        lack = self.reliance.lack(entry, writing)
        return Clash(lack) if lack is not None else None


def _coming(snapshot: Snapshot) -> frozenset[str]:
    """The folders that are not there under their new uid yet."""
    return frozenset(uid for (kind, uid), held in snapshot.held.items() if kind == "folder" and is_renamed(held, uid))


def _is_given_up(holder: Listed, names: Mapping[Key, Name], writing: Collection[Key]) -> bool:
    """Whether whoever has a name takes another one."""
    return key_of(holder) in writing and names[key_of(holder)] != name_of(holder)


def _waiting(
    entries: Mapping[Key, Entry], holders: Mapping[Key, Listed], default: Listed | None, reliance: Reliance
) -> Mapping[Key, Collection[Key]]:
    """The entries that need a step: of whoever has their name, of folder, rules, panels, of the default datasource."""
    waiting = defaultdict[Key, list[Key]](list)
    for key, entry in entries.items():
        if key in holders:
            waiting[key_of(holders[key])].append(key)
        if entry.kind in _LYING and entry.folder is not None:
            waiting["folder", entry.folder].append(key)
        if entry.kind == "datasource" and default is not None:
            waiting[key_of(default)].append(key)
        for needed in reliance.needed(key):
            waiting[needed].append(key)
    return waiting


def _exchange(key: Key, others: tuple[Key, ...]) -> Clash:
    names = ", ".join(f"{shown(kind)} {uid!r}" for kind, uid in others[:_SHOWN])
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return Clash(f"its {_what(key[0])} is exchanged with {names}{more}: rename one of them in a sync of its own")


def _what(kind: Kind) -> str:
    return "title" if kind in _SHARING else "name"
