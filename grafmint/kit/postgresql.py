"""PostgreSQL: connections, queries, locks, cache and replication."""

import attrs

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit.health import UP_OR_DOWN
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, ask_now, graph, legend_of, stat
from grafmint.model.fields import Legend, Override, ReduceOptions, by_name, by_query
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.table import Table, TableSort
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, below
from grafmint.transform import Merge, Organize


@attrs.frozen(kw_only=True)
class Postgresql:
    """The metrics of postgres_exporter; query times need `pg_stat_statements`.

    `scope` holds for every metric, `databases` for those that know their database besides.
    Source: https://github.com/prometheus-community/postgres_exporter
    """

    up: str = "pg_up"
    activity: str = "pg_stat_activity_count"
    max_connections: str = "pg_settings_max_connections"
    query_seconds: str = "pg_stat_statements_seconds_total"
    query_calls: str = "pg_stat_statements_calls_total"
    locks: str = "pg_locks_count"
    blocks_hit: str = "pg_stat_database_blks_hit"
    blocks_read: str = "pg_stat_database_blks_read"
    commits: str = "pg_stat_database_xact_commit"
    rollbacks: str = "pg_stat_database_xact_rollback"
    deadlocks: str = "pg_stat_database_deadlocks"
    size: str = "pg_database_size_bytes"
    replication_lag: str = "pg_replication_lag_seconds"
    database: str = "datname"
    state: str = "state"
    mode: str = "mode"
    instance: str = "instance"
    interval: str = "30s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)
    databases: promql.Scope = attrs.field(factory=promql.Scope)

    def of_server(self, metric: str) -> promql.Metric:
        """A metric of the whole server."""
        return self.scope.metric(metric)

    def of_database(self, metric: str) -> promql.Metric:
        """A metric of the chosen databases."""
        both = {matcher.label: matcher for matcher in (*self.scope.matchers, *self.databases.matchers)}
        return promql.Scope(tuple(both[label] for label in sorted(both))).metric(metric)

    @property
    def _legend(self) -> str:
        return legend_of(self.database)


def connections_used(server: Postgresql) -> promql.Expr:
    """How many of its connections each server has given out, 0 to 100; of all databases, for they share them."""
    used = promql.sum(server.of_server(server.activity), by=server.instance)
    return 100 * promql.ratio(used, promql.max(server.of_server(server.max_connections), by=server.instance))


def cache_hits(server: Postgresql, *, by: str | None = None) -> promql.Expr:
    """How many blocks were found in memory, 0 to 100."""
    hit = promql.sum(promql.rate(server.of_database(server.blocks_hit)), by=by)
    return 100 * promql.ratio(hit, hit + promql.sum(promql.rate(server.of_database(server.blocks_read)), by=by))


def query_milliseconds(server: Postgresql, *, by: str | None = None) -> promql.Expr:
    """How long a query takes on average."""
    spent = promql.sum(promql.rate(server.of_database(server.query_seconds)), by=by)
    return 1000 * spent / promql.sum(promql.rate(server.of_database(server.query_calls)), by=by)


def status(server: Postgresql, *, title: str = "PostgreSQL") -> Stat:
    """UP or DOWN for each server.

    Unit: truth value. Source: postgres_exporter.
    """
    return Stat(
        title=title,
        description="Whether the exporter can log in to the server. DOWN: is the server running, has it connections"
        " left, is the exporter's password still right?",
        queries=ask(
            promql.min(server.of_server(server.up), by=server.instance),
            legend_of(server.instance),
            interval=server.interval,
        ),
        unit="bool",
        color="thresholds",
        thresholds=below(critical=1),
        mappings=UP_OR_DOWN,
        reduce_options=ReduceOptions(calcs="lastNotNull"),
        color_mode="background",
        graph_mode="none",
        text_mode="value_and_name",
    )


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
    )


