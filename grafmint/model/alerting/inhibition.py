"""Inhibition: alerts that say nothing while others fire.

Source: https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule
"""

from collections.abc import Iterable

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.label import check_names
from grafmint.model.alerting.matchers import read_matchers
from grafmint.model.alerting.mute_timing import texts_of
from grafmint.model.alerting.route import Matchers
from grafmint.model.base import UNWRITTEN, Traced, frozen, unwritten
from grafmint.promql.matcher import Matcher


def equal_of(value: str | Iterable[str] | Unset) -> tuple[str, ...] | Unset:
    """One label or several, or nothing said."""
    return value if isinstance(value, Unset) else texts_of(value)


@frozen(kw_only=True)
class Inhibition(Traced):
    """While an alert that `source` matches fires, those that `target` matches are not told, where `equal` labels agree.

    `equal` has to be written: with `equal=()` one source silences every target, wherever it fires.
    Grafana's own Alertmanager has none of it: `optional` leaves it out there instead of refusing it.
    """

    source: Matchers = attrs.field(metadata=UNWRITTEN)
    target: Matchers = attrs.field(metadata=UNWRITTEN)
    equal: tuple[str, ...] | Unset = attrs.field(default=UNSET, converter=equal_of)
    optional: bool = unwritten(default=False)

    def _validate(self) -> None:
        for side in ("source", "target"):
            owner = f"Inhibition: {side}"
            if not getattr(self, side):
                raise ModelError(f"{owner} matches every alert", hint='write what it is: {"severity": "critical"}')
            read_matchers(owner, getattr(self, side))
        if isinstance(self.equal, Unset):
            raise ModelError(
                "Inhibition says no equal labels: one source would silence every target, wherever it fires",
                hint='write equal="job", or equal=() if that is what is meant',
            )
        check_names("Inhibition", "equal", self.equal)
        if self.source_matchers == self.target_matchers:
            raise ModelError(
                "Inhibition: source and target are the same alerts", hint="write which of them are not told in target"
            )

    @property
    def source_matchers(self) -> tuple[Matcher, ...]:
        """What the labels of an alert must be that keeps others from being told."""
        return read_matchers("Inhibition: source", self.source)

    @property
    def target_matchers(self) -> tuple[Matcher, ...]:
        """What the labels of an alert must be that is not told."""
        return read_matchers("Inhibition: target", self.target)
