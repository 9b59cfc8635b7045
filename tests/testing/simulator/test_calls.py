"""Calls: the map of services is of services that call each other, so that a topology shows something."""

from grafmint import Dashboard
from grafmint.kit import tracing
from grafmint.testing import simulator as sim
from grafmint.testing.simulator.calls import pairs_of
from tests.slo.tried import built
from tests.testing.simulator.asking import simulated
from tests.testing.simulator.test_curve import NOW
from tests.testing.simulator.test_series import rate

_TOTAL = "traces_service_graph_request_total"


def test_people_call_a_gateway_and_it_calls_the_others() -> None:
    """Each of which calls its database; a system of one service has one, too."""
    assert pairs_of(["cart", "gateway", "search"]) == {
        "user": ("gateway",),
        "gateway": ["cart", "search"],
        "cart": ("postgresql",),
        "search": ("postgresql",),
    }
    assert pairs_of(["shop"]) == {"user": ("shop",), "shop": ("postgresql",)}


def test_a_topology_has_its_metrics() -> None:
    """Those that Grafana asks the Prometheus of a Tempo for; few calls fail, and no service calls itself."""
    board = Dashboard(uid="board", title="Board", panels=[tracing.topology(tracing.TempoTraces())])
    found = sim.for_queries(built(board))
    run = found.run(start=NOW)
    total = {(line.labels["client"], line.labels["server"]) for line in run.lines if line.name == _TOTAL}
    assert ("user", "api") in total
    assert all(client != server for client, server in total)
    assert {metric.name for metric in found.series} == {
        *(_TOTAL, "traces_service_graph_request_failed_total", "traces_service_graph_request_server_seconds")
    }
    pair = {"client": "user", "server": "api"}
    made, failed = (rate(run, name, pair) for name in (_TOTAL, _TOTAL.replace("_total", "_failed_total")))
    assert 0 < failed < 0.01 * made


def test_services_are_those_that_queries_name() -> None:
    """A query of the graph's own metrics has the same pairs; a board without a map has none."""
    found = simulated('m{service=~"cart|gateway"}', f"sum by (client, server) (rate({_TOTAL}[5m]))").run(start=NOW)
    pairs = {(line.labels["client"], line.labels["server"]) for line in found.lines if line.name == _TOTAL}
    assert pairs == {("user", "gateway"), ("gateway", "cart"), ("cart", "postgresql")}
    assert _TOTAL not in {metric.name for metric in simulated("m").series}
