"""Unwanted: what of alerting the code has no more, each with what stands against deleting it."""

from collections.abc import Iterator, Mapping

import attrs
import orjson

from grafmint.bundle import Bundle
from grafmint.plan.name import Key
from grafmint.plan.snapshot import Held
from grafmint.target.server.alerting.policies import UID, Policies
from grafmint.target.server.alerting.receiver import is_ours
from grafmint.target.server.alerting.remains import narrowed
from grafmint.target.server.alerting.tree import Json, others
from grafmint.target.server.alerting.users import in_contact_points, in_policies, in_rules, told_of

_POLICIES: Key = ("policy", UID)
_USED = ("contact-point", "mute-timing", "template")


def unwanted(held: Mapping[Key, Held], bundle: Bundle, policies: Policies) -> Mapping[Key, Held]:
    """What is held, with who uses each that the code has no more; of the policies only what is left of ours."""
    found = dict(held)
    known = {(entry.kind, entry.uid) for entry in bundle}
    for key, each in held.items():
        if key in known:
            continue
        if key == _POLICIES:
            found[key] = narrowed(each, policies)
        elif each.kind in _USED and (used := told_of(_users(each, bundle, policies, is_told=_POLICIES in held))):
            found[key] = attrs.evolve(each, kept=(*each.kept, f"used by {used}"))
    return found


def _users(held: Held, bundle: Bundle, policies: Policies, *, is_told: bool) -> Iterator[str]:
    """Who uses it once this plan is done; `is_told` says that it decides about our block of the policies."""
    lists = policies.lists
    if held.kind == "template":
        yield from in_contact_points(orjson.loads(held.document), _receivers(bundle, policies))
        return
    tree: Json = lists.of("policies") or {}
    if is_told:
        is_rewritten = policies.owns and bundle.of("policy")
        tree = {} if is_rewritten else {**tree, "routes": others(tree, policies.points())}
    yield from in_policies(held.kind, held.uid, tree)
    yield from in_rules(held.kind, held.uid, lists.rules().values())


def _receivers(bundle: Bundle, policies: Policies) -> Iterator[Json]:
    """The integrations of the code, and those of others."""
    code = {entry.uid: entry.json for entry in bundle.of("contact-point")}
    yield from ({"name": name, **receiver} for name, said in code.items() for receiver in said["receivers"])
    for each in policies.lists.of("contact points") or ():
        if each["name"] not in code and not is_ours(each, policies.owner):
            yield each
