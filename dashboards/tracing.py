"""Tracing: which requests failed, span by span, and which service calls which."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from dashboards.section import Section, row, shown
from grafmint import NodeGraph, Row
from grafmint.kit import tracing
from grafmint.kit.tracing import JaegerTraces, TempoTraces


@attrs.frozen(kw_only=True)
class FailedTraces(Section):
    """The newest requests with a span that failed, from Tempo or Jaeger."""

    traces: TempoTraces | JaegerTraces = attrs.field(factory=TempoTraces)
    title: str = "Which requests?"
    errors: Shown | None = None

    def rows(self) -> Iterator[Row]:
        """One line a request."""
        yield from row(self.title, shown(self.errors, partial(tracing.errors, self.traces)), columns=1)


@attrs.frozen(kw_only=True)
class Topology(Section):
    """The services and the calls between them, as Tempo saw them."""

    traces: TempoTraces = attrs.field(factory=TempoTraces)
    title: str = "Who calls whom?"
    map: Shown | None = None

    def rows(self) -> Iterator[Row]:
        """Circles and arrows."""
        calls = shown(self.map, partial(_topology, self.traces))
        yield from row(self.title, calls, columns=1, height=16)


def _topology(traces: TempoTraces, *, title: str) -> NodeGraph:
    """The map, with what its numbers are worth."""
    panel = tracing.topology(traces, title=title)
    # Seen on a real 9.4: it asks for the rate over the time range, and divides that by the range once more.
    advice = " Grafana 9.4 shows far too few requests a second: see the graphs of requests for how many there are."
    return attrs.evolve(panel, description=f"{panel.description}{advice}")
