"""Traffic: what the tree of policies takes where, before and after a sync of it."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.routing import known_labels
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules

Json = Mapping[str, Any]
Labels = Mapping[str, str]


@attrs.frozen(kw_only=True)
class Traffic:
    """The tree of policies as it is and as a sync leaves it, and the labels of rules, ours and those of others.

    The top-level routes to `receivers` are ours.
    """

    before: Json
    after: Json
    receivers: frozenset[str]
    ours: tuple[Labels, ...]
    theirs: tuple[Labels, ...]

    @classmethod
    def of(
        cls, entry: Entry, bundle: Bundle, titles: Mapping[str, str], rules: AlertRules, policies: Policies
    ) -> "Traffic":
        """That of a sync of an entry's policies; `titles` are those of the folders, by uid."""
        tree = policies.lists.of("policies")
        code = {each.uid: each.json for each in bundle.of("alert-rule")}
        theirs = [each for uid, each in rules.lists.rules().items() if uid not in code and not rules.is_ours(each)]
        return cls(
            before=tree,
            after=policies.after(entry, tree),
            receivers=policies.receivers(entry),
            ours=tuple(_labels(each, titles) for each in code.values()),
            theirs=tuple(_labels(each, titles) for each in theirs),
        )


def _labels(rule: Json, titles: Mapping[str, str]) -> Labels:
    return known_labels(rule["title"], rule.get("labels"), titles.get(rule["folderUID"]))
