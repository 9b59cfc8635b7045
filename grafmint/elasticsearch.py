"""Everything typed by Elasticsearch: its query, its variable queries, its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/elasticsearch/
"""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, ClassVar, Literal

import attrs
import orjson

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import (
    OPTIONS,
    ROOT,
    UNWRITTEN,
    Json,
    JsonObject,
    Model,
    Parts,
    Traced,
    at,
    frozen,
    many,
    unwritten,
)
from grafmint.model.base import field as _field
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource as _Datasource
from grafmint.model.datasource import json_data
from grafmint.model.query import DatasourceRef
from grafmint.model.query import Query as _Query
from grafmint.suggest import hint

TYPE = "elasticsearch"

#: The first Grafana that surely reads the index from `jsonData`; older ones read it as the database.
#: Source: https://github.com/grafana/grafana/pull/62808
_INDEX_IN_JSON_DATA = (10, 0)

#: The settings of each kind of metric, and whether it is computed from a field.
_METRICS: Mapping[str, tuple[bool, tuple[str, ...]]] = {
    "count": (False, ()),
    "avg": (True, ("script", "missing")),
    "sum": (True, ("script", "missing")),
    "min": (True, ("script", "missing")),
    "max": (True, ("script", "missing")),
    "extended_stats": (True, ("script", "missing", "sigma")),
    "percentiles": (True, ("script", "missing", "percents")),
    "cardinality": (True, ("precision_threshold", "missing")),
    "rate": (True, ("unit", "mode")),
    "top_metrics": (False, ("order", "orderBy", "metrics")),
    "logs": (False, ("limit",)),
    "raw_data": (False, ("size",)),
    "raw_document": (False, ("size",)),
}
_PIPELINES: Mapping[str, tuple[str, ...]] = {
    "moving_fn": ("window", "script", "shift"),
    "derivative": ("unit",),
    "serial_diff": ("lag",),
    "cumulative_sum": ("format",),
    "bucket_script": ("script",),
}
_BUCKETS: Mapping[str, tuple[bool, tuple[str, ...]]] = {
    "terms": (True, ("order", "size", "min_doc_count", "orderBy", "missing")),
    "filters": (False, ("filters",)),
    "geohash_grid": (True, ("precision",)),
    "date_histogram": (True, ("interval", "min_doc_count", "trimEdges", "offset", "timeZone")),
    "histogram": (True, ("interval", "min_doc_count")),
    "nested": (True, ()),
}
#: How many documents a bucket needs to be shown, as Grafana's page has it from the start. It is the one setting that
#: stays a number: Grafana's schema tells no kind of bucket from the others by its `type`, and takes a bucket of which
#: all settings are texts for several kinds at once.
_LEAST_DOCUMENTS: Mapping[str, int] = {"terms": 1, "date_histogram": 0, "histogram": 0}
_LEAST = "min_doc_count"
#: Metrics that show documents and are not put into buckets.
_DOCUMENTS = ("logs", "raw_data", "raw_document")


def _check(
    owner: str, needs_field: bool | None, has_field: bool, settings: Mapping[str, Any], known: Iterable[str]
) -> None:
    if needs_field is not None and needs_field != has_field:
        problem, way_out = (
            ("needs a field", "write field=…") if needs_field else ("takes no field", "leave field=… out")
        )
        raise ModelError(f"{owner} {problem}", hint=way_out)
    for name in settings:
        if name not in known:
            raise ModelError(f"{owner} has no setting {name!r}", hint=hint(name, known))


@frozen(kw_only=True)
class _Aggregation(Model):
    """`id` left out is the position among the query's metrics and buckets, counted from 1."""

    id: str | Unset = unwritten()
    settings: Mapping[str, Any] = unwritten(default=attrs.Factory(dict))


@frozen(kw_only=True)
class Metric(_Aggregation):
    """What is computed for each bucket: `Metric(type="avg", field="duration")`, or the documents themselves.

    `settings` are Grafana's: `{"percents": [50, 95]}`, `{"limit": 500}`. `meta` chooses the numbers of extended_stats.
    """

    type: Literal[
        "count", "avg", "sum", "min", "max", "extended_stats", "percentiles", "cardinality", "rate", "top_metrics",
        "logs", "raw_data", "raw_document",
    ]  # fmt: skip
    field: str | Unset = _field()
    hide: bool | Unset = _field()
    meta: Mapping[str, bool] | Unset = _field()

    def _validate(self) -> None:
        needs_field, known = _METRICS[self.type]
        _check(f"Metric {self.type}", needs_field, not isinstance(self.field, Unset), self.settings, known)
        if self.type != "extended_stats" and not isinstance(self.meta, Unset):
            raise ModelError(f"Metric {self.type} has no meta", hint="leave meta=… out")


