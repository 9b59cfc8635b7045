"""Buffer cache: how many blocks are found in memory."""

import attrs

from grafmint import promql
from grafmint._unset import UNSET
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.kit.postgresql.server import Postgresql
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


def cache_hits(server: Postgresql, *, by: str | None = None) -> promql.Expr:
    """How many blocks were found in memory, 0 to 100."""
    hit = promql.sum(promql.rate(server.of_database(server.blocks_hit)), by=by)
    return 100 * promql.ratio(hit, hit + promql.sum(promql.rate(server.of_database(server.blocks_read)), by=by))


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
        history=False,
    )


def buffer_cache(
    server: Postgresql, *, title: str = "Buffer cache", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many blocks were found in memory, by database.

    Unit: percent, 0 to 100. Source: postgres_exporter.
    """
    lines = graph(
        title,
        ask(cache_hits(server, by=server.database), legend_of(server.database), interval=server.interval),
        description="Blocks found in the buffer cache instead of on disk. A fall after a restart heals by itself; a"
        " fall that stays is data that no longer fits, or a query that reads whole tables.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        lowest=True,
        look=look,
    )
    # The interesting part is near 100, so the axis may begin where the data does.
    return attrs.evolve(lines, min=UNSET)
