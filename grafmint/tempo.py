"""Everything typed by Tempo: its queries and its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/tempo/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, Json, JsonObject, Parts, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.query import DatasourceRef
from grafmint.model.query import Query as _Query
from grafmint.model.tracing import SpanBar, TraceToLogs, TraceToMetrics, TracingDatasource

__all__ = ["Datasource", "Query", "ServiceMap", "SpanBar", "TraceToLogs", "TraceToMetrics"]

TYPE = "tempo"


@frozen(kw_only=True)
class Query(_Query):
    """TraceQL, or the id of one trace.

    `limit` is the most traces and `spss` the most spans of each; for TraceQL metrics `step` is a duration and
    `exemplars` the most exemplars. Grafana 9 knows only `limit`.
    Source: https://grafana.com/docs/grafana/latest/datasources/tempo/query-editor/
    """

    datasource_type: ClassVar[str | None] = TYPE

    query: str
    limit: int | Unset = field(low=1)
    spss: int | Unset = field(low=1)
    table_type: Literal["traces", "spans", "raw"] | Unset = field()
    metrics_query_type: Literal["range", "instant"] | Unset = field()
    step: str | Unset = field()
    exemplars: int | Unset = field(low=0)

    def _validate(self) -> None:
        if not self.query.strip():
            raise ModelError(
                "tempo.Query: query is empty", hint='write TraceQL such as "{ status = error }", or a trace id'
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        # Tempo's editor keeps the filters of its search form beside every query.
        return {**parts[ROOT], "queryType": "traceql", "filters": []}


@frozen(kw_only=True)
class ServiceMap(_Query):
    """The graph of services and the calls between them; the datasource needs a `service_map`.

    `service_map_query` selects series as PromQL does: `{client="checkout"}`.
    """

    datasource_type: ClassVar[str | None] = TYPE

    service_map_query: str | Unset = field()
    service_map_include_namespace: bool | Unset = field()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "queryType": "serviceMap", "filters": []}


@frozen(kw_only=True)
class Datasource(TracingDatasource):
    """A Tempo; `service_map` is the Prometheus datasource that keeps the metrics of its service graph."""

    type: ClassVar[str] = TYPE

    service_map: DatasourceRef | Unset = unwritten()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = TracingDatasource._assemble(self, parts, context)
        if not isinstance(self.service_map, Unset):
            uid = context.datasource(self.service_map, None, self)["uid"]
            document["jsonData"]["serviceMap"] = {"datasourceUid": uid}
        return document
