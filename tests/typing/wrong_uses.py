# ruff: noqa: INP001  # a package of this name would hide Python's own `typing`
"""What users must not write: each line is an error of its own, or its `type: ignore` is one.

Checked by mypy in `test_typing.py`, never run.
"""

from typing import Any, cast

import attrs

from alerting.placed import evolved
from grafmint import (
    Alert,
    AlertRule,
    Annotation,
    ContactPoint,
    Dashboard,
    Env,
    Folder,
    Legend,
    MuteTiming,
    NotificationPolicy,
    Override,
    QueryVariable,
    Row,
    Secret,
    Stat,
    Text,
    Threshold,
    TimeSeries,
    above,
    by_name,
    by_type,
    loki,
    prometheus,
)
from grafmint.alerting import Email, PagerDuty, Route, Slack, TimeInterval, weekends
from grafmint.block import Block, on_behalf_of


@attrs.frozen(kw_only=True)
class Service(Block):
    """A building block of one's own."""

    name: str
    tags: tuple[str, ...] = ()


panel = Stat(title="CPU")

Stat()  # type: ignore[call-arg]
Stat("CPU")  # type: ignore[call-arg]
Stat(titel="CPU")  # type: ignore[call-arg]
Stat(title=1)  # type: ignore[arg-type]
Stat(title="CPU", unit="percnt")  # type: ignore[arg-type]
Stat(title="CPU", unit="suffix:x")  # type: ignore[arg-type]
Stat(title="CPU", decimals="2")  # type: ignore[arg-type]
Stat(title="CPU", decimals=2.5)  # type: ignore[arg-type]
Stat(title="CPU", graph_mode="aera")  # type: ignore[arg-type]
Stat(title="CPU", thresholds=0.8)  # type: ignore[arg-type]
Stat(title="CPU", color="tresholds")  # type: ignore[arg-type]
Stat(title="CPU", queries="up")  # type: ignore[arg-type]
Stat(title="CPU", queries=["up"])  # type: ignore[list-item]
Stat(title="CPU", max_per_row=5)  # type: ignore[arg-type]
Stat(title="CPU", legend=Legend())  # type: ignore[call-arg]
TimeSeries(title="CPU", hide_from="legnd")  # type: ignore[arg-type]
TimeSeries(title="CPU", overrides=by_name("a"))  # type: ignore[arg-type]
Text(title="A")  # type: ignore[call-arg]
Legend(calcs="maen")  # type: ignore[arg-type]
Override(unit="s")  # type: ignore[call-arg]
by_type("numbers")  # type: ignore[arg-type]
Threshold(value="1", color="red")  # type: ignore[arg-type]
above(0.8)  # type: ignore[call-arg]
above(warnign=1)  # type: ignore[call-arg]
above(critical=1, mode="percent")  # type: ignore[arg-type]
Folder(uid="a", title="A", parent="b")  # type: ignore[arg-type]
Row(title="R", panels=Row(title="S"))  # type: ignore[arg-type]
Dashboard(title="A")  # type: ignore[call-arg]
Dashboard(uid="a", title="A", folder="hosts")  # type: ignore[arg-type]
Dashboard(uid="a", title="A", rows=[panel])  # type: ignore[list-item]
Dashboard(uid="a", title="A", cursor_sync="On")  # type: ignore[arg-type]
Dashboard(uid="a", title="A").add(panel)  # type: ignore[call-arg]
Dashboard(uid="a", title="A").replace("a", "b")  # type: ignore[arg-type]
QueryVariable(name="a", query="label_values(a)")  # type: ignore[arg-type]
Annotation(name="A", query="up")  # type: ignore[arg-type]
loki.Query(expr=1)  # type: ignore[arg-type]
prometheus.Query(expr="up", format="tabel")  # type: ignore[arg-type]
prometheus.Datasource(name="a", url="http://a", headers={"X": "plain"})  # type: ignore[dict-item]
Secret()  # type: ignore[call-arg]
Alert(name="A", level="info")  # type: ignore[arg-type]
Alert(name="A", severity="critical")  # type: ignore[call-arg]
Stat(title="CPU", alerts="A")  # type: ignore[arg-type]
AlertRule(name="A", uid="a", folder="hosts", queries=loki.Query(expr="{}"))  # type: ignore[arg-type]
ContactPoint(name="a", integrations="slack")  # type: ignore[arg-type]
Slack(url="https://hooks.example")  # type: ignore[arg-type]
PagerDuty()  # type: ignore[call-arg]
Email(addresses=1)  # type: ignore[arg-type]
NotificationPolicy(contact_point=1)  # type: ignore[arg-type]
Route(mute_timings=TimeInterval(years="2026"))  # type: ignore[arg-type]
MuteTiming(name="a", time_intervals="monday")  # type: ignore[arg-type]
weekends(location=1)  # type: ignore[arg-type]
Service()  # type: ignore[call-arg]
Service("shop")  # type: ignore[call-arg]
Service(name=1)  # type: ignore[arg-type]
Service(name="shop", tag=("a",))  # type: ignore[call-arg]
Service(name="shop", tags="a")  # type: ignore[arg-type]
on_behalf_of("shop")  # type: ignore[arg-type]
attrs.evolve(panel, unit="percnt")  # type: ignore[arg-type]
attrs.evolve(panel, unti="percent")  # type: ignore[call-arg]
evolved(panel, unti="percent")  # type: ignore[call-arg]
panel.title = "RAM"  # type: ignore[misc]
panel.titel  # type: ignore[attr-defined]  # noqa: B018
cast("Env[Any]", None).value  # type: ignore[attr-defined]  # noqa: B018
