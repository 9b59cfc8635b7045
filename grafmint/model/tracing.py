"""What tracing datasources share: ways from a span to its logs and metrics, the node graph, the span's label.

Source: https://grafana.com/docs/grafana/latest/explore/trace-integration/
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import UNWRITTEN, Json, JsonObject, Model, Parts, Traced, field, frozen, many, unwritten
from grafmint.model.context import Context, require
from grafmint.model.datasource import Datasource, json_data
from grafmint.model.query import DatasourceRef

#: The first Grafana that is written the second form of trace-to-logs; it still reads the first one.
#: Source: https://github.com/grafana/grafana/pull/61702
_SECOND_FORM = (10, 0)


def tags_of(value: str | Iterable[str] | Mapping[str, str]) -> tuple[str, ...] | Mapping[str, str]:
    """One tag, several, or tags with the names they have in the other datasource."""
    return value if isinstance(value, Mapping) else many(value)


def pairs(tags: tuple[str, ...] | Mapping[str, str]) -> list[JsonObject]:
    """Tags as Grafana's list of keys and new names."""
    if isinstance(tags, Mapping):
        return [{"key": key, "value": name} for key, name in tags.items()]
    return [{"key": key} for key in tags]


@frozen(kw_only=True)
class TraceToLogs(Traced):
    """The way from a span to its logs in another `datasource`.

    `tags` are the span's tags to select by, renamed if it is a mapping: `tags={"service.name": "service"}`; left out
    they are cluster, hostname, namespace and pod. `query` (Grafana 10 and newer) replaces the selection:
    `'{${__tags}} |= "${__trace.traceId}"'`. Time shifts are durations with a sign: "-5m" is five minutes before.
    """

    datasource: DatasourceRef = attrs.field(metadata=UNWRITTEN)
    tags: tuple[str, ...] | Mapping[str, str] = attrs.field(default=(), converter=tags_of, metadata=UNWRITTEN)
    span_start_time_shift: str | Unset = field()
    span_end_time_shift: str | Unset = field()
    filter_by_trace_id: bool | Unset = field("filterByTraceID")
    filter_by_span_id: bool | Unset = field("filterBySpanID")
    query: str | Unset = unwritten()

    def _validate(self) -> None:
        if not isinstance(self.query, Unset) and (self.filter_by_trace_id or self.filter_by_span_id):
            raise ModelError(
                "TraceToLogs: filters by id have no effect on a query of its own",
                hint="write ${__trace.traceId} or ${__span.spanId} into the query instead",
            )

    @staticmethod
    def key(context: Context) -> str:
        """The key in `jsonData` that the Grafana written for reads."""
        return "tracesToLogsV2" if context.grafana >= _SECOND_FORM else "tracesToLogs"

    def _assemble(self, parts: Parts, context: Context) -> Json:
        options = {"datasourceUid": context.datasource(self.datasource, None, self)["uid"], **parts[0]}
        return self._second_form(options) if context.grafana >= _SECOND_FORM else self._first_form(options, context)

    def _first_form(self, options: JsonObject, context: Context) -> JsonObject:
        if not isinstance(self.query, Unset):
            require(_SECOND_FORM, "TraceToLogs: a query of its own", context, "select by tags")
        if isinstance(self.tags, Mapping):
            return options | {"mappedTags": pairs(self.tags), "mapTagNamesEnabled": True}
        return options | ({"tags": list(self.tags)} if self.tags else {})

    def _second_form(self, options: JsonObject) -> JsonObject:
        options |= {"tags": pairs(self.tags)} if self.tags else {}
        if isinstance(self.query, Unset):
            return options | {"customQuery": False}
        return options | {"customQuery": True, "query": self.query}


@frozen(kw_only=True)
class TraceToMetrics(Traced):
    """The way from a span to its metrics in another `datasource`: a link for each of `queries`, by its title.

    A query may use `$__tags`, the span's `tags` as matchers: `queries={"Rate": "sum(rate(calls_total{$__tags}[5m]))"}`.
    Time shifts are durations with a sign: "-5m" is five minutes before.
    """

    datasource: DatasourceRef = attrs.field(metadata=UNWRITTEN)
    queries: Mapping[str, str] = attrs.field(metadata=UNWRITTEN)
    tags: tuple[str, ...] | Mapping[str, str] = attrs.field(default=(), converter=tags_of, metadata=UNWRITTEN)
    span_start_time_shift: str | Unset = field()
    span_end_time_shift: str | Unset = field()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        options = {
            "datasourceUid": context.datasource(self.datasource, None, self)["uid"],
            "queries": [{"name": name, "query": query} for name, query in self.queries.items()],
            **parts[0],
        }
        return options | ({"tags": pairs(self.tags)} if self.tags else {})


@frozen(kw_only=True)
class SpanBar(Model):
    """What stands beside a span's bar: nothing, its duration, or the value of its `tag`."""

    type: Literal["None", "Duration", "Tag"]
    tag: str | Unset = field()

    def _validate(self) -> None:
        if (self.type == "Tag") == isinstance(self.tag, Unset):
            raise ModelError(
                f"SpanBar: type {self.type!r} and tag do not fit", hint='write type="Tag" and tag="…" together'
            )


def enabled(value: bool, context: Context) -> Json:
    """`node_graph=True` is short for the object around it."""
    return {"enabled": value}


@frozen(kw_only=True)
class TracingDatasource(Datasource):
    """The base of every tracing datasource."""

    traces_to_logs: TraceToLogs | Unset = unwritten()
    traces_to_metrics: TraceToMetrics | Unset = json_data()
    node_graph: bool | Unset = json_data(encode=enabled)
    span_bar: SpanBar | Unset = json_data()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document = Datasource._assemble(self, parts, context)
        if not isinstance(self.traces_to_logs, Unset):
            document["jsonData"][TraceToLogs.key(context)] = context.encode(self.traces_to_logs)
        return document
