"""Retitling: what another title of a folder means for the alert rules in it, noted at the folder that was read.

Grafana counts the version of each rule on, whoever made it, for the title is a label of its alerts.
Source: pkg/services/ngalert of Grafana 9.4, `subscribeToFolderChanges`
"""

from collections.abc import Mapping

import attrs

from grafmint.bundle import Bundle
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.target.server.alerting.rules import AlertRules


def with_resets(held: Mapping[Key, Held], bundle: Bundle, rules: AlertRules) -> dict[Key, Held]:
    """What is held, the folders that get another title with a note on the rules in them."""
    found = dict(held)
    for entry in bundle.of("folder"):
        there = found.get((entry.kind, entry.uid))
        if there is not None and there.title != entry.title and (note := _note(entry.uid, rules)) is not None:
            found[entry.kind, entry.uid] = attrs.evolve(there, notes=(note, *there.notes))
    return found


def _note(folder: str, rules: AlertRules) -> str | None:
    # Who may not read them is not told of them.
    known = rules.lists.rules().values() if rules.lists.has("rules") else ()
    inside = [each for each in known if each["folderUID"] == folder]
    theirs = sum(not rules.is_ours(each) for each in inside)
    if not inside:
        return None
    them = f"the {len(inside)} rules" if len(inside) != 1 else "the rule"
    whose = f", {theirs} of others" if theirs else ""
    return f"resets the state of {them} in it{whose}"
