"""Databases: each in one row."""

from grafmint import promql
from grafmint.kit.columns import asked, joined
from grafmint.kit.look import NO_LIMIT
from grafmint.kit.postgresql.cache import cache_hits
from grafmint.kit.postgresql.query import query_milliseconds
from grafmint.kit.postgresql.server import Postgresql
from grafmint.model.fields import Override, by_name
from grafmint.model.panel.table import Table, TableSort


def sizes(server: Postgresql, *, title: str = "Databases") -> Table:
    """Size, connections, mean time of a query and cache hits of each database.

    Units: bytes, number of connections, milliseconds, percent from 0 to 100. Source: postgres_exporter.
    """
    by = server.database
    columns = {
        "size": promql.max(server.of_database(server.size), by=by),
        "connections": promql.sum(server.of_database(server.activity), by=by),
        "time": query_milliseconds(server, by=by),
        "hits": cache_hits(server, by=by),
    }
    titles = {"size": "Size", "connections": "Connections", "time": "Mean time", "hits": "Cache hits"}
    return Table(
        title=title,
        description="Each database now. Which of them is large, busy, slow or cold: begin with that one when the whole"
        " server is slow.",
        queries=asked(columns, interval=server.interval),
        unit="short",
        thresholds=NO_LIMIT,
        transformations=joined(by, "Database", titles),
        sort_by=TableSort(display_name="Size", desc=True),
        overrides=[
            Override(matcher=by_name("Size"), unit="bytes"),
            Override(matcher=by_name("Mean time"), unit="ms", decimals=1),
            Override(matcher=by_name("Cache hits"), unit="percent", decimals=1),
        ],
    )
