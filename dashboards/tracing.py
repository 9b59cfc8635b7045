"""Tracing: which requests failed, span by span, and which service calls which."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from dashboards.section import Section, row, shown
from grafmint import Panel, Row
from grafmint.kit import tracing
from grafmint.kit.tracing import JaegerTraces
from grafmint.kit.tracing import Traces as Spans
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class FailedTraces(Section):
    """The newest requests with a span that failed, from Tempo or Jaeger."""

    traces: Spans | JaegerTraces = attrs.field(factory=Spans)
    title: str = "Which requests?"
    errors: Shown | None = None

    def rows(self, system: Identity) -> Iterator[Row]:
        """One line a request."""
        yield from row(self.title, shown(self.errors, partial(tracing.errors, self.traces)), columns=1)


@attrs.frozen(kw_only=True)
class Topology(Section):
    """The services and the calls between them, as Tempo saw them."""

    traces: Spans = attrs.field(factory=Spans)
    title: str = "Who calls whom?"
    map: Shown | None = None

    def rows(self, system: Identity) -> Iterator[Row]:
        """Circles and arrows."""
        yield from row(self.title, self._map(), columns=1, height=12)

    def _map(self) -> Iterator[Panel]:
        return shown(self.map, partial(tracing.topology, self.traces))
