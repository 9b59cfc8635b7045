"""Alerts: which of them fire."""

from grafmint import promql
from grafmint.kit.health.targets import Targets
from grafmint.kit.look import NO_LIMIT, ask, ask_now, stat
from grafmint.model.fields import CellOptions, Override, by_name
from grafmint.model.mapping import SpecialMap, ValueMap
from grafmint.model.panel.alertlist import AlertList
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.threshold import Thresholds
from grafmint.transform import Organize

_SEVERITIES = (
    ValueMap(value="critical", color="red"),
    ValueMap(value="warning", color="orange"),
    ValueMap(value="info", color="blue"),
)
# Rules of Grafana leave nothing in Prometheus, and neither do rules that are quiet: silence is no good news there.
_NONE = "None in Prometheus"
_UNKNOWN = SpecialMap(match="null", text=_NONE, color="text")


def alerts(targets: Targets, *, title: str = "Firing alerts") -> Table:
    """The alerts that fire in Prometheus, how severe each is and how often it fires.

    Unit: number of series. Source: the `ALERTS` that Prometheus writes for its rules.
    """
    firing = promql.sum(targets.firing_alerts, by=(targets.alert, targets.severity))
    return Table(
        title=title,
        description="Alerts of Prometheus' rules that fire now, and for how many series each. Begin with the critical"
        " ones. Rules that Grafana evaluates are never here: its own list of alerts has them.",
        queries=ask_now(firing, interval=targets.interval),
        unit="short",
        thresholds=NO_LIMIT,
        no_value=_NONE,
        transformations=Organize(
            hide="Time",
            order=[targets.severity, targets.alert, "Value"],
            rename={targets.severity: "Severity", targets.alert: "Alert", "Value": "Firing"},
        ),
        sort_by=TableSort(display_name="Severity"),
        overrides=[
            Override(
                matcher=by_name("Severity"),
                mappings=_SEVERITIES,
                cell_options=CellOptions(type="color-text"),
                width=110,
            ),
            Override(matcher=by_name("Firing"), width=90),
        ],
    )


def firing(targets: Targets, *, title: str = "Alerts firing", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many alerts fire in Prometheus; none is a word without a colour, for Grafana may be who evaluates them.

    Unit: number of alerts. Source: the `ALERTS` that Prometheus writes for its rules.
    """
    number = promql.sum(targets.firing_alerts)
    return stat(
        title,
        # The last of a range would be that of an incident that has ended.
        ask(number, "alerts", interval=targets.interval, instant=True),
        description="How many alerts of Prometheus' rules fire now. More than none: the table of alerts names them."
        " Rules that Grafana evaluates are never counted here: its own list of alerts has them.",
        unit="short",
        thresholds=thresholds,
        mappings=_UNKNOWN,
        history=False,
    )


def alert_list(*, title: str = "Alerts in detail") -> AlertList:
    """The alerts that Grafana and its datasources evaluate, the most important first.

    Source: Grafana's own alerting, and the rules of its datasources.
    """
    return AlertList(
        title=title,
        description="Every alert that fires, is pending or cannot be evaluated, of Grafana's rules and of those of its"
        " datasources. Open one for its labels, its query and its runbook.",
        group_mode="default",
        view_mode="list",
    )
