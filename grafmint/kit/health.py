"""Health: which targets answer, and which alerts fire, as Prometheus itself sees them."""

import attrs

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, graph, legend_of, stat
from grafmint.model.fields import CellOptions, Legend, Override, ReduceOptions, by_name
from grafmint.model.mapping import ValueMap
from grafmint.model.panel.alertlist import AlertList
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.statetimeline import StateTimeline
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, below
from grafmint.prometheus import Query
from grafmint.transform import Organize

UP_OR_DOWN = (ValueMap(value=1, text="UP", color="green"), ValueMap(value=0, text="DOWN", color="red"))
SEVERITIES = (
    ValueMap(value="critical", color="red"),
    ValueMap(value="warning", color="orange"),
    ValueMap(value="info", color="blue"),
)
_ALL_UP = below(critical=1)


@attrs.frozen(kw_only=True)
class Targets:
    """What Prometheus writes about its targets and its alerting rules.

    `scope` holds for the targets only: an alert keeps just the labels of its rule.
    Source: https://prometheus.io/docs/concepts/jobs_instances/
    """

    up: str = "up"
    job: str = "job"
    instance: str = "instance"
    alerts: str = "ALERTS"
    alert: str = "alertname"
    severity: str = "severity"
    state: str = "alertstate"
    firing: str = "firing"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def reachable(self) -> promql.Metric:
        """1 for a target that answered its last scrape, else 0."""
        return self.scope.metric(self.up)

    @property
    def firing_alerts(self) -> promql.Metric:
        """1 for each alert that fires."""
        return promql.metric(self.alerts, **{self.state: self.firing})


def answered(targets: Targets, window: str) -> promql.Expr:
    """The share of scrapes that each job answered in a window of time, 0 to 1."""
    return promql.avg(promql.avg_over_time(targets.reachable, window), by=targets.job)


def _worst(targets: Targets) -> promql.Expr:
    return promql.min(targets.reachable, by=targets.job)


def status(targets: Targets, *, title: str = "Services") -> Stat:
    """UP or DOWN for each job: down as soon as one of its instances does not answer.

    Unit: truth value. Source: the `up` of every scrape.
    """
    return _lamps(
        title,
        ask(_worst(targets), legend_of(targets.job), interval=targets.interval),
        "Each job is UP while all of its instances answer Prometheus. DOWN: see the instances that are down"
        " further below, then the job's own board and its logs.",
    )


def instances(targets: Targets, *, title: str = "Instances") -> Stat:
    """UP or DOWN for each instance.

    Unit: truth value. Source: the `up` of every scrape.
    """
    each = promql.min(targets.reachable, by=(targets.job, targets.instance))
    return _lamps(
        title,
        ask(each, legend_of(targets.job, targets.instance), interval=targets.interval),
        "Each instance is UP while it answers. DOWN: does its process run, does the machine run, and does the network"
        " let the question through?",
    )


def _lamps(title: str, query: Query, description: str) -> Stat:
    return Stat(
        title=title,
        description=description,
        queries=query,
        unit="bool",
        color="thresholds",
        thresholds=_ALL_UP,
        mappings=UP_OR_DOWN,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
        color_mode="background",
        graph_mode="none",
        text_mode="value_and_name",
    )


def answering(targets: Targets, *, title: str = "Instances that answer", look: Look = LOOK) -> TimeSeries:
    """How many instances of each job answer.

    Unit: number of instances. Source: the `up` of every scrape.
    """
    number = promql.sum(targets.reachable, by=targets.job)
    panel = graph(
        title,
        ask(number, legend_of(targets.job), interval=targets.interval),
        description="Instances that answer. A step down that stays is a machine or a process that is gone: start it"
        " again. A line that keeps falling and rising is one that restarts: its log says why.",
        unit="short",
        look=look,
    )
    # Between two scrapes nobody half answers.
    return attrs.evolve(panel, line_interpolation="stepAfter")


