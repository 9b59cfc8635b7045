"""Simulations of what boards and alerts ask: every query finds series, of the right kind, with the right labels."""

import math
import time
from pathlib import Path

import pytest

from grafmint import Dashboard, TimeSeries
from grafmint.alerting import AlertRule
from grafmint.model.threshold import above
from grafmint.model.variable.custom import CustomVariable
from grafmint.model.variable.query import QueryVariable
from grafmint.prometheus import LabelValues, Query
from grafmint.promql.parse import check
from grafmint.testing import simulator as sim
from grafmint.testing.simulator.asked import asked_in, recorded_in
from grafmint.testing.simulator.labels import label_sets
from tests.real_prometheus import TOOL
from tests.slo.tried import FOLDER, SHOP, compiled
from tests.testing.simulator.asking import only, simulated
from tests.testing.simulator.gallery import gallery
from tests.testing.simulator.prometheus import told


@pytest.mark.parametrize(
    ("expr", "kind"),
    [
        ("rate(jobs[5m])", sim.Counter),
        ("sum(increase(orders_placed[1h]))", sim.Counter),
        ("jobs_total", sim.Counter),
        ("queue_length", sim.Gauge),
        ("histogram_quantile(0.9, sum by (le) (rate(seconds_bucket[5m])))", sim.Histogram),
        ("rate(seconds_sum[5m]) / rate(seconds_count[5m])", sim.Histogram),
        ("rate(seconds_count[5m])", sim.Counter),
        ("items_count", sim.Gauge),
    ],
)
def test_the_kind_follows_from_name_and_function(expr: str, kind: type) -> None:
    """What is rated is counted, whatever its name; buckets, or sum and count, are a histogram."""
    metric, _ = only(expr)
    assert isinstance(metric, kind)


@pytest.mark.parametrize(
    ("exprs", "label", "values"),
    [
        (['m{service="cart"}', 'm{service="search"}'], "service", {"cart", "search"}),
        (['m{service=~"cart|search"}'], "service", {"cart", "search"}),
        (['m{path=~"/api/.*"}'], "path", {"/api/orders", "/api/items"}),
        (['m{file=~"/srv/.+"}'], "file", {"/srv/0"}),
        (['m{version=~"v\\\\d+"}'], "version", {"v1"}),
        (['m{status=~"5.."}', "m"], "status", {"500", "ok"}),
        (['m{result="failure"}', "sum(m)"], "result", {"failure", "success"}),
        (['m{result="success"}', "sum(m)"], "result", {"success", "error"}),
        (['m{flow="checkout"}', "sum(m)"], "flow", {"checkout", "registration"}),
        (['m{lane="left"}', "sum(m)"], "lane", {"left", "other"}),
        (["sum by (service) (m)", 'm{service="cart"}'], "service", {"cart", "api"}),
        (["sum by (queue) (m)"], "queue", {"mail", "exports", "payments"}),
        (["sum without (queue) (m)"], "queue", {"mail", "exports", "payments"}),
    ],
)
def test_labels_have_the_values_that_queries_want(exprs: list[str], label: str, values: set[str]) -> None:
    """Those that matchers name, an example of each pattern, and another one where the whole is asked for as well."""
    _, found = only(*exprs)
    assert {labels[label] for labels in found} == values


def test_a_legend_wants_its_labels_where_the_answer_can_have_them() -> None:
    """Of a plain metric, but not of a sum by another label."""
    assert "host" in only("m", legend="{{ host }}")[0].labels
    assert set(only("sum by (queue) (m)", legend="{{ host }}")[0].labels) == {"queue"}


def test_what_is_matched_as_it_is_has_the_same_labels() -> None:
    """A share of two gauges has an answer only where both have all labels in common."""
    first, second = simulated('free_bytes{fstype="ext4"} / size_bytes', "max by (mountpoint) (free_bytes)").series
    assert first.labels == second.labels
    assert set(first.labels) == {"fstype", "mountpoint"}


def test_what_is_matched_by_a_label_has_it() -> None:
    """And `group_left` wants of the other side what it takes from there."""
    found = {metric.name: set(metric.labels) for metric in simulated("m * on (pod) group_left (node) info").series}
    assert found == {"m": {"pod"}, "info": {"pod", "node"}}