def coldest(server: Postgresql, *, title: str = "Cache hits", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many blocks the database with the fewest hits found in memory.

    Unit: percent, 0 to 100. Source: postgres_exporter.
    """
    return stat(
        title,
        ask(promql.min(cache_hits(server, by=server.database)), "coldest database", interval=server.interval),
        description="Blocks found in the buffer cache, for the database with the fewest. Low: queries read from"
        " disk; look for a new query without an index, or give the cache more memory.",
        unit="percent",
        decimals=1,
        thresholds=thresholds,
    )


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
    )


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
        stacked=True,
        look=look,
    )


def queries(server: Postgresql, *, title: str = "Queries", look: Look = LOOK) -> TimeSeries:
    """How long a query takes on average, and how many there are.

    Units: milliseconds, and queries a second on the right. Source: postgres_exporter with pg_stat_statements.
    """
    calls = promql.sum(promql.rate(server.of_database(server.query_calls)), by=server.database)
    return graph(
        title,
        [
            ask(
                query_milliseconds(server, by=server.database),
                f"{server._legend} mean time",
                interval=server.interval,
                ref_id="time",
            ),
            ask(calls, f"{server._legend} queries", interval=server.interval, ref_id="calls"),
        ],
        description="Mean time of a query (left) and queries in a second (right, dashed). Slower with more queries: the"
        " server is at its limit. Slower without: a plan changed, a lock or a missing index.",
        unit="ms",
        look=look,
        overrides=Override(
            matcher=by_query("calls"), unit="ops", axis_placement="right", line_style="dash", fill_opacity=0
        ),
    )


def transactions(server: Postgresql, *, title: str = "Transactions", look: Look = LOOK) -> TimeSeries:
    """Transactions that were committed and that were rolled back, by database.

    Unit: transactions a second. Source: postgres_exporter.
    """
    return graph(
        title,
        [
            ask(
                promql.sum(promql.rate(server.of_database(metric)), by=server.database),
                f"{server._legend} {name}",
                interval=server.interval,
                ref_id=name.replace(" ", "_"),
            )
            for metric, name in ((server.commits, "committed"), (server.rollbacks, "rolled back"))
        ],
        description="Transactions committed and rolled back. A growing share of roll-backs is a client that fails again"
        " and again: its own log says why.",
        unit="ops",
        look=look,
        overrides=Override(matcher=by_query("rolled_back"), line_style="dash"),
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
        stacked=True,
        look=look,
        legend=Legend(
            display_mode="table", placement="right", calcs=("lastNotNull", "max"), sort_by="Max", sort_desc=True
        ),
    )


def buffer_cache(
    server: Postgresql, *, title: str = "Buffer cache", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many blocks were found in memory, by database.

    Unit: percent, 0 to 100. Source: postgres_exporter.
    """
    graph_ = graph(
        title,
        ask(cache_hits(server, by=server.database), server._legend, interval=server.interval),
        description="Blocks found in the buffer cache instead of on disk. A fall after a restart heals by itself; a"
        " fall that stays is data that no longer fits, or a query that reads whole tables.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )
    # The interesting part is near 100, so the axis may begin where the data does.
    return attrs.evolve(graph_, min=UNSET)


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


def sizes(server: Postgresql, *, title: str = "Databases") -> Table:
    """Size, connections, mean time of a query and cache hits of each database.

    Units: bytes, number of connections, milliseconds, percent from 0 to 100. Source: postgres_exporter.
    """
    by = server.database
    columns = {
        "size": ("Size", promql.max(server.of_database(server.size), by=by)),
        "connections": ("Connections", promql.sum(server.of_database(server.activity), by=by)),
        "time": ("Mean time", query_milliseconds(server, by=by)),
        "hits": ("Cache hits", cache_hits(server, by=by)),
    }
    return Table(
        title=title,
        description="Each database now. Which of them is large, busy, slow or cold: begin with that one when the whole"
        " server is slow.",
        queries=[ask_now(expr, interval=server.interval, ref_id=ref_id) for ref_id, (_, expr) in columns.items()],
        unit="short",
        thresholds=NO_LIMIT,
        transformations=[
            Merge(),
            Organize(
                hide="Time",
                order=[by, *(f"Value #{ref_id}" for ref_id in columns)],
                rename={by: "Database"} | {f"Value #{ref_id}": name for ref_id, (name, _) in columns.items()},
            ),
        ],
        sort_by=TableSort(display_name="Size", desc=True),
        overrides=[
            Override(matcher=by_name("Size"), unit="bytes"),
            Override(matcher=by_name("Mean time"), unit="ms", decimals=1),
            Override(matcher=by_name("Cache hits"), unit="percent", decimals=1),
        ],
    )
