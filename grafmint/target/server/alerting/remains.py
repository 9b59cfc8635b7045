"""Remains: what is left in everybody's tree of policies when the code says nothing of it any more.

Only what a program wrote can be left of ours: people in the page may lead to our contact points as they like. Which
program it was nothing tells, so that no route of it is proof of ours.
"""

from collections.abc import Iterator

from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held, Listed
from grafmint.target.server.alerting.policies import TITLE, UID, Policies
from grafmint.target.server.alerting.provenance import API
from grafmint.target.server.alerting.tree import Json, as_block, block


def left_of(policies: Policies) -> Iterator[Listed]:
    """The tree, where something of ours is left in it."""
    if policies.points() and _is_left(policies, policies.lists.of("policies")):
        yield Listed(kind="policy", uid=UID, title=TITLE)


def narrowed(held: Held, policies: Policies) -> Held:
    """Of the whole tree as it was read what may be left of ours: the routes to our contact points."""
    tree: Json = policies.lists.of("policies")
    if held.hold == "managed" or not _is_left(policies, tree):
        return held
    ours, root = policies.points(), tree.get("receiver")
    routes = block(tree, ours)
    to = ", ".join(map(repr, dict.fromkeys(route["receiver"] for route in routes)))
    leads = f"the default policy leads to {root!r}, ours: nobody knows to whom else it should"
    return Held(
        kind=held.kind,
        uid=held.uid,
        title=held.title,
        folder=None,
        document=canonical(as_block(routes)),
        hold="ours",
        where=held.where,
        kept=(leads,) if root in ours else (),
        notes=(f"its routes lead alerts to {to}: without them these go to {root!r}, or where others lead them",)
        if routes
        else (),
    )


def _is_left(policies: Policies, tree: Json | None) -> bool:
    ours = policies.points()
    is_written = tree is not None and tree.get("provenance") == API
    return tree is not None and is_written and bool(block(tree, ours) or tree.get("receiver") in ours)
