"""A real Prometheus scrapes a simulation and holds its past, and answers what the simulation says."""

import subprocess
from collections.abc import Iterator

import pytest

from grafmint.testing import simulator as sim
from tests.real_prometheus import TOOL
from tests.testing.simulator.prometheus import Asked, told
from tests.testing.simulator.test_curve import NOW
from tests.testing.simulator.test_series import DURATION, REQUESTS

SHOP = sim.Simulation(
    series=[
        REQUESTS,
        DURATION,
        sim.Counter("jobs_total", 20),
        sim.Gauge("queue_length", sim.daily(low=5, high=40), labels={"queue": ["mail", "exports"]}),
        sim.Gauge("certificate_expiry_timestamp_seconds", sim.moment("20d")),
        sim.info("build_info", labels={"version": "1.4.2"}, help='What "runs"'),
    ],
    incidents=[sim.Incident(at="-30m", lasts="10m", series="jobs_total", factor=10)],
)
_CART = {"service": "cart", "status": "200"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A Prometheus that knows the last two hours of the shop, and some seconds of what it is now."""
    if TOOL is None:
        pytest.skip("prometheus is not installed (Debian package prometheus)")
    with told(SHOP, tmp_path_factory.mktemp("shop"), {"2h": "1m", "20m": "15s"}) as server:
        server.wait(10)
        yield server


def test_what_is_scraped_is_what_it_is(asked: Asked) -> None:
    """Each raw sample is the value at its time: Prometheus' time is that of the scrape's beginning."""
    for expr, name, labels in (
        ('http_requests_total{service="cart", status="200"}[5s]', "http_requests_total", _CART),
        ('queue_length{queue="mail"}[5s]', "queue_length", {"queue": "mail"}),
        ("build_info[5s]", "build_info", {"version": "1.4.2"}),
    ):
        ((_, samples),) = asked.instant(expr)
        assert len(samples) > 5
        for at, value in samples:
            is_, soon = (asked.running.value_at(at + later, name, labels) for later in (0, 0.2))
            assert float(value) == pytest.approx(is_, abs=abs(soon - is_) + 1e-6)


def test_rates_of_what_is_scraped_are_right(asked: Asked) -> None:
    """A counter of twenty a second grows by twenty a second."""
    ((_, found),) = asked.instant("rate(jobs_total[2s])")
    assert found == pytest.approx(20, rel=0.05)


def test_the_past_is_answered_as_it_was(asked: Asked) -> None:
    """Each step of a range has the very value; where it is denser, too."""
    for before, step in ((6600.0, 60.0), (900.0, 15.0)):
        start = (asked.running.start - before) // 60 * 60
        for at, value in asked.span('queue_length{queue="mail"}', start, start + 300, step):
            assert value == pytest.approx(asked.running.value_at(at, "queue_length", {"queue": "mail"}), rel=1e-12)


def test_an_incident_of_the_past_is_seen(asked: Asked) -> None:
    """Ten times as many jobs for ten minutes."""
    start = asked.running.start
    rates = [asked.instant("rate(jobs_total[4m])", start - minutes * 60)[0][1] for minutes in (40, 22, 8)]
    assert rates == pytest.approx([20, 200, 20], rel=0.01)


def test_counters_do_not_jump_from_the_past_to_now(asked: Asked) -> None:
    """Across the moment from which on it is scraped."""
    ((_, samples),) = asked.instant("jobs_total[1m]")
    at = [float(time) for time, _ in samples]
    assert at[0] < asked.running.start < at[-1]
    growth = (float(samples[-1][1]) - float(samples[0][1])) / (at[-1] - at[0])
    assert growth == pytest.approx(20, rel=0.01)
    for name in ("jobs_total", "http_requests_total", "http_request_duration_seconds_bucket"):
        assert asked.instant(f"resets({name}[1h]) > 0") == []


def test_quantiles_are_those_of_the_latency(asked: Asked) -> None:
    """As near as buckets can tell: the median lies between 0.05 and 0.1, the 99th percentile between 0.5 and 1."""
    (median,), (slow,) = (
        asked.instant(f"histogram_quantile({share}, rate(http_request_duration_seconds_bucket[5m]))")
        for share in (0.5, 0.99)
    )
    assert median[1] == pytest.approx(0.08, abs=0.015)
    assert slow[1] == pytest.approx(0.6, abs=0.15)


def test_labels_are_those_of_the_series(asked: Asked) -> None:
    """With those of the target beside them."""
    found = asked.instant("http_requests_total")
    assert {(labels["service"], labels["status"]) for labels, _ in found} == {
        *(("cart", "200"), ("cart", "500"), ("search", "200"), ("search", "500")),
    }
    assert {labels["job"] for labels, _ in found} == {"simulator"}
    assert [labels for labels, _ in asked.instant("certificate_expiry_timestamp_seconds - time() < 86400 * 20.1")]


def test_a_scrape_is_valid() -> None:
    """Promtool finds nothing wrong with it but that there are few words."""
    if TOOL is None:
        pytest.skip("promtool is not installed (Debian package prometheus)")
    page = SHOP.run(start=NOW).exposition(NOW)
    ran = subprocess.run([TOOL, "check", "metrics"], input=page, text=True, check=False, capture_output=True)
    assert ran.stderr.splitlines() == [
        f"{metric.name} no help text" for metric in sorted(SHOP.series, key=lambda one: one.name) if not metric.help
    ]
