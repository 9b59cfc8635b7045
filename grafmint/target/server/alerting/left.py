"""Left: what of alerting is ours and what the code says is to go, so that a plan finds what the code has no more."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Kind
from grafmint.plan.snapshot import Listed
from grafmint.target.server.alerting.contact_points import ContactPoints
from grafmint.target.server.alerting.mute_timings import MuteTimings
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.remains import left_of
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.alerting.templates import Templates
from grafmint.target.server.instance.rights import ALERTING


def left_on_server(
    bundle: Bundle, rules: AlertRules, policies: Policies, unread: frozenset[Kind], prefix: str | None
) -> Iterator[Listed]:
    """Rules and contact points by their own marks, mute timings and templates by how their names begin.

    Policies, which have neither, where the code says nothing of them; and whatever the code says is to go.
    """
    # One right reads all of alerting.
    if not unread.isdisjoint(ALERTING):
        return
    http, lists = policies.http, policies.lists
    yield from rules.marked()
    yield from ContactPoints(http, policies.owner, lists).marked()
    if prefix is not None:
        yield from MuteTimings(http, lists).beginning(prefix)
        yield from Templates(http, lists).beginning(prefix)
    if not bundle.of("policy"):
        yield from left_of(policies)
    for each in bundle.removed:
        # The tree is always there, also when nothing of ours is left in it.
        if each.kind in ALERTING and each.kind != "policy":
            yield Listed(kind=each.kind, uid=each.uid, title=each.uid)
