"""Queries: how long they take, and the transactions they are part of."""

from grafmint import promql
from grafmint.kit.look import LOOK, Look, ask, graph, legend_of
from grafmint.kit.postgresql.server import Postgresql
from grafmint.model.fields import Override, by_query
from grafmint.model.panel.timeseries import TimeSeries


def query_milliseconds(server: Postgresql, *, by: str | None = None) -> promql.Expr:
    """How long a query takes on average; no value where none was run."""
    spent = promql.sum(promql.rate(server.of_database(server.query_seconds)), by=by)
    number = promql.sum(promql.rate(server.of_database(server.query_calls)), by=by)
    return 1000 * spent / promql.gt(number, 0)


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
                f"{legend_of(server.database)} mean time",
                interval=server.interval,
                ref_id="time",
            ),
            ask(calls, f"{legend_of(server.database)} queries", interval=server.interval, ref_id="calls"),
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
                f"{legend_of(server.database)} {name}",
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
