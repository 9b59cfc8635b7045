"""PostgreSQL and the cache in front of it."""

import attrs

from alerting.alarm import Shown
from dashboards.board import Board
from dashboards.cache import Redis
from dashboards.database import Postgresql
from grafmint import above, promql
from systems.mint_replica_lite.names import BLOCKS, CONNECTIONS, DATABASE, DATABASES, LAG, POSTGRESQL, REDIS

DATABASE_METRICS = Board(
    uid="mrl-database-metrics",
    title="Database Metrics",
    description="Does the database keep up? Top: now. Then: queries and connections. Then: what they wait for.",
    folder=DATABASES,
    tags=("database",),
    variables=(DATABASE,),
    sections=(
        Postgresql(
            server=attrs.evolve(POSTGRESQL, databases=promql.scope(datname=DATABASE)),
            status=Shown("PostgreSQL"),
            fullest=Shown("Connections used", CONNECTIONS),
            coldest=Shown("Cache hits", BLOCKS),
            farthest_behind=Shown("Slowest replica", LAG),
            deadlocks=Shown("Deadlocks, last hour", above(warning=1)),
            queries=Shown("Query performance"),
            pools=Shown("Connection pools"),
            transactions=Shown("Transactions"),
            replication=Shown("Replication lag", LAG),
            buffer_cache=Shown("Buffer cache", BLOCKS),
            locks=Shown("Lock statistics"),
            sizes=Shown("Databases"),
        ),
        Redis(
            server=REDIS,
            memory=Shown("Memory", above(warning=90)),
            evictions=Shown("Evictions"),
            command_time=Shown("Command time"),
        ),
    ),
)
