"""Redis: hits, memory, evictions and the time commands take."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import LOOK, NO_LIMIT, Look, ask, graph, legend_of, stat
from grafmint.model.panel.stat import Stat
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds


@attrs.frozen(kw_only=True)
class Redis(Block):
    """The metrics of redis_exporter.

    Source: https://github.com/oliver006/redis_exporter
    """

    hits: str = "redis_keyspace_hits_total"
    misses: str = "redis_keyspace_misses_total"
    memory_used: str = "redis_memory_used_bytes"
    memory_max: str = "redis_memory_max_bytes"
    evicted: str = "redis_evicted_keys_total"
    command_seconds: str = "redis_commands_duration_seconds_total"
    commands: str = "redis_commands_total"
    instance: str = "instance"
    interval: str = "30s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def _legend(self) -> str:
        return legend_of(self.instance)


def hit_percentage(cache: Redis, *, by: str | None = None) -> promql.Expr:
    """How many reads found their key, 0 to 100."""
    hits = promql.sum(promql.rate(cache.scope.metric(cache.hits)), by=by)
    return 100 * promql.ratio(hits, hits + promql.sum(promql.rate(cache.scope.metric(cache.misses)), by=by))


def hit_rate(cache: Redis, *, title: str = "Cache hits", thresholds: Thresholds = NO_LIMIT) -> Stat:
    """How many reads found their key, of all instances together.

    Unit: percent, 0 to 100. Source: redis_exporter.
    """
    return stat(
        title,
        ask(hit_percentage(cache), "hits", interval=cache.interval),
        description="Reads that found their key. Low: the database answers them instead; was the cache emptied, or are"
        " keys thrown out for want of memory?",
        unit="percent",
        decimals=1,
        thresholds=thresholds,
        history=False,
    )


def hit_ratio(
    cache: Redis, *, title: str = "Hit ratio", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How many reads found their key, by instance.

    Unit: percent, 0 to 100. Source: redis_exporter.
    """
    return graph(
        title,
        ask(hit_percentage(cache, by=cache.instance), cache._legend, interval=cache.interval),
        description="Reads that found their key, by instance. A fall: a flush, a restart, a new kind of key, or"
        " evictions; expect the database to be busier.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        lowest=True,
        look=look,
    )


def hits_and_misses(cache: Redis, *, title: str = "Hits and misses", look: Look = LOOK) -> TimeSeries:
    """Reads that found their key and reads that did not.

    Unit: reads a second. Source: redis_exporter.
    """
    return graph(
        title,
        [
            ask(promql.sum(promql.rate(cache.scope.metric(metric))), name, interval=cache.interval)
            for metric, name in ((cache.hits, "hits"), (cache.misses, "misses"))
        ],
        description="Reads that found their key, and those that did not. More misses with as many reads: keys expire"
        " too early. More of both: more traffic.",
        unit="cps",
        look=look,
    )


def memory(
    cache: Redis, *, title: str = "Cache memory", thresholds: Thresholds = NO_LIMIT, look: Look = LOOK
) -> TimeSeries:
    """How much of its memory each instance uses, where it has a limit.

    Unit: percent, 0 to 100. Source: redis_exporter.
    """
    limit = promql.gt(cache.scope.metric(cache.memory_max), 0)
    return graph(
        title,
        ask(100 * promql.ratio(cache.scope.metric(cache.memory_used), limit), cache._legend, interval=cache.interval),
        description="Memory in use of `maxmemory`; instances without a limit are left out. Near 100 %: keys are thrown"
        " out; shorten their life or give the instance more.",
        unit="percent",
        full=True,
        thresholds=thresholds,
        look=look,
    )


def evictions(cache: Redis, *, title: str = "Evictions", look: Look = LOOK) -> TimeSeries:
    """Keys that were thrown out for want of memory, by instance.

    Unit: keys a second. Source: redis_exporter.
    """
    evicted = promql.sum(promql.rate(cache.scope.metric(cache.evicted)), by=cache.instance)
    return graph(
        title,
        ask(evicted, cache._legend, interval=cache.interval),
        description="Keys thrown out for want of memory. Lasting evictions make the hit ratio fall: give the"
        " instance more memory or store less.",
        unit="cps",
        look=look,
    )


def command_time(cache: Redis, *, title: str = "Command time", look: Look = LOOK) -> TimeSeries:
    """How long a command takes on average, by instance.

    Unit: milliseconds. Source: redis_exporter.
    """
    spent = promql.sum(promql.rate(cache.scope.metric(cache.command_seconds)), by=cache.instance)
    number = promql.sum(promql.rate(cache.scope.metric(cache.commands)), by=cache.instance)
    return graph(
        title,
        ask(1000 * spent / promql.gt(number, 0), cache._legend, interval=cache.interval),
        description="Mean time of a command. Redis does one thing at a time, so one slow command (KEYS, a huge value)"
        " makes all wait: SLOWLOG names it.",
        unit="ms",
        look=look,
    )
