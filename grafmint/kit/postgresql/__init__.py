"""PostgreSQL: connections, queries, locks, cache and replication."""

from grafmint.kit.postgresql.cache import buffer_cache, cache_hits, coldest
from grafmint.kit.postgresql.connection import connections, connections_used, fullest, pools
from grafmint.kit.postgresql.database import sizes
from grafmint.kit.postgresql.lock import deadlocks, locks
from grafmint.kit.postgresql.query import queries, query_milliseconds, transactions
from grafmint.kit.postgresql.replica import farthest_behind, replication
from grafmint.kit.postgresql.server import Postgresql, status

__all__ = [
    "Postgresql",
    "buffer_cache",
    "cache_hits",
    "coldest",
    "connections",
    "connections_used",
    "deadlocks",
    "farthest_behind",
    "fullest",
    "locks",
    "pools",
    "queries",
    "query_milliseconds",
    "replication",
    "sizes",
    "status",
    "transactions",
]
