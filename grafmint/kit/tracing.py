"""Tracing: the requests that failed, span by span, and which service calls which."""

import attrs

from grafmint import jaeger, tempo
from grafmint._unset import UNSET
from grafmint.block import Block
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.nodegraph import NodeGraph
from grafmint.model.panel.table import Table
from grafmint.promql.strings import quoted


@attrs.frozen(kw_only=True)
class TempoTraces(Block):
    """The traces that a Tempo has of services whose names match a pattern (RE2), of all services without one.

    `service` is the attribute with a service's name in TraceQL, `server` the label with it in the metrics of the
    service graph.
    Source: https://grafana.com/docs/tempo/latest/traceql/
    """

    services: str | None = None
    service: str = "resource.service.name"
    server: str = "server"
    most: int = 20

    @property
    def failed(self) -> tempo.Query:
        """The search for traces with a span that failed."""
        own = () if self.services is None else (f"{self.service} =~ {quoted(self.services)}",)
        traceql = f"{{ {' && '.join((*own, 'status = error'))} }}"
        return tempo.Query(query=traceql, limit=self.most)

    @property
    def calls(self) -> tempo.ServiceMap:
        """The services and the calls between them."""
        own = UNSET if self.services is None else f"{{{self.server}=~{quoted(self.services)}}}"
        return tempo.ServiceMap(service_map_query=own)


@attrs.frozen(kw_only=True)
class JaegerTraces(Block):
    """The traces that a Jaeger has of a service, which a search of it must name.

    Source: https://www.jaegertracing.io/docs/latest/apis/
    """

    service: str
    most: int = 20

    @property
    def failed(self) -> jaeger.Query:
        """The search for traces with a span that failed."""
        return jaeger.Query(service=self.service, tags="error=true", limit=self.most)


def errors(traces: TempoTraces | JaegerTraces, *, title: str = "Traces with errors") -> Table:
    """The newest traces with a span that failed; each id leads to its trace.

    It is a table and no panel of the type traces, which shows one trace and cannot show what a search finds.
    Unit: milliseconds of Tempo's durations; Jaeger's say their own. Source: the search of Tempo or Jaeger.
    """
    return Table(
        title=title,
        description=f"The newest traces in which a span failed, at most {traces.most}. Open one by its id: the deepest"
        " span that failed is most often the cause of those above it. An empty table is the good case.",
        queries=traces.failed,
        unit="ms",
        thresholds=NO_LIMIT,
        no_value="No trace with an error found",
    )


def topology(traces: TempoTraces, *, title: str = "Service topology") -> NodeGraph:
    """Which service calls which, how often, how long it takes, and what share fails.

    Unit: milliseconds a request and requests a second, from Tempo itself. Source: the service graph of Tempo's metrics
    generator, in the Prometheus that the datasource names as its `service_map`.
    """
    return NodeGraph(
        title=title,
        description="Each service with its mean time and its requests; the red part of its ring is the share that"
        " failed. Follow red rings along the calls to the last one: that service is the cause. A call that is new or"
        " gone since a deployment is a change that somebody made.",
        queries=traces.calls,
    )
