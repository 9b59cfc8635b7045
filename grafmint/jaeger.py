"""Everything typed by Jaeger: its query and its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/jaeger/
"""

from typing import ClassVar

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, Json, Parts, field, frozen
from grafmint.model.context import Context
from grafmint.model.query import Query as _Query
from grafmint.model.tracing import SpanBar, TraceToLogs, TraceToMetrics, TracingDatasource

__all__ = ["Datasource", "Query", "SpanBar", "TraceToLogs", "TraceToMetrics"]

TYPE = "jaeger"


@frozen(kw_only=True)
class Query(_Query):
    """One trace by its `trace_id`, or a search for the traces of a `service`.

    The search may be narrowed by an `operation`, by `tags` in logfmt (`error=true http.method=GET`) and by durations
    such as "1.2s"; `limit` is the most traces it returns.
    """

    datasource_type: ClassVar[str | None] = TYPE

    trace_id: str | Unset = field("query")
    service: str | Unset = field()
    operation: str | Unset = field()
    tags: str | Unset = field()
    min_duration: str | Unset = field()
    max_duration: str | Unset = field()
    limit: int | Unset = field(low=1)

    def _validate(self) -> None:
        if bool(self.trace_id) == bool(self.service):
            raise ModelError("jaeger.Query needs a trace_id or a service", hint="write exactly one of them")
        narrowed = {"operation", "tags", "min_duration", "max_duration", "limit"}.intersection(self._given)
        if self.trace_id and narrowed:
            raise ModelError(
                f"jaeger.Query: {min(narrowed)} is for a search", hint="write service=… instead of trace_id"
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        # The page writes no query type for a trace id.
        return parts[ROOT] if self.trace_id else {**parts[ROOT], "queryType": "search"}


@frozen(kw_only=True)
class Datasource(TracingDatasource):
    """A Jaeger."""

    type: ClassVar[str] = TYPE
