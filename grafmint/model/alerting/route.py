"""Route: a nested notification policy, which alerts with certain labels take.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/notification-policies/
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

import attrs

from grafmint._unset import Unset
from grafmint.model.alerting.contact_point import ContactPoint, check_named
from grafmint.model.alerting.grouping import check_grouping
from grafmint.model.alerting.length import length
from grafmint.model.alerting.matchers import read_matchers, shown
from grafmint.model.alerting.mute_timing import MuteTiming, texts_of
from grafmint.model.base import Traced, frozen, many, unwritten
from grafmint.promql.matcher import Matcher

#: What a label must be: a text, several of them, `promql.re(…)`, `promql.ne(…)` or `promql.not_re(…)`.
Matchers = Mapping[str, Any]

if TYPE_CHECKING:
    Routes: TypeAlias = "Route | Iterable[Route]"
    Nested: TypeAlias = "tuple[Route, ...]"
else:
    Nested = tuple[Self, ...]


def routes_of(value: "Routes") -> "tuple[Route, ...]":
    """One route or several."""
    return many(value)


def timings_of(value: MuteTiming | str | Iterable[MuteTiming | str]) -> tuple[MuteTiming | str, ...]:
    """One timing or several."""
    return many(value)


@frozen(kw_only=True)
class Route(Traced):
    """Alerts that `matchers` match go to `contact_point`, or to that of the first of `routes` that matches as well.

    A contact point, grouping and times that are left out are the parent's; mute and active timings are not: each route
    has its own. `continue_matching` lets the routes after this one have the alert too. A contact point or timing by its
    name is one that another module of the project defines.
    """

    known_as: ClassVar[Mapping[str, str]] = {
        "receiver": "contact_point",
        **dict.fromkeys(("match", "labels"), "matchers"),
        **dict.fromkeys(("continue", "continue_"), "continue_matching"),
    }

    matchers: Matchers = unwritten(default=attrs.Factory(dict))
    contact_point: ContactPoint | str | Unset = unwritten()
    group_by: tuple[str, ...] = attrs.field(default=(), converter=texts_of)
    group_wait: str | Unset = length()
    group_interval: str | Unset = length()
    repeat_interval: str | Unset = length()
    mute_timings: tuple[MuteTiming | str, ...] = attrs.field(default=(), converter=timings_of)
    active_timings: tuple[MuteTiming | str, ...] = attrs.field(default=(), converter=timings_of)
    continue_matching: bool = unwritten(default=False)
    routes: Nested = attrs.field(default=(), converter=routes_of)

    def _validate(self) -> None:
        owner = f"Route {shown(self.label_matchers)}"
        check_named(owner, self.contact_point)
        check_grouping(owner, self)

    @property
    def label_matchers(self) -> tuple[Matcher, ...]:
        """What its labels must be, by the name of the label."""
        return read_matchers("Route", self.matchers)
