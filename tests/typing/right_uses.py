# ruff: noqa: INP001  # a package of this name would hide Python's own `typing`
"""What users write and type checkers must take; checked by mypy in `test_typing.py`, never run."""

from collections.abc import Iterator
from datetime import date
from typing import assert_type

import attrs

from grafmint import (
    Alert,
    AlertRule,
    Annotation,
    Color,
    ContactPoint,
    CustomVariable,
    Dashboard,
    DatasourceVariable,
    Env,
    Folder,
    Gauge,
    Grid,
    Legend,
    MuteTiming,
    NotificationPolicy,
    Override,
    Panel,
    QueryVariable,
    Row,
    Secret,
    Stat,
    Table,
    TableSort,
    Thresholds,
    TimeSeries,
    ValueMap,
    above,
    by_name,
    loki,
    prometheus,
    promql,
    resources,
    transform,
)
from grafmint.alerting import (
    Email,
    OtherIntegration,
    Route,
    RuleGroup,
    Severity,
    Slack,
    business_hours,
    holidays,
    outside_business_hours,
)
from grafmint.block import Block, on_behalf_of
from grafmint.units import suffix


@attrs.frozen(kw_only=True)
class Values:
    """A project's own values."""

    url: str
    ratio: float = 0.05


@attrs.frozen(kw_only=True)
class Service(Block):
    """A building block of one's own."""

    name: str
    tags: tuple[str, ...] = ()

    def panel(self) -> Stat:
        """What is shown of it."""
        with on_behalf_of(self):
            return Stat(title=self.name)


assert_type(attrs.evolve(Service(name="shop", tags=("a",)), name="b"), Service)
hosts = Folder(uid="hosts", title="Hosts", parent=Folder(uid="top", title="Top"))
instance = QueryVariable(name="instance", query=prometheus.LabelValues(label="instance"), multi=True, include_all=True)
requests = promql.metric("http_requests_total", job="api")
panel = TimeSeries(
    title="Rate",
    queries=prometheus.Query(expr=promql.sum(promql.rate(requests)), legend_format="{{code}}"),
    unit="reqps",
    min=0,
    max=80.5,
    color=Color(fixed_color="red"),
    thresholds=above(warning=0.8, critical=1),
    mappings=ValueMap(value=1, text="up"),
    overrides=[Override(matcher=by_name("p99"), line_width=2, hide_from="legend")],
    legend=Legend(calcs="mean"),
    hide_from=["legend", "tooltip"],
    transformations=transform.Merge(),
    repeat=instance,
    grid=Grid(x=0, y=0, w=24, h=8),
)

assert_type(panel, TimeSeries)
assert_type(panel.title, str)
assert_type(above(critical=1), Thresholds)
assert_type(attrs.evolve(panel, title="Other"), TimeSeries)

one: Panel = Stat(title="A", unit=suffix("pods"), queries=(q for q in [loki.Query(expr="{}")]))
many: list[Panel] = [one, Gauge(title="B"), Table(title="C", sort_by=TableSort(display_name="a"))]

board = Dashboard(
    uid="a",
    title="A",
    folder=hosts,
    tags="one",
    variables=[instance, CustomVariable(name="b", values={"One": "1"}), DatasourceVariable(name="ds", plugin="loki")],
    annotations=Annotation(name="D", tags=["deploy"]),
    panels=many,
    rows=Row(title="R", panels=panel, columns=3),
)
assert_type(board.drop("a").add(one, after="b").replace("b", one), Dashboard)
assert_type(board.panel("a"), Panel)


slack = Slack(url=Secret(name="slack"), recipient="#shop")
shop = ContactPoint(name="shop", integrations=[slack, Email(addresses="shop@example.com")])
lead = ContactPoint(name="lead", integrations=OtherIntegration(name="teams", secure_settings={"url": Secret(name="t")}))
nights = MuteTiming(name="nights", time_intervals=outside_business_hours(location="Europe/Berlin"))
free = MuteTiming(name="free", time_intervals=holidays([date(2026, 12, 25), "2026-12-26"], location="Europe/Berlin"))
office = MuteTiming(name="office", time_intervals=business_hours(location="Europe/Berlin", weekdays=["monday"]))
policy = NotificationPolicy(
    contact_point=shop,
    severities=Severity(name="critical", contact_point=lead, response_time="15m", active_timings="office"),
    routes=[
        Route(
            matchers={"team": ["shop", "search"], "env": promql.ne("dev")},
            contact_point=shop,
            routes=Route(matchers={"job": promql.re("batch-.*")}, mute_timings=[nights, "free"]),
        )
    ],
)
watched = Stat(
    title="Down",
    queries=prometheus.Query(expr="up"),
    thresholds=above(critical=1),
    alerts=Alert(name="Down", level="critical", labels={"team": "shop"}, group=RuleGroup(name="fast", interval="30s")),
)
rule = AlertRule(
    name="Down",
    uid="down",
    folder=hosts,
    queries=prometheus.Query(expr="up"),
    thresholds=above(warning=1),
    level="warning",
)
assert_type(watched.alerts, tuple[Alert, ...])


@resources
def everything(env: Env[Values]) -> Iterator[Dashboard | prometheus.Datasource]:
    """A marked function stays what it is."""
    yield board
    yield prometheus.Datasource(name="metrics", url=env.values.url, headers={"X-Scope": Secret(name="scope")})


assert_type(list(everything(Env(name="test", values=Values(url="http://a")))), list[Dashboard | prometheus.Datasource])
