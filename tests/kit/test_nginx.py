"""Nginx: what its status page says."""

from grafmint import promql
from grafmint.kit import lamps, nginx
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above

from .asked import exprs, legends, steps

SERVER = nginx.Server(scope=promql.scope(job="nginx"))


def test_a_server_is_up_while_its_status_page_answers() -> None:
    """The state is in words and colours."""
    panel = nginx.status(SERVER)
    assert exprs(panel) == ['min by (instance) (nginx_up{job="nginx"})']
    assert (panel.title, panel.unit, panel.mappings) == ("Nginx", "bool", lamps.UP_OR_DOWN)


def test_connections_are_counted_and_requests_are_a_rate() -> None:
    """One is a gauge and the other a counter, each by server."""
    connections, requests = nginx.connections(SERVER, title="Nginx"), nginx.requests(SERVER)
    assert exprs(connections) == ['sum by (instance) (nginx_connections_active{job="nginx"})']
    assert exprs(requests) == ['sum by (instance) (rate(nginx_http_requests_total{job="nginx"}[$__rate_interval]))']
    assert (connections.title, connections.unit, requests.unit) == ("Nginx", "short", "reqps")
    assert legends(connections) == legends(requests) == ["{{instance}}"]


def test_limits_of_connections_are_given_or_none() -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert nginx.connections(SERVER).thresholds == NO_LIMIT
    assert steps(nginx.connections(SERVER, thresholds=above(critical=768)).thresholds)[-1] == (768, "red")
