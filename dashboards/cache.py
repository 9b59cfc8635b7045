"""Cache: does Redis hit, and has it room."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import databases as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import redis
from grafmint.kit.redis import Redis as Server


@attrs.frozen(kw_only=True)
class Redis(Section):
    """One or more Redis servers."""

    server: Server = attrs.field(factory=Server)
    title: str = "The cache"
    hits_now: Shown | None = None
    hits: Shown | None = None
    hits_and_misses: Shown | None = None
    memory: Shown | None = None
    evictions: Shown | None = None
    command_time: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """The share of reads that it answers."""
        yield from shown(self.hits_now, partial(redis.hit_rate, self.server), width=4)

    def rows(self) -> Iterator[Row]:
        """Hits, memory and time."""
        yield from row(self.title, spread(self._panels()))

    def _panels(self) -> Iterator[Panel]:
        server = self.server
        yield from shown(self.hits, partial(redis.hit_ratio, server, look=LOOK))
        yield from shown(self.hits_and_misses, partial(redis.hits_and_misses, server, look=LOOK))
        yield from shown(self.memory, partial(redis.memory, server, look=LOOK), text=texts.cache_memory(server))
        yield from shown(self.evictions, partial(redis.evictions, server, look=LOOK))
        yield from shown(self.command_time, partial(redis.command_time, server, look=LOOK))
