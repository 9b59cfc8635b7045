"""Reliance: what of alerting comes to nothing while others are left alone.

A group is there only with a rule in it; routes to a contact point of somebody else are not told from theirs.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

import attrs

from grafmint.bundle import Entry
from grafmint.plan.name import Key
from grafmint.plan.step import REFUSALS, Step

_Group: TypeAlias = tuple[str, str]


@attrs.frozen(kw_only=True)
class Reliance:
    """`rules` are those of each group that is to be made, `points` the contact points of others."""

    rules: Mapping[Key, Collection[Key]]
    points: Collection[str]

    @classmethod
    def of(cls, steps: Collection[Step]) -> "Reliance":
        """What these steps rely on."""
        new = [each.entry for each in steps if each.kind == "rule-group" and each.held is None]
        groups: dict[_Group, Key] = {_group(each): ("rule-group", each.uid) for each in new if each is not None}
        points = {each.uid for each in steps if each.kind == "contact-point" and _is_theirs(each)}
        return cls(rules=_rules_of(groups, steps) if groups else {}, points=points)

    def lack(self, entry: Entry, writing: Collection[Key]) -> str | None:
        """What an entry misses when only the steps in `writing` write."""
        rules = self.rules.get((entry.kind, entry.uid))
        if rules and not any(rule in writing for rule in rules):
            return "its rules are in conflict, and there is no group without one"
        to = dict.fromkeys(each.get("receiver") for each in _routes(entry)) if self.points else ()
        names = [repr(name) for name in to if name in self.points]
        if names:
            return f"its routes lead to {', '.join(names)}: the conflict of that contact point comes first"
        return None


def _rules_of(groups: Mapping[_Group, Key], steps: Iterable[Step]) -> Mapping[Key, Collection[Key]]:
    found: dict[Key, list[Key]] = {key: [] for key in groups.values()}
    for entry in (step.entry for step in steps if step.kind == "alert-rule" and step.entry is not None):
        key = groups.get((entry.json["folderUID"], entry.json["ruleGroup"]))
        if key is not None:
            found[key].append((entry.kind, entry.uid))
    return found


def _is_theirs(step: Step) -> bool:
    # Routes to one with an integration of ours were ours before somebody added another.
    return step.action in REFUSALS and not (step.held is not None and step.held.shared)


def _group(entry: Entry) -> _Group:
    return entry.json["folderUid"], entry.json["title"]


def _routes(entry: Entry) -> Iterable[Mapping[str, str]]:
    return entry.json.get("routes") or () if entry.kind == "policy" else ()