def test_a_thing_that_one_query_names_is_the_same_elsewhere() -> None:
    """A service of the board's first panel is one of its second; a state is of its metric alone."""
    found = simulated('a{service="cart", state="failed"}', "sum by (service, state) (b)").series
    (b,) = (metric for metric in found if metric.name == "b")
    labels = [labels for labels, _ in label_sets(b.labels)]
    assert {each["service"] for each in labels} == {"cart"}
    assert {each["state"] for each in labels} == {"active", "idle", "waiting"}


def test_a_bucket_is_there_to_the_letter() -> None:
    """`le="1.0"` is no other bound than 1, but another label."""
    metric, _ = only('rate(seconds_bucket{le="1.0"}[5m])', 'rate(seconds_bucket{le="0.3"}[5m])')
    assert isinstance(metric, sim.Histogram)
    assert {"1.0", "0.3"} <= set(metric.buckets)
    assert "1" not in metric.buckets


def test_failures_are_few() -> None:
    """So that alerts keep silent until an incident is said."""
    run = simulated('m_total{status="500"}', "m_total").run(start=0)
    ill, well = (run.value_at(1.79e9, "m_total", {"status": status}) for status in ("500", "ok"))
    assert ill < 0.001 * well


def test_a_thing_is_in_one_state() -> None:
    """What is well is 1, whatever else it could be is 0."""
    run = simulated('pod_status{phase="Pending"}', "sum by (phase) (pod_status)").run(start=0)
    assert run.value_at(0, "pod_status", {"phase": "Running"}) == 1
    assert run.value_at(0, "pod_status", {"phase": "Pending"}) == 0


def test_what_is_given_is_not_guessed() -> None:
    """Series of a user's own stand in the place of guesses, and incidents may be of either."""
    own = sim.Gauge("queue_length", 5, labels={"queue": ["mail", "other"]})
    found = simulated(
        "queue_length + jobs", series=[own], incidents=[sim.Incident(at="0s", lasts="1m", series="jobs", value=3)]
    )
    assert found.series[0] is own
    assert found.run(start=0).value_at(1, "jobs") == 3


def test_what_rules_record_and_prometheus_makes_is_left_out() -> None:
    """A Prometheus that evaluates the rules has them; what they are recorded from is there."""
    bundle = compiled(SHOP, records=True)
    names = {metric.name for metric in sim.for_queries(bundle).series}
    assert recorded_in(bundle)
    assert names == {"http_requests_total"}
    assert simulated('sum(ALERTS{alertstate="firing"})').series == ()


def test_variables_are_those_that_a_board_opens_with() -> None:
    """What is chosen exists, and so does what a variable is asked for."""
    variables = [
        CustomVariable(name="region", values=["eu", "us"]),
        QueryVariable(name="service", query=LabelValues(label="service", metric="requests_total")),
    ]
    panel = TimeSeries(title="Panel", queries=[Query(expr='requests_total{region="$region", service=~"$service"}')])
    board = Dashboard(uid="board", title="Board", panels=[panel], variables=variables)
    (metric,) = sim.for_queries(compiled(board)).series
    labels = [labels for labels, _ in label_sets(metric.labels)]
    assert "eu" in {each["region"] for each in labels}
    assert len({each["service"] for each in labels}) == 3


def test_rules_of_grafana_ask_too() -> None:
    """An alert that no board shows has data."""
    rule = AlertRule(
        uid="slow",
        name="Slow",
        level="critical",
        summary="Slow.",
        folder=FOLDER,
        queries=Query(expr="max(latency_seconds)"),
        thresholds=above(critical=1),
    )
    assert [metric.name for metric in sim.for_queries(compiled(rule)).series] == ["latency_seconds"]


def test_every_query_of_the_kit_finds_data(tmp_path: Path) -> None:
    """In a real Prometheus, over the windows that they look back on, and numbers at that.

    But for those that show only what is wrong, or what only a Prometheus' own rules make.
    """
    if TOOL is None:
        pytest.skip("prometheus is not installed (Debian package prometheus)")
    bundle = gallery()
    queries = list(dict.fromkeys(check(each.expr).query for each in asked_in(bundle)))
    assert len(queries) > 100
    # A gauge of seven days ago is there where it was sampled less than five minutes before.
    start = time.time() // 1800 * 1800
    with told(sim.for_queries(bundle), tmp_path, {"8d": "30m", "10m": "30s"}, start) as asked:
        found = {expr: [value for _, value in asked.instant(expr, start)] for expr in queries}
    assert [expr for expr, values in found.items() if not all(map(math.isfinite, values))] == []
    empty = [expr for expr, values in found.items() if not values]
    assert [expr for expr in empty if "ALERTS" not in expr and not expr.endswith("== 0")] == []