@frozen(kw_only=True)
class PipelineMetric(_Aggregation):
    """What is computed from other metrics of the query, named by the object or by their id.

    `PipelineMetric(type="derivative", field=requests)`; bucket_script has `pipeline_variables` instead of a field:
    `{"errors": failed, "all": requests}` with `settings={"script": "params.errors / params.all"}`.
    """

    type: Literal["moving_fn", "derivative", "serial_diff", "cumulative_sum", "bucket_script"]
    field: _Aggregation | str | Unset = unwritten()
    pipeline_variables: Mapping[str, _Aggregation | str] = unwritten(default=attrs.Factory(dict))
    hide: bool | Unset = _field()

    def _validate(self) -> None:
        has_field, is_script = not isinstance(self.field, Unset), self.type == "bucket_script"
        _check(f"PipelineMetric {self.type}", not is_script, has_field, self.settings, _PIPELINES[self.type])
        if is_script != bool(self.pipeline_variables):
            raise ModelError(
                f"PipelineMetric {self.type} and its pipeline_variables do not fit",
                hint='write type="bucket_script" and pipeline_variables={…} together',
            )


@frozen(kw_only=True)
class BucketAgg(_Aggregation):
    """How documents are put into buckets: by time, by the terms of a `field`, by ranges, by filters.

    `settings` are Grafana's: `{"size": 10, "order": "desc", "orderBy": metric}`, `{"interval": "1m"}`.
    """

    type: Literal["terms", "filters", "geohash_grid", "date_histogram", "histogram", "nested"]
    field: str | Unset = _field()

    def _validate(self) -> None:
        needs_field, known = _BUCKETS[self.type]
        has_field = not isinstance(self.field, Unset)
        # A date histogram without a field is over the query's time field.
        needed = None if self.type == "date_histogram" else needs_field
        _check(f"BucketAgg {self.type}", needed, has_field, self.settings, known)


def metrics_of(
    value: Metric | PipelineMetric | Iterable[Metric | PipelineMetric],
) -> tuple[Metric | PipelineMetric, ...]:
    """One metric or several."""
    return many(value)


def buckets_of(value: BucketAgg | Iterable[BucketAgg]) -> tuple[BucketAgg, ...]:
    """One bucket aggregation or several."""
    return many(value)


