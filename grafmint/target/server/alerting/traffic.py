"""Traffic: what a sync of policies means for the alerts of all rules of a server, noted at the tree that was read.

And what stands against deleting a contact point, a mute timing or a template, noted there.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held, Listed
from grafmint.routing import known_labels
from grafmint.target.server.alerting.detour import Labels, Traffic, detours
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.alerting.unwanted import unwanted

Json = dict[str, Any]


def noted(
    held: Mapping[Key, Held], bundle: Bundle, listed: Iterable[Listed], rules: AlertRules, policies: Policies
) -> Mapping[Key, Held]:
    """What is held, the policies with notes on whose alerts go elsewhere, what the code has no more with its users."""
    titles = {each.uid: each.title for each in listed if each.kind == "folder"}
    titles |= {each.uid: each.title for each in bundle.of("folder")}
    found = dict(held)
    for entry in bundle.of("policy"):
        there = found.get((entry.kind, entry.uid))
        if there is not None:
            lines = detours(_traffic(entry, bundle, titles, rules, policies))
            found[entry.kind, entry.uid] = attrs.evolve(there, notes=(*lines, *there.notes))
    return unwanted(found, bundle, policies)


def _traffic(entry: Entry, bundle: Bundle, titles: Mapping[str, str], rules: AlertRules, policies: Policies) -> Traffic:
    tree: Json = policies.lists.of("policies")
    code = {each.uid: each.json for each in bundle.of("alert-rule")}
    theirs = [each for uid, each in rules.lists.rules().items() if uid not in code and not rules.is_ours(each)]
    return Traffic(
        before=tree,
        after=policies.after(entry, tree),
        receivers=policies.receivers(entry),
        ours=tuple(_labels(each, titles) for each in code.values()),
        theirs=tuple(_labels(each, titles) for each in theirs),
    )


def _labels(rule: Json, titles: Mapping[str, str]) -> Labels:
    return known_labels(rule["title"], rule.get("labels"), titles.get(rule["folderUID"]))
