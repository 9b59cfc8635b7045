"""Replicas: how far they are behind."""

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.kit.postgresql.server import Postgresql
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def farthest_behind(server: Postgresql, *, title: str = "Replication lag", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How far the slowest replica is behind.

    Unit: seconds. Source: postgres_exporter.
    """
    return stat(
        title,
        ask(promql.max(server.of_server(server.replication_lag)), "slowest replica", interval=server.interval),
        description="How old the data of the slowest replica is. High: readers see the past and a failover would"
        " lose it; look for a long transaction or a full network.",
        unit="s",
        thresholds=thresholds,
        history=False,
    )


def replication(
    server: Postgresql, *, title: str = "Replication lag", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How far each replica is behind.

    Unit: seconds. Source: postgres_exporter.
    """
    lag = promql.max(server.of_server(server.replication_lag), by=server.instance)
    return graph(
        title,
        ask(lag, legend_of(server.instance), interval=server.interval),
        description="How old the data of each replica is. A saw-tooth is a quiet primary. A steady climb: the replica"
        " cannot keep up or has stopped; do not fail over to it.",
        unit="s",
        thresholds=thresholds,
        look=look,
    )
