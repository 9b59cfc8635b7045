"""Series: label products, counters that restarts do not move, histograms that fit their latency."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.errors import ModelError, UsageError
from grafmint.testing import simulator as sim
from grafmint.testing.simulator.running import Running
from tests.testing.simulator.test_curve import NOW

REQUESTS = sim.Counter(
    "http_requests_total",
    rate=sim.noisy(sim.daily(low=5, high=80)),
    labels={"service": ["cart", "search"], "status": sim.shares({"200": 0.9, "500": 0.1})},
)
DURATION = sim.Histogram(
    "http_request_duration_seconds", rate=40, latency=sim.lognormal(median=0.08, p99=0.6), labels={"service": "cart"}
)


def running(*series: sim.Counter | sim.Gauge | sim.Histogram, start: float = NOW, seed: int = 0) -> Running:
    """A simulation that runs."""
    return sim.Simulation(series=series, seed=seed).run(start=start)


def rate(run: Running, name: str, labels: dict[str, str], time: float = NOW, length: float = 300) -> float:
    """How much a counter grows in a second."""
    return (run.value_at(time + length, name, labels) - run.value_at(time, name, labels)) / length


def test_labels_are_multiplied() -> None:
    """A series for each combination, and a share of the rate for each of those that are shares."""
    run = running(sim.Counter("http_requests_total", 50, labels=REQUESTS.labels))
    assert sorted((line.labels["service"], line.labels["status"]) for line in run.lines) == [
        *(("cart", "200"), ("cart", "500"), ("search", "200"), ("search", "500")),
    ]
    assert rate(run, "http_requests_total", {"service": "cart", "status": "500"}) == pytest.approx(5)
    assert rate(run, "http_requests_total", {"service": "search", "status": "200"}) == pytest.approx(45)


@given(earlier=st.floats(0, 1e6), time=st.floats(NOW, NOW + 1e6))
def test_a_restart_moves_no_counter(earlier: float, time: float) -> None:
    """Whenever a simulation starts, its counters have the same values at the same time."""
    labels = {"service": "cart", "status": "200"}
    values = [
        running(REQUESTS, start=start).value_at(time, "http_requests_total", labels) for start in (NOW, NOW - earlier)
    ]
    assert values[0] == values[1]


def test_a_seed_decides() -> None:
    """The same one gives the same numbers, another one others."""
    labels = {"service": "cart", "status": "200"}
    first, again, other = (
        running(REQUESTS, seed=seed).value_at(NOW, "http_requests_total", labels) for seed in (1, 1, 2)
    )
    assert first == again != other


@given(length=st.floats(1, 1e5))
def test_a_histogram_is_consistent(length: float) -> None:
    """Buckets never fall with their bound, the last one is the count, and the mean is that of the latency."""
    run = running(DURATION)
    bounds = [*sim.BUCKETS, "+Inf"]
    counts = [
        run.value_at(NOW + length, "http_request_duration_seconds_bucket", {"service": "cart", "le": bound})
        for bound in bounds
    ]
    count, total = (
        run.value_at(NOW + length, f"http_request_duration_seconds_{part}", {"service": "cart"})
        for part in ("count", "sum")
    )
    assert counts == sorted(counts)
    assert counts[-1] == count
    assert total / count == pytest.approx(0.08 * math.exp((math.log(0.6 / 0.08) / 2.32635) ** 2 / 2), rel=1e-4)


@pytest.mark.parametrize(("bound", "share"), [("0.08", 0.5), ("0.6", 0.99)])
def test_a_histogram_has_the_quantiles_that_were_asked_for(bound: str, share: float) -> None:
    """Half of it is below the median, and one in a hundred above the 99th percentile."""
    run = running(sim.Histogram("seconds", 10, sim.lognormal(median=0.08, p99=0.6), buckets=["0.08", "0.6"]))
    assert rate(run, "seconds_bucket", {"le": bound}) == pytest.approx(10 * share)


def test_a_wandering_latency_has_quantiles_that_move_and_a_rate_that_fits() -> None:
    """The share below a bound goes up and down; the buckets are those of the count all the same."""
    latency = sim.wandering(sim.lognormal(median=0.08, p99=0.6), by=0.4)
    run = running(sim.Histogram("seconds", 10, latency, buckets=["0.08", "+Inf"]))
    found = [
        rate(run, "seconds_bucket", {"le": "0.08"}, NOW + at) / rate(run, "seconds_count", {}, NOW + at)
        for at in range(0, 36_000, 600)
    ]
    assert max(found) - min(found) > 0.05
    assert run.value_at(NOW, "seconds_bucket", {"le": "+Inf"}) == run.value_at(NOW, "seconds_count")


def test_one_series_may_be_slower_than_another() -> None:
    """Each keeps its own pace, within the share that is given; buckets and count fit each other as ever."""
    latency = sim.varied(sim.lognormal(median=0.08, p99=0.6), by=0.5)
    services = [f"service-{number}" for number in range(20)]
    run = running(sim.Histogram("seconds", 10, latency, buckets=["0.08"], labels={"service": services}))
    found = [rate(run, "seconds_bucket", {"service": each, "le": "0.08"}) / 10 for each in services]
    assert 0.2 < min(found) < 0.4
    assert 0.6 < max(found) < 0.9
    assert rate(run, "seconds_count", {"service": services[0]}) == pytest.approx(10)
    later = [rate(run, "seconds_bucket", {"service": each, "le": "0.08"}, NOW + 9000) / 10 for each in services]
    assert later == pytest.approx(found)


def test_what_is_whole_has_no_fraction() -> None:
    """Users come and go one by one, in an incident too."""
    users = sim.Gauge("users", sim.noisy(sim.daily(low=2, high=9)), labels={"plan": ["free", "pro"]}, whole=True)
    halved = sim.Incident(series="users", at="1h", lasts="1h", factor=0.3)
    run = sim.Simulation(series=[users], incidents=[halved]).run(start=NOW)
    found = [run.value_at(NOW + 97 * number, "users", {"plan": "pro"}) for number in range(900)]
    assert all(value == int(value) for value in found)
    assert len(set(found)) > 5


def test_a_gauge_may_weigh_its_labels_and_info_is_one() -> None:
    """A machine may have half as much again as another; what only names something is 1."""
    weighted = sim.Gauge("memory_bytes", 4e9, labels={"instance": sim.weights({"web-1": 1, "web-2": 1.5})})
    run = running(weighted, sim.info("build_info", labels={"version": "1.4.2"}))
    assert run.value_at(NOW, "memory_bytes", {"instance": "web-2"}) == 6e9
    assert run.value_at(NOW, "build_info", {"version": "1.4.2"}) == 1


def test_a_metric_may_have_label_sets_that_are_no_product() -> None:
    """It is given twice, and scraped as one."""
    run = running(
        sim.Gauge("up", 1, labels={"job": "node", "instance": ["a", "b"]}),
        sim.Gauge("up", 1, labels={"job": "postgres", "instance": "db"}),
    )
    assert len(run.lines) == 3
    assert run.exposition(NOW).count("# TYPE up gauge") == 1


def test_a_scrape_is_prometheus_text() -> None:
    """Types, words and labels are escaped as the format has it."""
    odd = sim.Gauge("odd", 2, labels={"path": 'C:\\"x"\n'}, help="one\nof \\ two")
    assert running(odd).exposition(NOW) == (
        "# HELP odd one\\nof \\\\ two\n# TYPE odd gauge\n"
        'odd{job="simulator",instance="simulator",path="C:\\\\\\"x\\"\\n"} 2.0\n'
    )


def test_series_are_replaced_by_name() -> None:
    """Those of other names stay."""
    changed = sim.Simulation(series=[REQUESTS, sim.Gauge("load", 1)]).replacing(sim.Gauge("load", 9))
    assert [metric.name for metric in changed.series] == ["http_requests_total", "load"]
    assert changed.run(start=NOW).value_at(NOW, "load") == 9


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: sim.shares({"200": 0.9, "500": 0.2}), "the shares are 1.1 together, not 1; use weights"),
        (lambda: sim.weights({"a": -1}), "the weight of 'a' is below 0"),
        (lambda: sim.daily(low=3, high=2), "low=3 is above high=2"),
        (lambda: sim.steps([], each="1h"), "steps\\(\\) needs a value"),
        (lambda: sim.steps([1], each="soon"), "each='soon' is no length of time"),
        (lambda: sim.noisy(1, by=1), "by=1 is no share"),
        (lambda: sim.lognormal(median=1, p99=1), "median=1 and p99=1 are no distribution"),
        (lambda: sim.wandering(sim.lognormal(median=1, p99=2), by=0), "by=0 is no share"),
        (lambda: sim.moment("tomorrow"), "after='tomorrow' is no length of time"),
        (lambda: sim.Histogram("h", 1, sim.lognormal(median=1, p99=2), buckets=["1", "x"]), "a bucket of 'h'"),
        (lambda: sim.Histogram("h", 1, sim.lognormal(median=1, p99=2), buckets=["2", "1"]), "'h' do not go up"),
        (lambda: sim.Simulation(series=[sim.Gauge("a", 1), sim.Gauge("a", 2)]), "a is there twice"),
        (lambda: sim.Simulation(series=[sim.Gauge("a", 1), sim.Counter("a", 2)]), "'a' is gauge and counter"),
    ],
)
def test_what_cannot_be_is_refused_where_it_is_written(wrong: Callable[[], object], words: str) -> None:
    """With what is wrong and what to write instead."""
    with pytest.raises(ModelError, match=words) as caught:
        wrong()
    assert caught.value.hint


def test_a_series_that_is_not_there_is_told_with_the_nearest() -> None:
    """A misspelt label is found quickly."""
    with pytest.raises(UsageError, match="no series fits queue"):
        running(sim.Gauge("queue", 1, labels={"name": "mail"})).value_at(NOW, "queue", {"name": "mial"})
    with pytest.raises(UsageError, match="more than one series fits queue"):
        running(sim.Gauge("queue", 1, labels={"name": ["mail", "exports"]})).value_at(NOW, "queue")


def test_a_series_says_of_which_target_it_is_unless_it_says_so_itself() -> None:
    """What is backfilled is not scraped, so it has to have the labels of a target by itself."""
    run = running(sim.Gauge("up", 1, labels={"instance": "web-1"}))
    assert [line.labels for line in run.lines] == [{"job": "simulator", "instance": "web-1"}]
