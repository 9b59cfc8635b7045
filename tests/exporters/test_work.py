"""What servers did is what the kit says of them: numbers, and not only series."""

import pytest

from grafmint import promql
from grafmint.kit import hosts, postgresql, redis
from grafmint.kit.hosts import Hosts
from grafmint.kit.postgresql import Postgresql
from grafmint.kit.redis import Redis
from grafmint.promql import Expr
from tests.exporters.scraped import Scraped

HOSTS, SERVER, CACHE = Hosts(), Postgresql(), Redis()
DONE = {
    "processors did something": promql.rate(promql.metric(HOSTS.cpu)),
    "something was committed": promql.rate(promql.metric(SERVER.commits)),
    "something was rolled back": promql.rate(promql.metric(SERVER.rollbacks)),
    "a deadlock was resolved": promql.increase(promql.metric(SERVER.deadlocks), "1h"),
    "blocks were in memory": promql.rate(promql.metric(SERVER.blocks_hit)),
    "a table is locked": promql.metric(SERVER.locks, **{SERVER.mode: "exclusivelock"}),
    "a client is idle in its transaction": promql.metric(
        SERVER.activity, **{SERVER.state: "idle in transaction", SERVER.database: "shop"}
    ),
    "a key was found": promql.rate(promql.metric(CACHE.hits)),
    "a key was not found": promql.rate(promql.metric(CACHE.misses)),
    "a key was thrown out": promql.rate(promql.metric(CACHE.evicted)),
    "commands took time": promql.rate(promql.metric(CACHE.command_seconds)),
}
SHARES = {
    "processors": hosts.cpu_busy(HOSTS),
    "memory": hosts.memory_used(HOSTS),
    "disks": hosts.disk_used(HOSTS),
    "connections": postgresql.connections_used(SERVER),
    "blocks in memory": postgresql.cache_hits(SERVER, by=SERVER.database),
    "keys found": redis.hit_percentage(CACHE),
}


@pytest.mark.parametrize("expr", DONE.values(), ids=DONE)
def test_what_was_done_is_seen(expr: Expr, scraped: Scraped) -> None:
    """Each number that the work of the servers should have moved is above zero somewhere."""
    assert max(series.value for series in scraped.ask(_now(expr))) > 0


@pytest.mark.parametrize("expr", SHARES.values(), ids=SHARES)
def test_a_share_is_one(expr: Expr, scraped: Scraped) -> None:
    """What is percent of something lies within 0 and 100."""
    assert [series for series in scraped.ask(_now(expr)) if not 0 <= series.value <= 100] == []


def test_half_of_the_keys_are_found(scraped: Scraped) -> None:
    """The share of hits is that of the reads that were made, and no other command counts as one."""
    (share,) = scraped.ask(_now(redis.hit_percentage(CACHE)))
    assert 0 < share.value <= 50


def test_a_database_of_one_s_own_is_among_those_on_the_board(scraped: Scraped) -> None:
    """The databases that a reader chooses among include the one that was worked in."""
    assert "shop" in {series.labels[SERVER.database] for series in scraped.ask(SERVER.size)}


def _now(expr: Expr) -> str:
    return str(expr).replace("$__rate_interval", "5m")
