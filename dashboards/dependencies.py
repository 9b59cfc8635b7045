"""Dependencies: do the broker, the search and the web server keep up."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import elasticsearch, nginx, rabbitmq
from grafmint.kit.elasticsearch import Search
from grafmint.kit.nginx import Server
from grafmint.kit.rabbitmq import Broker


@attrs.frozen(kw_only=True)
class Rabbitmq(Section):
    """A broker, its queues and who takes from them."""

    broker: Broker = attrs.field(factory=Broker)
    title: str = "The broker"
    status: Shown | None = None
    messages: Shown | None = None
    consumers: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """Whether it answers."""
        yield from shown(self.status, partial(rabbitmq.status, self.broker), width=4)

    def rows(self) -> Iterator[Row]:
        """What waits, and for whom."""
        yield from row(self.title, self._panels(), columns=2)

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.messages, partial(rabbitmq.messages, self.broker, look=LOOK))
        yield from shown(self.consumers, partial(rabbitmq.consumers, self.broker, look=LOOK))


@attrs.frozen(kw_only=True)
class Elasticsearch(Section):
    """Clusters of a search, their nodes and documents."""

    search: Search = attrs.field(factory=Search)
    title: str = "The search"
    status: Shown | None = None
    clusters: Shown | None = None
    heap: Shown | None = None
    documents: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """The colour of each cluster."""
        yield from shown(self.status, partial(elasticsearch.status, self.search), width=4)

    def rows(self) -> Iterator[Row]:
        """Since when, and whether it lacks memory or data."""
        yield from row(self.title, self._panels())

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.clusters, partial(elasticsearch.clusters, self.search, look=LOOK))
        yield from shown(self.heap, partial(elasticsearch.heap, self.search, look=LOOK))
        yield from shown(self.documents, partial(elasticsearch.documents, self.search, look=LOOK))


@attrs.frozen(kw_only=True)
class Nginx(Section):
    """Web servers, their clients and what these ask."""

    server: Server = attrs.field(factory=Server)
    title: str = "The web server"
    status: Shown | None = None
    connections: Shown | None = None
    requests: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """Whether it answers."""
        yield from shown(self.status, partial(nginx.status, self.server), width=4)

    def rows(self) -> Iterator[Row]:
        """How much it does."""
        yield from row(self.title, self._panels(), columns=2)

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.connections, partial(nginx.connections, self.server, look=LOOK))
        yield from shown(self.requests, partial(nginx.requests, self.server, look=LOOK))
