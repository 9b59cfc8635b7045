"""NotificationPolicy: the tree that decides whom an alert is told to.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/notifications/notification-policies/
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.contact_point import ContactPoint, check_named
from grafmint.model.alerting.grouping import check_grouping
from grafmint.model.alerting.inhibition import Inhibition
from grafmint.model.alerting.length import length
from grafmint.model.alerting.matchers import shown
from grafmint.model.alerting.mute_timing import texts_of
from grafmint.model.alerting.route import Route, routes_of
from grafmint.model.alerting.severity import Severity
from grafmint.model.base import UNWRITTEN, Traced, frozen, many


def severities_of(value: Severity | Iterable[Severity]) -> tuple[Severity, ...]:
    """One severity or several."""
    return many(value)


def inhibitions_of(value: Inhibition | Iterable[Inhibition]) -> tuple[Inhibition, ...]:
    """One inhibition or several."""
    return many(value)


@frozen(kw_only=True)
class NotificationPolicy(Traced):
    """The root of the tree: `contact_point` gets what no route takes; a project has one.

    The `routes` are asked first, then the `severities`, each in order. On a Grafana that others use too, only the
    routes are ours, unless the environment says `owns_policies`. A contact point by its name is one that another module
    of the project defines.
    """

    is_resource: ClassVar[bool] = True
    known_as: ClassVar[Mapping[str, str]] = {
        "receiver": "contact_point",
        **dict.fromkeys(("match", "labels", "matchers"), "routes=Route(matchers=…, contact_point=…)"),
    }

    contact_point: ContactPoint | str = attrs.field(metadata=UNWRITTEN)
    group_by: tuple[str, ...] = attrs.field(default=("grafana_folder", "alertname"), converter=texts_of)
    group_wait: str | Unset = length()
    group_interval: str | Unset = length()
    repeat_interval: str | Unset = length()
    severities: tuple[Severity, ...] = attrs.field(default=(), converter=severities_of)
    routes: tuple[Route, ...] = attrs.field(default=(), converter=routes_of)
    inhibitions: tuple[Inhibition, ...] = attrs.field(default=(), converter=inhibitions_of)

    def _validate(self) -> None:
        check_named("NotificationPolicy", self.contact_point)
        check_grouping("NotificationPolicy", self)
        names = [severity.name for severity in self.severities]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ModelError(
                f"NotificationPolicy: two severities are {twice!r}", hint="rename one of them, or leave it out"
            )
        nobody = next((route for route in self.routes if isinstance(route.contact_point, Unset)), None)
        if nobody is not None:
            raise ModelError(
                f"NotificationPolicy: route {shown(nobody.label_matchers)} leads to nobody",
                hint="write contact_point=… in each route at the top; only nested ones have their parent's",
            )
        if not all(route.matchers for route in self.routes):
            raise ModelError(
                "NotificationPolicy: a route at the top has no matchers and takes every alert",
                hint="leave it out: what no route takes goes to the policy's own contact_point",
            )
