"""Locks: who waits for whom."""

from grafmint import promql
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.kit.postgresql.server import Postgresql
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def deadlocks(server: Postgresql, *, title: str = "Deadlocks, last hour", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many transactions were ended to resolve a deadlock.

    Unit: number of deadlocks. Source: postgres_exporter.
    """
    return stat(
        title,
        ask(
            promql.sum(promql.increase(server.of_database(server.deadlocks), "1h")),
            "deadlocks",
            interval=server.interval,
        ),
        description="Transactions that the server ended because they waited for each other. Any: the log names both"
        " queries; make them lock in the same order.",
        unit="short",
        decimals=0,
        thresholds=thresholds,
    )


def locks(server: Postgresql, *, title: str = "Locks", look: Look = LOOK) -> TimeSeries:
    """Locks by database and mode.

    Unit: number of locks. Source: postgres_exporter.
    """
    by = (server.database, server.mode)
    return graph(
        title,
        ask(
            promql.sum(server.of_database(server.locks), by=by),
            legend_of(server.database, server.mode),
            interval=server.interval,
        ),
        description="Locks held, by mode. Exclusive modes that stay for minutes block everyone else: find the oldest"
        " transaction in pg_stat_activity; a migration may have to wait for the night.",
        unit="short",
        counted=True,
        stacked=True,
        look=look,
    )
