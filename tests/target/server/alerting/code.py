"""Code that changes: rules in groups, contact points and policies, as far as stories vary them."""

from typing import Any

import attrs

from grafmint.bundle import Entry
from tests.target.server.alerting.scene import EMAIL, PAGERDUTY, SLACK, everything, group, point, policy, route, rule

GROUPS = ("g", "h")
#: The contact points of the code, and what they may have.
OURS = ("oncall", "team")
CHATS = ((SLACK,), (SLACK, EMAIL), (PAGERDUTY, SLACK), ({**SLACK, "settings": {"title": "U"}}, EMAIL))


@attrs.frozen(kw_only=True)
class Said:
    """What the code says of a rule, as far as these stories vary it."""

    limit: int
    length: str
    group: str

    def entry(self, uid: str) -> Entry:
        """The rule."""
        return rule(uid, title=f"Rule {uid}", limit=self.limit, in_=self.group, **{"for": self.length})


@attrs.define
class Code:
    """What the code says now."""

    rules: dict[str, Said] = attrs.field(factory=dict)
    intervals: dict[str, int] = attrs.field(factory=lambda: dict.fromkeys(GROUPS, 60))
    points: dict[str, tuple[Any, ...]] = attrs.field(factory=lambda: dict.fromkeys(OURS, CHATS[0]))
    routes: tuple[str, ...] = OURS

    def say(self, uid: str, limit: int, length: str, in_: str) -> None:
        """A rule is to be so."""
        self.rules[uid] = Said(limit=limit, length=length, group=in_)

    def drop(self, uid: str) -> None:
        """The code has it no more."""
        self.rules.pop(uid, None)

    def interval(self, in_: str, seconds: int) -> None:
        """A group is to be evaluated so often."""
        self.intervals[in_] = seconds

    def tell(self, name: str, integrations: tuple[Any, ...]) -> None:
        """A contact point is to have these."""
        self.points[name] = integrations

    def lead(self, receivers: list[str]) -> None:
        """Our routes are to lead there."""
        self.routes = tuple(receivers)

    def entries(self) -> list[Entry]:
        """All that the code defines."""
        used = sorted({said.group for said in self.rules.values()})
        tree = policy(*(route(each, str(place)) for place, each in enumerate(self.routes)))
        points = {name: point(name, *each) for name, each in self.points.items()}
        beside = [each for each in everything(**points, policy=tree) if each.kind not in ("alert-rule", "rule-group")]
        rules = (said.entry(uid) for uid, said in self.rules.items())
        return [*beside, *rules, *(group(name, self.intervals[name]) for name in used)]
