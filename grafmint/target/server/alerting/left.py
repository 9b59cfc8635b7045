"""Left: what of alerting says of itself that it is ours, so that a plan finds what the code has no more."""

from collections.abc import Iterator

from grafmint.bundle import Bundle, Kind
from grafmint.plan.snapshot import Listed
from grafmint.target.server.alerting.contact_points import ContactPoints
from grafmint.target.server.alerting.policies import Policies
from grafmint.target.server.alerting.rules import AlertRules
from grafmint.target.server.rights import ALERTING


def marked(bundle: Bundle, rules: AlertRules, policies: Policies, unread: frozenset[Kind]) -> Iterator[Listed]:
    """Rules and contact points by their own marks; policies, which have none, where the code says nothing of them."""
    # One right reads all of alerting.
    if not unread.isdisjoint(ALERTING):
        return
    yield from rules.marked()
    yield from ContactPoints(policies.http, policies.owner, policies.lists).marked()
    if not bundle.of("policy"):
        yield from policies.marked()
