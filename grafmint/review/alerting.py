"""Alerting: the alerts of two revisions, and which of one is which of the other."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Self

import attrs

from grafmint.bundle import Bundle, Kind
from grafmint.review.deadline import TookTooLong, deadline
from grafmint.review.notified import Notified
from grafmint.review.rule_part import Pair

#: So many seconds are given to finding out where all alerts go.
PATIENCE = 10.0
_Uids = tuple[str | None, str | None]


@attrs.frozen(kw_only=True)
class Alerting:
    """Who is told of what, before and after; `come` says by their names where alerts are that are new there."""

    before: Notified
    after: Notified
    come: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, before: Bundle, after: Bundle) -> Self:
        """That of two bundles; where somebody's patterns keep us for too long, nobody knows who is told."""
        sides = Notified.of(before), Notified.of(after)
        try:
            with deadline(PATIENCE):
                for one, other in product(sides, repeat=2):
                    one.know(other.alerts.values())
        except TookTooLong:
            sides = attrs.evolve(sides[0], policy=None), attrs.evolve(sides[1], policy=None)
        return cls(before=sides[0], after=sides[1], come=dict(_come(*sides)))

    def pair(self, kind: Kind, uids: _Uids, name: str = "") -> Pair:
        """An alert by its resource's uids, None on a side where it is not, and by its name where that has several."""
        was, now = uids
        old = self.before.alerts.get((kind, was, name)) if was is not None else None
        new = self.after.alerts.get((kind, now, name)) if now is not None else None
        goes_on = self.come.get(old.alert.name) if old is not None and new is None else None
        return Pair(before=self.before, after=self.after, old=old, new=new, goes_on_in=goes_on)


def _come(before: Notified, after: Notified) -> Iterator[tuple[str, str]]:
    """The alerts that are new where they are, by name: another engine may have them now, or another file."""
    for key, listed in after.alerts.items():
        if key not in before.alerts:
            kind, uid, _ = key
            yield listed.alert.name, "Grafana" if kind == "alert-rule" else f"Prometheus, file {uid}"
