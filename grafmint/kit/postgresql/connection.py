"""Connections: how many are given out, and what they do."""

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.kit.postgresql.server import Postgresql
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def connections_used(server: Postgresql) -> promql.Expr:
    """How many of its connections each server has given out, 0 to 100; of all databases, for they share them."""
    used = promql.sum(server.of_server(server.activity), by=server.instance)
    return 100 * promql.ratio(used, promql.max(server.of_server(server.max_connections), by=server.instance))


def fullest(server: Postgresql, *, title: str = "Connections used", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many connections are given out on the fullest server.

    Unit: percent, 0 to 100. Source: postgres_exporter.
    """
    return stat(
        title,
        ask(promql.max(connections_used(server)), "fullest server", interval=server.interval),
        description="Connections in use of those the fullest server allows. High: new clients will be refused; look for"
        " connections that are idle in a transaction.",
        unit="percent",
        decimals=1,
        thresholds=thresholds,
        history=False,
    )


def connections(
    server: Postgresql, *, title: str = "Connections", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many of its connections each server has given out.

    Unit: percent, 0 to 100. Source: postgres_exporter.
    """
    return graph(
        title,
        ask(connections_used(server), legend_of(server.instance), interval=server.interval),
        description="Connections in use of those the server allows. Climbing: a pool leaks or an instance too many was"
        " started; at 100 % every new request fails.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )


def pools(server: Postgresql, *, title: str = "Connections by state", look: Look = LOOK) -> TimeSeries:
    """Connections by database and by what they do.

    Unit: number of connections. Source: postgres_exporter.
    """
    by = (server.database, server.state)
    return graph(
        title,
        ask(
            promql.sum(server.of_database(server.activity), by=by),
            legend_of(server.database, server.state),
            interval=server.interval,
        ),
        description="Connections by database and state. Many that are idle: the pool is too large. Any that stay"
        " idle in transaction hold locks: end them and mend the code that forgets to commit.",
        unit="short",
        counted=True,
        stacked=True,
        look=look,
    )
