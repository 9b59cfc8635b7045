"""Guesses: numbers are as large as their names, units and thresholds say, and what they are of has believable names."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from grafmint.model.threshold import above, below
from grafmint.testing import simulator as sim
from tests.testing.simulator.asking import only, simulated, week
from tests.testing.simulator.test_curve import NOW
from tests.testing.simulator.test_series import rate


@pytest.mark.parametrize(
    ("metric", "label", "values"),
    [
        ("active_users", "country", {"US", "DE", "FR", "GB", "BR", "IN"}),
        ("revenue_total", "currency", {"EUR", "USD", "GBP"}),
        ("payments_total", "provider", {"stripe", "paypal", "adyen"}),
        ("logins_total", "provider", {"password", "google", "github"}),
        ("pg_locks_count", "mode", {"accesssharelock", "rowexclusivelock", "exclusivelock"}),
        ("pg_stat_activity_count", "state", {"active", "idle", "idle in transaction"}),
        ("breaker", "state", {"closed", "open", "half_open"}),
        ("http_requests_total", "method", {"GET", "POST", "PUT"}),
        ("kafka_lag", "topic", {"orders", "payments", "events"}),
        ("node_network_bytes_total", "device", {"eth0", "eth1"}),
        ("node_filesystem_size_bytes", "mountpoint", {"/", "/var", "/home"}),
        ("kube_persistentvolumeclaim_status_phase", "phase", {"Bound", "Pending", "Lost"}),
        ("m", "lane", {"lane-1", "lane-2", "lane-3"}),
    ],
)
def test_values_of_labels_are_names_of_the_field(metric: str, label: str, values: set[str]) -> None:
    """By the label and by the metric; numbered ones where nobody knows better."""
    _, found = only(f"sum by ({label}) ({metric})")
    assert {labels[label] for labels in found} == values


@pytest.mark.parametrize(
    ("name", "look", "low", "high"),
    [
        ("feedback_score", {}, 3.5, 5),
        ("task_quality_score", {}, 0.7, 1),
        ("satisfaction_score", {"max": 100}, 70, 100),
        ("cache_hit_ratio", {}, 0.2, 0.8),
        ("disk_percent", {}, 10, 80),
        ("node_memory_MemAvailable_bytes", {}, 2**32, 2**34),
        ("pg_replication_lag_seconds", {}, 0.01, 1),
        ("queue_wait_ms", {}, 10, 600),
        ("active_users", {}, 50, 1300),
        ("wallet_balance", {}, 1e4, 4e4),
        ("room", {"unit": "percent"}, 5, 90),
        ("room", {"unit": "percentunit"}, 0.05, 0.9),
        ("room", {"unit": "bytes"}, 1e8, 1e10),
        ("room", {"unit": "ms"}, 20, 700),
        ("room", {"min": 0, "max": 3}, 0, 3),
        ("room", {"thresholds": above(warning=4, critical=6)}, 0, 4),
        ("room", {"thresholds": below(warning=300)}, 300, 600),
    ],
)
def test_a_gauge_is_as_large_as_its_name_and_its_panel_say(
    name: str, look: Mapping[str, Any], low: float, high: float
) -> None:
    """All week, and it moves."""
    metric, _ = only(f"max({name})", **look)
    values = week(sim.Simulation(series=[metric]).run(start=NOW), name)
    assert low <= min(values) < max(values) <= high


def test_a_sum_is_kept_within_the_thresholds_of_all() -> None:
    """Each of three queues has a third of what is good."""
    metric, _ = only("sum(waiting)", 'waiting{queue=~"a|b|c"}', thresholds=above(warning=6))
    run = sim.Simulation(series=[metric]).run(start=NOW)
    found = [week(run, "waiting", {"queue": queue}) for queue in "abc"]
    assert max(map(sum, zip(*found, strict=True))) < 6


def test_what_is_computed_says_nothing_of_its_parts() -> None:
    """A panel of hours shows seconds that were divided."""
    plain, _ = only("waited_seconds")
    computed, _ = only("waited_seconds / 3600", unit="h", thresholds=above(warning=0.001))
    assert plain == computed


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("http_requests_total", 3, 60),
        ("signups_total", 0.01, 0.5),
        ("revenue_eur_total", 0.01, 1),
        ("node_network_receive_bytes_total", 1e5, 1e7),
        ("app_errors_total", 0.01, 1),
        ("fraud_detected_total", 1e-6, 2e-3),
        ("container_cpu_usage_seconds_total", 0.02, 0.6),
        ("redis_commands_total", 100, 2000),
        ("pg_stat_statements_calls_total", 8, 160),
    ],
)
def test_a_counter_counts_as_often_as_its_name_says(name: str, low: float, high: float) -> None:
    """In a second: requests many times, sales a few times in a minute, fraud some times a day."""
    run = simulated(f"sum(rate({name}[5m]))").run(start=NOW)
    found = [rate(run, name, {}, NOW + 3600 * hour) for hour in range(48)]
    assert low <= min(found) < max(found) <= high


@pytest.mark.parametrize("name", ["pod_restarts_total", "redis_evicted_keys_total"])
def test_what_stops_does_so_now_and_then(name: str) -> None:
    """A pod restarts each third day, as a whole; a cache that has room evicts no more often."""
    run = simulated(f"increase({name}[1h])").run(start=NOW)
    days = [run.value_at(NOW + 86_400 * day, name) for day in range(10)]
    assert days[9] - days[0] == pytest.approx(3, abs=1e-3)


def test_who_does_not_reach_the_next_step_has_left() -> None:
    """The two counters of a funnel agree at each hour, whatever the product calls them."""
    steps = ("started", "registered", "completed")
    run = simulated(*(f"sum by (step) (rate(shop_{name}_total[5m]))" for name in ("funnel_step", "dropoffs"))).run(
        start=NOW
    )
    for hour in range(24):
        reached, left = (
            [rate(run, f"shop_{name}_total", {"step": step}, NOW + 3600 * hour) for step in steps]
            for name in ("funnel_step", "dropoffs")
        )
        assert left == pytest.approx([reached[0] - reached[1], reached[1] - reached[2], 0])


def test_a_quantile_is_good() -> None:
    """A panel that is orange from a tenth of a second on makes the service as fast."""
    expr = "histogram_quantile(0.95, sum by (le) (rate(wait_seconds_bucket[5m])))"
    slow, fast = (only(expr, thresholds=each)[0] for each in (above(warning=3), above(warning=0.1)))
    for metric, bound in ((slow, "1"), (fast, "0.1")):
        run = sim.Simulation(series=[metric]).run(start=NOW)
        below_it, all_ = (rate(run, "wait_seconds_bucket", {"le": le}) for le in (bound, "+Inf"))
        assert below_it > 0.95 * all_


@pytest.mark.parametrize(("name", "bound"), [("session_duration_seconds", "50000"), ("report_bytes", "1e+06")])
def test_what_is_no_request_is_larger(name: str, bound: str) -> None:
    """A session takes minutes, a report has kilobytes."""
    metric, _ = only(f"rate({name}_bucket[5m])")
    assert isinstance(metric, sim.Histogram)
    assert metric.buckets[-1] == bound


def test_things_of_a_kind_are_not_equally_busy() -> None:
    """One service has more requests than another, and the same one has more orders."""
    run = simulated("sum by (service) (requests)", "sum by (service) (rate(orders_total[5m]))").run(start=NOW)
    services = sorted({line.labels["service"] for line in run.lines})
    by_service = [rate(run, "orders_total", {"service": each}) for each in services]
    assert max(by_service) > 1.2 * min(by_service)


def test_one_state_of_each_thing_holds() -> None:
    """A pod is in one phase, and of its node one condition is true and the others are false."""
    phases = simulated("sum by (pod, phase) (kube_pod_status_phase)").run(start=NOW)
    conditions = simulated(
        'kube_node_status_condition{status=~"true|false"} == 1', legend="{{node}} {{condition}} {{status}}"
    ).run(start=NOW)
    for run, of in ((phases, ["pod"]), (conditions, ["node", "condition"])):
        found: dict[tuple[str, ...], float] = {}
        for line in run.lines:
            key = tuple(line.labels[label] for label in of)
            found[key] = found.get(key, 0) + line.curve.at(NOW)
        assert set(found.values()) == {1}
    labels = {"node": "node-1", "condition": "DiskPressure", "status": "false"}
    assert conditions.value_at(NOW, "kube_node_status_condition", labels) == 1


def test_a_pod_is_of_one_namespace_and_a_target_of_one_job() -> None:
    """Labels are no product where one thing belongs to another; instances are named after their job."""
    pods = simulated("sum by (namespace, pod, node) (container_memory_usage_bytes)").run(start=NOW)
    assert len({line.labels["pod"] for line in pods.lines}) == len(pods.lines)
    up = simulated("min by (job, instance) (up)").run(start=NOW)
    assert len({line.labels["job"] for line in up.lines}) == 3
    assert all(re.fullmatch(rf"{line.labels['job']}-\d:\d+", line.labels["instance"]) for line in up.lines)
