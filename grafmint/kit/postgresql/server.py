"""Server: what postgres_exporter calls its metrics, and whether it can log in."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.lamps import lamps, worst
from grafmint.model.panel.stat import Stat


@attrs.frozen(kw_only=True)
class Postgresql(Block):
    """The metrics of postgres_exporter since 0.13.

    Query times need the extension pg_stat_statements, and the exporter's flag `--collector.stat_statements`.
    `scope` holds for every metric, `databases` for those that know their database besides. Without `databases`, the
    `hidden` ones are left out: the templates of new databases, and what all share, which has no name.
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
    hidden: str = "template[01]|"
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
        """A metric of the chosen databases; of all but the `hidden` ones where none are chosen."""
        chosen = self.scope.also(self.databases)
        if any(matcher.label == self.database for matcher in chosen.matchers):
            return chosen.metric(metric)
        return chosen.metric(metric, **{self.database: promql.not_re(self.hidden)})


def status(server: Postgresql, *, title: str = "PostgreSQL") -> Stat:
    """UP or DOWN for each server.

    Unit: truth value. Source: postgres_exporter.
    """
    return lamps(
        title,
        worst(server.of_server(server.up), server.instance, interval=server.interval),
        description="Whether the exporter can log in to the server. DOWN: is the server running, has it connections"
        " left, is the exporter's password still right?",
    )
