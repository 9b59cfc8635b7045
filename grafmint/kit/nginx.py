"""Nginx: whether it answers, its connections and its requests."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.lamps import lamps, worst
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


@attrs.frozen(kw_only=True)
class Server(Block):
    """The metrics of nginx-prometheus-exporter, which reads them from the status page of Nginx.

    Source: https://github.com/nginx/nginx-prometheus-exporter#exported-metrics
    """

    up: str = "nginx_up"
    connections: str = "nginx_connections_active"
    requests: str = "nginx_http_requests_total"
    instance: str = "instance"
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def _legend(self) -> str:
        return legend_of(self.instance)


def status(server: Server, *, title: str = "Nginx") -> Stat:
    """UP or DOWN for each server.

    Unit: truth value. Source: nginx-prometheus-exporter.
    """
    return lamps(
        title,
        worst(server.scope.metric(server.up), server.instance, interval=server.interval),
        description="Whether the status page of each server answers its exporter. DOWN: is the server running, and is"
        " its configuration valid? `nginx -t` says where it is not.",
    )


def connections(
    server: Server, *, title: str = "Connections", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many connections of clients each server holds open.

    Unit: number of connections. Source: nginx-prometheus-exporter.
    """
    return graph(
        title,
        ask(
            promql.sum(server.scope.metric(server.connections), by=server.instance),
            server._legend,
            interval=server.interval,
        ),
        description="Open connections of clients, idle ones among them. Climbing without more requests: what stands"
        " behind the server is slow; at `worker_connections` new clients are turned away.",
        unit="short",
        counted=True,
        thresholds=thresholds,
        look=look,
    )


def requests(server: Server, *, title: str = "Requests", look: Look = LOOK) -> TimeSeries:
    """Requests by server.

    Unit: requests a second. Source: nginx-prometheus-exporter.
    """
    return graph(
        title,
        ask(
            promql.sum(promql.rate(server.scope.metric(server.requests)), by=server.instance),
            server._legend,
            interval=server.interval,
        ),
        description="Requests that reach each server. One server far from the others: the balancer before it is uneven."
        " A fall of all: clients or their network, look at the probes from outside.",
        unit="reqps",
        look=look,
    )
