"""Notes: what a plan is to know of alerting beside what is held, each noted at what it is about."""

from collections.abc import Iterable, Mapping

import attrs

from grafmint.bundle import Bundle
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held, Listed
from grafmint.target.server.alerting.detour import detours
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.retitling import with_resets
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.alerting.traffic import Traffic
from grafmint.target.server.alerting.unwanted import unwanted


def noted(
    held: Mapping[Key, Held], bundle: Bundle, listed: Iterable[Listed], rules: AlertRules, policies: Policies
) -> Mapping[Key, Held]:
    """What is held: folders with what a new title resets, the policies with whose alerts go elsewhere.

    And what the code has no more with who uses it.
    """
    titles = {each.uid: each.title for each in listed if each.kind == "folder"}
    titles |= {each.uid: each.title for each in bundle.of("folder")}
    found = with_resets(held, bundle, rules)
    for entry in bundle.of("policy"):
        there = found.get((entry.kind, entry.uid))
        if there is not None:
            lines = detours(Traffic.of(entry, bundle, titles, rules, policies))
            found[entry.kind, entry.uid] = attrs.evolve(there, notes=(*lines, *there.notes))
    return unwanted(found, bundle, policies)
