"""Database: does PostgreSQL keep up, and if not, what holds it back."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import databases as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import postgresql
from grafmint.kit.postgresql import Postgresql as Server


@attrs.frozen(kw_only=True)
class Postgresql(Section):
    """One or more servers, and the databases on them."""

    server: Server = attrs.field(factory=Server)
    title: str = "Queries and connections"
    status: Shown | None = None
    fullest: Shown | None = None
    coldest: Shown | None = None
    farthest_behind: Shown | None = None
    deadlocks: Shown | None = None
    queries: Shown | None = None
    connections: Shown | None = None
    pools: Shown | None = None
    transactions: Shown | None = None
    replication: Shown | None = None
    buffer_cache: Shown | None = None
    locks: Shown | None = None
    sizes: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """Whether it answers, and what is nearest to its limit."""
        server = self.server
        yield from shown(self.status, partial(postgresql.status, server), text=texts.unreachable(server), width=8)
        yield from shown(self.fullest, partial(postgresql.fullest, server), width=4)
        yield from shown(self.coldest, partial(postgresql.coldest, server), width=4)
        yield from shown(self.farthest_behind, partial(postgresql.farthest_behind, server), width=4)
        yield from shown(self.deadlocks, partial(postgresql.deadlocks, server), width=4)

    def rows(self) -> Iterator[Row]:
        """What it does, and what it waits for."""
        yield from row(self.title, spread(self._work(), most=2))
        yield from row("What it waits for", self._reasons(), columns=2)

    def _work(self) -> Iterator[Panel]:
        server = self.server
        yield from shown(self.queries, partial(postgresql.queries, server, look=LOOK))
        used = partial(postgresql.connections, server, look=LOOK)
        yield from shown(self.connections, used, text=texts.connections(server))
        yield from shown(self.pools, partial(postgresql.pools, server, look=LOOK))
        yield from shown(self.transactions, partial(postgresql.transactions, server, look=LOOK))
        behind = partial(postgresql.replication, server, look=LOOK)
        yield from shown(self.replication, behind, text=texts.replication(server))

    def _reasons(self) -> Iterator[Panel]:
        yield from shown(self.buffer_cache, partial(postgresql.buffer_cache, self.server, look=LOOK))
        yield from shown(self.locks, partial(postgresql.locks, self.server, look=LOOK))
        yield from shown(self.sizes, partial(postgresql.sizes, self.server), width=24, height=6)
