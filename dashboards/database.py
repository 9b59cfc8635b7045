"""Database metrics: does the database keep up, and if not, what holds it back."""

from collections.abc import Iterator

import attrs

from dashboards.theme import LOOK, deployments, siblings
from dashboards.variables import choice_of
from grafmint import Dashboard, Row, promql
from grafmint.kit import postgresql, redis
from systems.system import System, given


def database_metrics(system: System) -> Dashboard:
    """PostgreSQL by database and server, and the cache in front of it."""
    here, limits = given(system.database, "database board"), system.limits
    database = system.postgresql.database
    sizes = system.postgresql.of_server(system.postgresql.size)
    datname = choice_of(database, sizes, name="datname", title="Database", regex="/^(?!template)./")
    server = attrs.evolve(system.postgresql, databases=promql.scope(**{database: datname}))
    return Dashboard(
        uid=here.board.uid,
        title=here.board.title,
        description="Does the database keep up? Top: now. Then: queries and connections. Then: what they wait for.",
        folder=here.board.folder,
        tags=[system.tag, "database"],
        variables=datname,
        annotations=deployments(system),
        links=siblings(system),
        time_from=here.board.time_from,
        auto_refresh=here.board.refresh,
        cursor_sync="Crosshair",
        rows=[
            Row(
                title="Am I fine?",
                panels=[
                    attrs.evolve(postgresql.status(server), width=8),
                    attrs.evolve(postgresql.fullest(server, thresholds=limits.connections), width=4),
                    attrs.evolve(postgresql.coldest(server, thresholds=limits.buffer_cache), width=4),
                    attrs.evolve(
                        postgresql.farthest_behind(server, title="Slowest replica", thresholds=limits.replication_lag),
                        width=4,
                    ),
                    attrs.evolve(postgresql.deadlocks(server, thresholds=limits.deadlocks), width=4),
                ],
            ),
            Row(
                title="Queries and connections",
                columns=2,
                panels=[
                    postgresql.queries(server, title=here.queries, look=LOOK),
                    postgresql.pools(server, title=here.pools, look=LOOK),
                    postgresql.transactions(server, look=LOOK),
                    postgresql.replication(
                        server, title=here.replication, thresholds=limits.replication_lag, look=LOOK
                    ),
                ],
            ),
            Row(
                title="Why not?",
                columns=2,
                panels=[
                    postgresql.buffer_cache(server, title=here.buffer_cache, thresholds=limits.buffer_cache, look=LOOK),
                    postgresql.locks(server, title=here.locks, look=LOOK),
                    attrs.evolve(postgresql.sizes(server), width=24, height=6),
                ],
            ),
            *_cache(system),
        ],
    )


def _cache(system: System) -> Iterator[Row]:
    if system.redis:
        yield Row(
            title="The cache in front of it",
            columns=3,
            panels=[
                redis.memory(system.redis, thresholds=system.limits.cache_memory, look=LOOK),
                redis.evictions(system.redis, look=LOOK),
                redis.command_time(system.redis, look=LOOK),
            ],
        )