@frozen(kw_only=True)
class Query(_Query):
    """Documents that a Lucene `query` matches, counted over time unless `metrics` and `bucket_aggs` say otherwise.

    `alias` is the name of a series, which may use `{{term service}}` and `{{metric}}`.
    Source: https://grafana.com/docs/grafana/latest/datasources/elasticsearch/query-editor/
    """

    datasource_type: ClassVar[str | None] = TYPE

    query: str = _field(default="", always=True)
    alias: str = _field(default="", always=True)
    time_field: str = _field(default="@timestamp", always=True)
    metrics: tuple[Metric | PipelineMetric, ...] = attrs.field(
        default=(Metric(type="count"),), converter=metrics_of, metadata=UNWRITTEN
    )
    bucket_aggs: tuple[BucketAgg, ...] = attrs.field(default=(), converter=buckets_of, metadata=UNWRITTEN)

    def _validate(self) -> None:
        documents = [metric.type for metric in self.metrics if metric.type in _DOCUMENTS]
        if documents and (len(self.metrics) > 1 or self.bucket_aggs):
            raise ModelError(
                f"elasticsearch.Query: {documents[0]} stands alone", hint="leave the other metrics and bucket_aggs out"
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        aggregations = (*self.metrics, *self._buckets())
        ids = _ids(aggregations)
        written = [_written(each, ids, self.time_field, context) for each in aggregations]
        return {
            **parts[ROOT],
            "metrics": written[: len(self.metrics)],
            "bucketAggs": written[len(self.metrics) :],
        }

    def _buckets(self) -> tuple[BucketAgg, ...]:
        if self.bucket_aggs or any(metric.type in _DOCUMENTS for metric in self.metrics):
            return self.bucket_aggs
        return (BucketAgg(type="date_histogram", settings={"interval": "auto"}),)


def _ids(aggregations: tuple[_Aggregation, ...]) -> dict[int, str]:
    pinned = {each.id for each in aggregations}
    free = (str(n) for n in count(1) if str(n) not in pinned)
    return {id(each): next(free) if isinstance(each.id, Unset) else each.id for each in aggregations}


def _written(
    aggregation: Metric | PipelineMetric | BucketAgg, ids: Mapping[int, str], time_field: str, context: Context
) -> JsonObject:
    document = {**context.encode(aggregation), "id": ids[id(aggregation)]}
    if isinstance(aggregation, PipelineMetric):
        document |= {} if isinstance(aggregation.field, Unset) else {"field": _text(aggregation.field, ids)}
        if aggregation.pipeline_variables:
            document["pipelineVariables"] = [
                {"name": name, "pipelineAgg": _text(metric, ids)}
                for name, metric in aggregation.pipeline_variables.items()
            ]
    elif isinstance(aggregation, BucketAgg) and aggregation.type == "date_histogram":
        document.setdefault("field", time_field)
    settings = {name: _setting(name, value, ids) for name, value in aggregation.settings.items()}
    if aggregation.type in _LEAST_DOCUMENTS:
        settings.setdefault(_LEAST, _LEAST_DOCUMENTS[aggregation.type])
    return document | ({"settings": settings} if settings else {})


def _setting(name: str, value: Any, ids: Mapping[int, str]) -> Json:
    return value if name == _LEAST and isinstance(value, int) else _text(value, ids)


def _text(value: Any, ids: Mapping[int, str]) -> Json:
    """Grafana keeps the numbers of settings as texts, and another metric as its id."""
    if isinstance(value, _Aggregation):
        if id(value) not in ids:
            raise ModelError(f"{value!r} is no metric of this query", hint="put the same object into metrics=…")
        return ids[id(value)]
    if isinstance(value, Mapping):
        return {key: _text(item, ids) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_text(item, ids) for item in value]
    return f"{value:g}" if isinstance(value, float) else str(value)


@frozen(kw_only=True)
class Terms(_Query):
    """The values of a `field` in the documents that a Lucene `query` matches, for a variable.

    `order_by` is "_term", "_count" or "doc_count"; `size` is the most values.
    Source: https://grafana.com/docs/grafana/latest/datasources/elasticsearch/template-variables/
    """

    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    field: str = attrs.field(metadata=UNWRITTEN)
    query: str | Unset = unwritten()
    order_by: Literal["_term", "_count", "doc_count"] | Unset = unwritten()
    order: Literal["asc", "desc"] | Unset = unwritten()
    size: int | Unset = unwritten(low=1)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        given = {"query": self.query, "orderBy": self.order_by, "order": self.order, "size": self.size}
        chosen = {key: value for key, value in given.items() if not isinstance(value, Unset)}
        # Grafana keeps it as JSON in a text.
        return orjson.dumps({"find": "terms", "field": self.field, **chosen}).decode()


@frozen(kw_only=True)
class Fields(_Query):
    """The names of the index's fields, of all or of one `type` (keyword, date, long …), for a variable."""

    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    type: str | Unset = unwritten()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return orjson.dumps({"find": "fields"} | ({} if isinstance(self.type, Unset) else {"type": self.type})).decode()


@frozen(kw_only=True)
class DataLink(Traced):
    """A link on a `field` of a log line: to a `url`, or into a `datasource` that is asked for the value."""

    field: str
    url: str | Unset = _field()
    url_display_label: str | Unset = _field()
    datasource: DatasourceRef | Unset = unwritten()

    def _validate(self) -> None:
        if not self.url and isinstance(self.datasource, Unset):
            raise ModelError(f"DataLink {self.field!r} leads nowhere", hint="write url=… or datasource=…")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        link = parts[ROOT]
        if not isinstance(self.datasource, Unset):
            link["datasourceUid"] = context.datasource(self.datasource, None, self)["uid"]
            link.setdefault("url", "${__value.raw}")
        return link


def data_links_of(value: DataLink | Iterable[DataLink]) -> tuple[DataLink, ...]:
    """One link or several."""
    return many(value)


@frozen(kw_only=True)
class Datasource(_Datasource):
    """An index of Elasticsearch; with an `interval` the index is a pattern: `index="[logs-]YYYY.MM.DD"`.

    `es_version` is what Grafana 9 wants to know; `time_interval` (the least step) is a duration.
    """

    type: ClassVar[str] = TYPE

    index: str = attrs.field(metadata=at(OPTIONS))
    time_field: str = json_data(default="@timestamp", always=True)
    es_version: str = json_data(default="8.0.0", always=True)
    interval: Literal["Hourly", "Daily", "Weekly", "Monthly", "Yearly"] | Unset = json_data()
    time_interval: str | Unset = json_data()
    max_concurrent_shard_requests: int | Unset = json_data(low=1)
    log_message_field: str | Unset = json_data()
    log_level_field: str | Unset = json_data()
    xpack: bool | Unset = json_data()
    include_frozen: bool | Unset = json_data()
    data_links: tuple[DataLink, ...] = attrs.field(
        default=(), converter=data_links_of, metadata=at(OPTIONS, "dataLinks")
    )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = _Datasource._assemble(self, parts, context)
        return document if context.grafana >= _INDEX_IN_JSON_DATA else document | {"database": self.index}
