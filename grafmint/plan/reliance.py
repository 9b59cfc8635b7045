"""Reliance: what comes to nothing while others are left alone.

A group is there only with a rule in it; routes to a contact point of somebody else are not told from theirs; a
Grafana 9.4 saves a dashboard that shows a library panel which is not there, and answers with an error; panels and rules
without their datasource have no data; and what gets another uid is lost to whatever goes on using the old one.
"""

from collections.abc import Collection, Iterable, Mapping

import attrs

from grafmint.bundle import Entry, Kind, group_of, shown
from grafmint.plan.name import Key
from grafmint.plan.renaming import is_renamed
from grafmint.plan.step import REFUSALS, Step
from grafmint.plan.uses import USERS, naming, users_under_old

_PARTS: tuple[Kind, ...] = ("datasource", "library-panel")


@attrs.frozen(kw_only=True)
class Reliance:
    """`rules` are those of each group that is to be made, `points` the contact points of others.

    `parts` are the library panels and datasources that an entry uses and that are to be made, `users` what uses one
    under its old uid that is to be renamed.
    """

    rules: Mapping[Key, Collection[Key]]
    parts: Mapping[Key, Collection[Key]]
    users: Mapping[Key, Collection[Key]]
    points: Collection[str]

    @classmethod
    def of(cls, steps: Collection[Step]) -> "Reliance":
        """What these steps rely on."""
        groups = {each.uid for each in steps if each.kind == "rule-group" and each.held is None}
        points = {each.uid for each in steps if each.kind == "contact-point" and _is_theirs(each)}
        return cls(
            rules=_rules_of(groups, steps) if groups else {},
            parts=_parts_of(steps),
            users=_users_of(steps),
            points=points,
        )

    def needed(self, key: Key) -> Iterable[Key]:
        """The steps that an entry may come to nothing without."""
        return (*self.rules.get(key, ()), *self.parts.get(key, ()), *self.users.get(key, ()))

    def lack(self, entry: Entry, writing: Collection[Key]) -> str | None:
        """What an entry misses when only the steps in `writing` write."""
        rules = self.rules.get((entry.kind, entry.uid))
        if rules and not any(rule in writing for rule in rules):
            return "its rules are in conflict, and there is no group without one"
        missing = [each for each in self.parts.get((entry.kind, entry.uid), ()) if each not in writing]
        if missing:
            is_are = "is" if len(missing) == 1 else "are"
            return f"it uses {_named(missing)}, which {is_are} not there and {is_are} not made now"
        left = [each for each in self.users.get((entry.kind, entry.uid), ()) if each not in writing]
        if left:
            use_it = "uses it under its old uid and is" if len(left) == 1 else "use it under its old uid and are"
            return f"{_named(left)} {use_it} left alone"
        to = dict.fromkeys(each.get("receiver") for each in _routes(entry)) if self.points else ()
        names = [repr(name) for name in to if name in self.points]
        if names:
            return f"its routes lead to {', '.join(names)}: the conflict of that contact point comes first"
        return None


def _rules_of(groups: Collection[str], steps: Iterable[Step]) -> Mapping[Key, Collection[Key]]:
    found: dict[Key, list[Key]] = {("rule-group", uid): [] for uid in groups}
    for entry in (step.entry for step in steps if step.kind == "alert-rule" and step.entry is not None):
        group = group_of(entry)
        if group in groups:
            found["rule-group", group].append((entry.kind, entry.uid))
    return found


def _parts_of(steps: Collection[Step]) -> Mapping[Key, Collection[Key]]:
    """What each entry uses of what is to be made."""
    new = [step for step in steps if step.kind in _PARTS and step.entry and _is_to_be_made(step)]
    found: dict[Key, list[Key]] = {}
    for part in new:
        names = naming(part.kind, part.uid)
        for entry in (step.entry for step in steps if step.kind in USERS[part.kind] and step.entry is not None):
            if names(entry.document):
                found.setdefault((entry.kind, entry.uid), []).append((part.kind, part.uid))
    return found


def _users_of(steps: Collection[Step]) -> Mapping[Key, Collection[Key]]:
    """What lies in, or uses, each of those under its old uid that are to be renamed."""
    return {
        (part.kind, part.uid): [(step.kind, step.uid) for step in steps if uses_old(step)]
        for part in steps
        if (uses_old := users_under_old(part)) is not None
    }


def _is_to_be_made(step: Step) -> bool:
    return step.held is None or is_renamed(step.held, step.uid)


def _named(keys: Collection[Key]) -> str:
    first, *more = [f"{shown(kind)} {uid!r}" for kind, uid in keys]
    return f"{first} and {len(more)} more" if more else first


def _is_theirs(step: Step) -> bool:
    # Routes to one with an integration of ours were ours before somebody added another.
    return step.action in REFUSALS and not (step.held is not None and step.held.shared)


def _routes(entry: Entry) -> Iterable[Mapping[str, str]]:
    return entry.json.get("routes") or () if entry.kind == "policy" else ()
