"""Boards of AgentProvision's databases: PostgreSQL and Redis."""

import attrs

from alerting.alarm import Shown, critical, warning
from dashboards.board import Board
from dashboards.cache import Redis
from dashboards.database import Postgresql
from dashboards.synthetic import Instances
from grafmint import above, promql
from grafmint.kit import health
from systems.agentprovision.names import (
    BLOCKS,
    CACHE_MEMORY,
    CONNECTIONS,
    DATABASE,
    DATABASES,
    HITS,
    LAG,
    POSTGRESQL,
    REDIS,
)

DATABASE_METRICS = Board(
    uid="agp-database-metrics",
    title="Database Metrics",
    description="Does the database keep up? Top: now. Then: queries and connections. Then: what they wait for.",
    folder=DATABASES,
    tags=("database",),
    variables=(DATABASE,),
    sections=(
        Postgresql(
            server=attrs.evolve(POSTGRESQL, databases=promql.scope(datname=DATABASE)),
            # A server without a connection left refuses the exporter too, so this is about both.
            status=Shown("PostgreSQL", alarms=(critical("DatabaseConnectionIssues", pending="2m"),)),
            fullest=Shown("Connections used", CONNECTIONS),
            coldest=Shown("Cache hits", BLOCKS),
            farthest_behind=Shown("Slowest replica", LAG),
            deadlocks=Shown("Deadlocks, last hour", above(warning=1)),
            queries=Shown("Query performance"),
            connections=Shown("Connection usage", CONNECTIONS),
            pools=Shown("Connections by state"),
            transactions=Shown("Query patterns"),
            replication=Shown("Replication status", LAG),
            buffer_cache=Shown("Cache effectiveness", BLOCKS),
            locks=Shown("Locks"),
            sizes=Shown("Databases"),
        ),
    ),
)

CACHE = Board(
    uid="agp-cache-performance",
    title="Cache Performance",
    description="Does the cache spare the database? Top: how often, and what the database bears. Below: what the cache"
    " has room for, and how fast it is.",
    folder=DATABASES,
    tags=("database", "cache"),
    sections=(
        Instances(targets=health.Targets(up="redis_up"), instances=Shown("Redis")),
        Redis(
            server=REDIS,
            hits_now=Shown("Cache hits", HITS),
            hits=Shown("Hit rate", HITS),
            memory=Shown("Memory usage", CACHE_MEMORY, (warning("RedisMemoryPressure"),)),
            evictions=Shown("Eviction rate"),
            command_time=Shown("Network latency"),
        ),
        Postgresql(
            server=POSTGRESQL,
            fullest=Shown("Database connections", CONNECTIONS),
            coldest=Shown("Database cache hits", BLOCKS),
        ),
    ),
)
