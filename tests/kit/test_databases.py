"""PostgreSQL and Redis."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint.kit import postgresql, redis
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import above, below
from tests.compile.prometheus.tools import needs_tools

from .answered import answer
from .asked import exprs, legends, steps

SERVER = postgresql.Postgresql(scope=promql.scope(job="pg"), databases=promql.scope(datname="shop"))
CACHE = redis.Redis(scope=promql.scope(job="redis"))


def test_connections_count_against_the_server_and_not_against_a_database() -> None:
    """All databases share the connections, so the chosen ones do not narrow the share."""
    expected = (
        '100 * ((sum by (instance) (pg_stat_activity_count{job="pg"})'
        ' or 0 * max by (instance) (pg_settings_max_connections{job="pg"}))'
        ' / (max by (instance) (pg_settings_max_connections{job="pg"}) > 0))'
    )
    assert exprs(postgresql.connections(SERVER)) == [expected]
    assert exprs(postgresql.fullest(SERVER)) == [f"max({expected})"]


def test_pools_are_those_of_the_chosen_databases() -> None:
    """What belongs to a database is narrowed by both scopes."""
    panel = postgresql.pools(SERVER, title="Connection pools")
    assert exprs(panel) == ['sum by (datname, state) (pg_stat_activity_count{datname="shop", job="pg"})']
    assert (legends(panel), panel.stacking) == (["{{datname}} {{state}}"], "normal")


def test_queries_have_a_time_and_a_number() -> None:
    """The mean time is in milliseconds; the number of queries has an axis of its own."""
    panel = postgresql.queries(SERVER)
    time, calls = exprs(panel)
    assert time.startswith("1000 * sum by (datname) (rate(pg_stat_statements_seconds_total{")
    assert calls.startswith("sum by (datname) (rate(pg_stat_statements_calls_total{")
    (override,) = panel.overrides
    assert (panel.unit, override.matcher.options, override.unit, override.axis_placement) == (
        "ms", "calls", "ops", "right",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("panel", "start", "unit"),
    [
        (postgresql.status(SERVER), "min by (instance) (pg_up{", "bool"),
        (postgresql.coldest(SERVER), "min(100 * ((sum by (datname) (rate(pg_stat_database_blks_hit{", "percent"),
        (postgresql.buffer_cache(SERVER), "100 * ((sum by (datname) (rate(pg_stat_database_blks_hit{", "percent"),
        (postgresql.farthest_behind(SERVER), "max(pg_replication_lag_seconds{", "s"),
        (postgresql.replication(SERVER), "max by (instance) (pg_replication_lag_seconds{", "s"),
        (postgresql.deadlocks(SERVER), "sum(increase(pg_stat_database_deadlocks{", "short"),
        (postgresql.locks(SERVER), "sum by (datname, mode) (pg_locks_count{", "short"),
        (postgresql.transactions(SERVER), "sum by (datname) (rate(pg_stat_database_xact_commit{", "ops"),
        (redis.hit_rate(CACHE), "100 * ((sum(rate(redis_keyspace_hits_total{", "percent"),
        (redis.hit_ratio(CACHE), "100 * ((sum by (instance) (rate(redis_keyspace_hits_total{", "percent"),
        (redis.hits_and_misses(CACHE), "sum(rate(redis_keyspace_hits_total{", "cps"),
        (redis.memory(CACHE), "100 * (redis_memory_used_bytes{", "percent"),
        (redis.evictions(CACHE), "sum by (instance) (rate(redis_evicted_keys_total{", "cps"),
        (redis.command_time(CACHE), "1000 * sum by (instance) (rate(redis_commands_duration_seconds_total{", "ms"),
    ],
    ids=lambda value: value.title if isinstance(value, FieldPanel) else "",
)
def test_each_panel_asks_its_exporter(panel: FieldPanel, start: str, unit: str) -> None:
    """The query begins with its own metric, in the unit that the metric is turned into."""
    assert exprs(panel)[0].startswith(start)
    assert panel.unit == unit
    assert all(query.interval == "30s" for query in panel.queries)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "builder",
    [
        postgresql.connections, postgresql.buffer_cache, postgresql.replication, postgresql.fullest,
        postgresql.coldest, postgresql.farthest_behind, postgresql.deadlocks,
    ],
)  # fmt: skip
def test_limits_of_a_server_are_given_or_none(builder: Callable[..., FieldPanel]) -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert builder(SERVER).thresholds == NO_LIMIT
    assert builder(SERVER, thresholds=above(warning=2)).thresholds == above(warning=2)


@pytest.mark.parametrize("builder", [redis.hit_rate, redis.hit_ratio, redis.memory])
def test_limits_of_a_cache_are_given_or_none(builder: Callable[..., FieldPanel]) -> None:
    """A limit may be one from below."""
    assert builder(CACHE).thresholds == NO_LIMIT
    assert steps(builder(CACHE, thresholds=below(warning=80)).thresholds)[0] == (None, "orange")


def test_a_cache_without_a_limit_is_never_full() -> None:
    """`maxmemory` 0 means that there is none, and divides nothing."""
    assert exprs(redis.memory(CACHE)) == [
        '100 * (redis_memory_used_bytes{job="redis"} / (redis_memory_max_bytes{job="redis"} > 0))'
    ]


def test_templates_are_no_databases_unless_somebody_asks_for_them() -> None:
    """Nor is what all databases share, which has no name; a choice of databases goes before that."""
    every = postgresql.Postgresql()
    assert str(every.of_database("pg_locks_count")) == 'pg_locks_count{datname!~"template[01]|"}'
    assert str(every.of_server("pg_up")) == "pg_up"
    chosen = postgresql.Postgresql(scope=promql.scope(datname="template1"))
    assert str(chosen.of_database("pg_locks_count")) == 'pg_locks_count{datname="template1"}'


@needs_tools
def test_a_database_without_queries_has_no_mean_time() -> None:
    """It is left out, instead of being a row without a number."""
    series = {
        f'pg_stat_statements_{name}_total{{datname="{database}"}}': f"0+{step}x20"
        for database, steps in {"busy": (3, 600), "idle": (0, 0)}.items()
        for name, step in zip(("seconds", "calls"), steps, strict=True)
    }
    assert answer(postgresql.query_milliseconds(postgresql.Postgresql(), by="datname"), series, at="15m") == [5]


def test_databases_are_one_table() -> None:
    """Size, connections, time and hits meet in one row for each database."""
    panel = postgresql.sizes(SERVER)
    assert [query.ref_id for query in panel.queries] == ["size", "connections", "time", "hits"]
    assert {override.matcher.options: override.unit for override in panel.overrides} == {
        "Size": "bytes", "Mean time": "ms", "Cache hits": "percent",
    }  # fmt: skip
