"""Incidents: they change what they are about, while they last."""

from collections.abc import Callable

import pytest

from grafmint.errors import ModelError
from grafmint.testing import simulator as sim
from tests.testing.simulator.test_curve import NOW
from tests.testing.simulator.test_series import DURATION, REQUESTS, rate

STEADY = sim.Counter("http_requests_total", rate=50, labels=REQUESTS.labels)
UP = sim.Gauge("up", 1, labels={"instance": ["a", "b"]})


def incident(**changes: object) -> sim.Incident:
    """One of five minutes, ten minutes after the start."""
    given: dict[str, object] = {"at": "10m", "lasts": "5m", "series": "http_requests_total", "factor": 30, **changes}
    return sim.Incident(**given)  # type: ignore[arg-type]  # each test gives what it is about


def test_a_rate_is_multiplied_while_it_lasts() -> None:
    """Of the series that it is about, and of no other; before and after it is as usual."""
    befallen = incident(where={"service": "cart", "status": "500"})
    run = sim.Simulation(series=[STEADY], incidents=[befallen]).run(start=NOW)
    ill, well = {"service": "cart", "status": "500"}, {"service": "search", "status": "500"}
    assert [rate(run, STEADY.name, ill, NOW + at) for at in (0, 600, 900)] == pytest.approx([5, 150, 5])
    assert [rate(run, STEADY.name, well, NOW + at) for at in (0, 600, 900)] == pytest.approx([5, 5, 5])


def test_a_value_stands_in_the_place_of_another() -> None:
    """A machine is down, and then up again; `where` may name several."""
    down = incident(series="up", where={"instance": ["a", "c"]}, factor=None, value=0)
    run = sim.Simulation(series=[UP], incidents=[down]).run(start=NOW)
    assert [run.value_at(NOW + at, "up", {"instance": "a"}) for at in (599, 600, 899, 900)] == [1, 0, 0, 1]
    assert run.value_at(NOW + 700, "up", {"instance": "b"}) == 1


def test_a_service_is_slower() -> None:
    """As many requests, each of which takes five times as long."""
    slow = incident(series=DURATION.name, factor=None, slower=5)
    run = sim.Simulation(series=[DURATION], incidents=[slow]).run(start=NOW)
    name, labels = DURATION.name, {"service": "cart"}
    means = [
        rate(run, f"{name}_sum", labels, NOW + at) / rate(run, f"{name}_count", labels, NOW + at) for at in (0, 600)
    ]
    assert means[1] == pytest.approx(5 * means[0])
    below = [rate(run, f"{name}_bucket", {**labels, "le": "0.1"}, NOW + at) for at in (0, 600, 900)]
    assert below[1] < 0.2 * below[0]
    assert below[2] == pytest.approx(below[0])


def test_two_at_a_time_are_both_there() -> None:
    """The second one goes by what the first one has left, of rates and of latencies."""
    both = [incident(factor=2), incident(at="12m", factor=3)]
    run = sim.Simulation(series=[STEADY], incidents=both).run(start=NOW)
    labels = {"service": "cart", "status": "200"}
    assert [rate(run, STEADY.name, labels, NOW + at, 60) for at in (0, 600, 720, 900)] == pytest.approx(
        [45, 90, 270, 135]
    )
    slower = [incident(series=DURATION.name, factor=None, slower=by, at=at) for by, at in ((2, "10m"), (3, "12m"))]
    slow = sim.Simulation(series=[DURATION], incidents=slower).run(start=NOW)
    sums = [rate(slow, f"{DURATION.name}_sum", {"service": "cart"}, NOW + at, 60) for at in (0, 600, 720, 900)]
    assert [each / sums[0] for each in sums] == pytest.approx([1, 2, 6, 3])


def test_one_may_be_over_before_the_start() -> None:
    """So that a board of the past shows it."""
    run = sim.Simulation(series=[STEADY], incidents=[incident(at="-2h")]).run(start=NOW)
    labels = {"service": "cart", "status": "200"}
    assert rate(run, STEADY.name, labels, NOW - 7200) == pytest.approx(30 * 45)
    assert rate(run, STEADY.name, labels) == pytest.approx(45)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: incident(value=1), "needs one of factor, value and slower"),
        (lambda: incident(factor=None), "needs one of factor, value and slower"),
        (lambda: incident(factor=None, slower=0), "slower=0 of 'http_requests_total' is not above 0"),
        (lambda: incident(at="later"), "at='later' is no length of time"),
        (lambda: incident(lasts="0s"), "lasts='0s' is no length of time"),
        (lambda: _with(incident(series="http_request_total")), "is no series; did you mean 'http_requests_total'"),
        (lambda: _with(incident(factor=None, slower=5)), "'http_requests_total' is no histogram"),
        (lambda: _with(incident(factor=-1)), "'http_requests_total' is counted, and what is counted never falls"),
        (lambda: _with(incident(factor=None, value=-1)), "is counted, and what is counted never falls"),
        (lambda: _with(incident(where={"servise": "cart"})), "has no label 'servise'; did you mean 'service'"),
        (lambda: _with(incident(where={"service": "card"})), "of no series .*; service is cart or search"),
    ],
)
def test_an_incident_that_cannot_be_is_refused(wrong: Callable[[], object], words: str) -> None:
    """A misspelt name would let a test of an alert pass for the wrong reason."""
    with pytest.raises(ModelError, match=words):
        wrong()


def _with(befallen: sim.Incident) -> sim.Simulation:
    return sim.Simulation(series=[STEADY], incidents=[befallen])