def availability(targets: Targets, *, title: str = "Availability", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of scrapes that were answered in the last hour, of the worst job.

    Its second query, hidden, is that of every job, for an alert that names the job.
    Unit: percent, 0 to 100. Source: the `up` of every scrape.
    """
    share = answered(targets, "1h")
    each = ask(100 * share, legend_of(targets.job), interval=targets.interval, ref_id="jobs")
    return stat(
        title,
        [ask(100 * promql.min(share), "worst job", interval=targets.interval), attrs.evolve(each, hide=True)],
        description="How many scrapes of the last hour were answered, for the job where it was the fewest. Low: the"
        " timeline of the services shows which job it is and since when.",
        unit="percent",
        thresholds=thresholds,
        decimals=2,
    )


def uptime(targets: Targets, *, title: str = "Uptime", window: str = "30d", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """The share of scrapes that were answered in a long window of time, of the worst job.

    Unit: percent, 0 to 100. Source: the `up` of every scrape.
    """
    query = ask(100 * promql.min(answered(targets, window)), "worst job", interval=targets.interval)
    panel = stat(
        title,
        # A whole window is read for each point: one is enough for what moves in days.
        attrs.evolve(query, instant=True),
        description=f"How many scrapes of the last {window} were answered, for the job where it was the fewest. Low:"
        " add up its gaps on the timeline of the services, and end the cause of the longest one.",
        unit="percent",
        thresholds=thresholds,
        decimals=3,
    )
    return attrs.evolve(panel, graph_mode="none")


def history(targets: Targets, *, title: str = "Service history") -> StateTimeline:
    """When each job was up and when it was down.

    Unit: truth value. Source: the `up` of every scrape.
    """
    return StateTimeline(
        title=title,
        description="Each job over time, DOWN while any of its instances did not answer. Compare the start of a gap"
        " with the deployments that are drawn over the graphs.",
        queries=ask(_worst(targets), legend_of(targets.job), interval=targets.interval),
        unit="bool",
        color="thresholds",
        thresholds=_ALL_UP,
        mappings=UP_OR_DOWN,
        show_value="never",
        merge_values=True,
        legend=Legend(show=False),
    )


def down(targets: Targets, *, title: str = "Instances that are down") -> Table:
    """The instances that did not answer their last scrape.

    Unit: none, one row an instance. Source: the `up` of every scrape.
    """
    unreachable = promql.eq(promql.min(targets.reachable, by=(targets.job, targets.instance)), 0)
    return Table(
        title=title,
        description="Every instance that did not answer its last scrape. Is its process running, and does the network"
        " let Prometheus reach it? An empty table is the good case.",
        queries=ask_now(unreachable, interval=targets.interval),
        unit="none",
        no_value="No instance found that is down",
        transformations=Organize(
            hide=["Time", "Value"],
            order=[targets.job, targets.instance],
            rename={targets.job: "Job", targets.instance: "Instance"},
        ),
    )


def alerts(targets: Targets, *, title: str = "Firing alerts") -> Table:
    """The alerts that fire in Prometheus, how severe each is and how often it fires.

    Unit: number of series. Source: the `ALERTS` that Prometheus writes for its rules.
    """
    firing = promql.sum(targets.firing_alerts, by=(targets.alert, targets.severity))
    return Table(
        title=title,
        description="Alerts of Prometheus' rules that fire now, and for how many series each. Begin with the critical"
        " ones. An empty table is the good case.",
        queries=ask_now(firing, interval=targets.interval),
        unit="short",
        thresholds=NO_LIMIT,
        no_value="No firing alert found",
        transformations=Organize(
            hide="Time",
            order=[targets.severity, targets.alert, "Value"],
            rename={targets.severity: "Severity", targets.alert: "Alert", "Value": "Firing"},
        ),
        sort_by=TableSort(display_name="Severity"),
        overrides=[
            Override(
                matcher=by_name("Severity"), mappings=SEVERITIES, cell_options=CellOptions(type="color-text"), width=110
            ),
            Override(matcher=by_name("Firing"), width=90),
        ],
    )


def firing(targets: Targets, *, title: str = "Alerts firing", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many alerts fire in Prometheus.

    Unit: number of alerts. Source: the `ALERTS` that Prometheus writes for its rules.
    """
    number = promql.either(promql.sum(targets.firing_alerts), promql.vector(0))
    return stat(
        title,
        ask(number, "alerts", interval=targets.interval),
        description="How many alerts of Prometheus' rules fire now. More than none: the table of alerts names them.",
        unit="short",
        thresholds=thresholds,
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
