"""AlertList: the alerts of this Grafana.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/alert-list/
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import OPTIONS, Json, Model, Parts, at, field, frozen, many, option
from grafmint.model.context import Context
from grafmint.model.panel.base import QueryPanel

_ORDER = {"alphaAsc": 1, "alphaDesc": 2, "importance": 3, "timeAsc": 4, "timeDesc": 5}


@frozen(kw_only=True)
class AlertStates(Model):
    """Which states the list shows."""

    firing: bool = field(default=True, always=True)
    pending: bool = field(default=True, always=True)
    no_data: bool = field(default=False, always=True)
    normal: bool = field(default=False, always=True)
    error: bool = field(default=True, always=True)


def labels_of(value: str | Iterable[str]) -> tuple[str, ...]:
    """One label or several."""
    return many(value)


def _order_json(value: str, context: Context) -> Json:
    return _ORDER[value]


@frozen(kw_only=True)
class AlertList(QueryPanel):
    """Alerts by state, narrowed by name, folder or labels (`alert_instance_label_filter='{team="db"}'`)."""

    type: ClassVar[str] = "alertlist"

    view_mode: Literal["list", "stat"] | Unset = option()
    group_mode: Literal["default", "custom"] | Unset = option()
    group_by: tuple[str, ...] = attrs.field(default=(), converter=labels_of, metadata=at(OPTIONS, "groupBy"))
    max_items: int = option(default=20, low=1, always=True)
    sort_order: Literal["alphaAsc", "alphaDesc", "importance", "timeAsc", "timeDesc"] = option(
        default="importance", encode=_order_json, always=True
    )
    dashboard_alerts: bool = option(default=False, always=True)
    alert_name: str = option(default="", always=True)
    alert_instance_label_filter: str = option(default="", always=True)
    state_filter: AlertStates = option(default=attrs.Factory(AlertStates), always=True)
    show_instances: bool | Unset = option()

    def _derive(self, parts: Parts, context: Context) -> None:
        parts[OPTIONS].setdefault("groupBy", [])
