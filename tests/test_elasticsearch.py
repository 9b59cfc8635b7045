"""Elasticsearch: queries with metrics and buckets, variable queries, the datasource."""

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # it has no types of its own

from grafmint import elasticsearch
from grafmint.elasticsearch import BucketAgg, Metric, PipelineMetric
from grafmint.errors import ModelError
from grafmint.model.variable.query import QueryVariable
from tests.fake_context import schema, schema_errors, written

REQUESTS = Metric(type="sum", field="requests")
FAILED = Metric(type="sum", field="failed", hide=True)

#: Grafana's schema has a definition for each kind.
DEFINITIONS = {
    "avg": "Average",
    "sum": "Sum",
    "min": "Min",
    "max": "Max",
    "extended_stats": "ExtendedStats",
    "percentiles": "Percentiles",
    "cardinality": "UniqueCount",
    "rate": "Rate",
    "top_metrics": "TopMetrics",
    "logs": "Logs",
    "raw_data": "RawData",
    "raw_document": "RawDocument",
    "moving_fn": "MovingFunction",
    "derivative": "Derivative",
    "serial_diff": "SerialDiff",
    "cumulative_sum": "CumulativeSum",
    "bucket_script": "BucketScript",
    "terms": "Terms",
    "filters": "Filters",
    "geohash_grid": "GeoHashGrid",
    "date_histogram": "DateHistogram",
    "histogram": "Histogram",
}


def aggregations(*metrics: Metric | PipelineMetric, buckets: Any = ()) -> tuple[Any, Any]:
    """The metrics and the buckets that a query writes."""
    document = written(elasticsearch.Query(metrics=metrics, bucket_aggs=buckets))
    return document["metrics"], document["bucketAggs"]


class TestQuery:
    """Lucene with metrics and buckets."""

    def test_small_query_counts_over_time(self) -> None:
        """A query alone is what the page begins with."""
        assert written(elasticsearch.Query(query="level:error")) == {
            "query": "level:error",
            "alias": "",
            "timeField": "@timestamp",
            "metrics": [{"id": "1", "type": "count"}],
            "bucketAggs": [
                {
                    "id": "2",
                    "type": "date_histogram",
                    "field": "@timestamp",
                    "settings": {"interval": "auto", "min_doc_count": 0},
                }
            ],
        }

    def test_logs_have_no_buckets(self) -> None:
        """Documents are shown as they are; numbers of settings are texts in Grafana."""
        assert aggregations(Metric(type="logs", settings={"limit": 500})) == (
            [{"id": "1", "type": "logs", "settings": {"limit": "500"}}],
            [],
        )

    def test_metrics_and_buckets_are_numbered(self) -> None:
        """Ids follow the order, and a setting may name a metric by the object."""
        by_service = BucketAgg(
            type="terms", field="service", settings={"size": 10, "order": "desc", "orderBy": REQUESTS}
        )
        over_time = BucketAgg(type="date_histogram", settings={"interval": "1m"})
        percentiles = Metric(type="percentiles", field="duration", settings={"percents": [50, 99.5]})
        assert aggregations(REQUESTS, percentiles, buckets=[by_service, over_time]) == (
            [
                {"id": "1", "type": "sum", "field": "requests"},
                {"id": "2", "type": "percentiles", "field": "duration", "settings": {"percents": ["50", "99.5"]}},
            ],
            [
                {
                    "id": "3",
                    "type": "terms",
                    "field": "service",
                    "settings": {"size": "10", "order": "desc", "orderBy": "1", "min_doc_count": 1},
                },
                {
                    "id": "4",
                    "type": "date_histogram",
                    "field": "@timestamp",
                    "settings": {"interval": "1m", "min_doc_count": 0},
                },
            ],
        )

    def test_pipeline_metrics_name_other_metrics(self) -> None:
        """A pipeline metric has the id of what it is computed from."""
        ratio = PipelineMetric(
            type="bucket_script",
            pipeline_variables={"failed": FAILED, "all": REQUESTS},
            settings={"script": "params.failed / params.all"},
        )
        slope = PipelineMetric(type="derivative", field=ratio, settings={"unit": "1m"})
        metrics, _ = aggregations(REQUESTS, FAILED, ratio, slope)
        assert metrics[1:] == [
            {"id": "2", "type": "sum", "field": "failed", "hide": True},
            {
                "id": "3",
                "type": "bucket_script",
                "pipelineVariables": [{"name": "failed", "pipelineAgg": "2"}, {"name": "all", "pipelineAgg": "1"}],
                "settings": {"script": "params.failed / params.all"},
            },
            {"id": "4", "type": "derivative", "field": "3", "settings": {"unit": "1m"}},
        ]

    def test_pinned_ids_are_kept(self) -> None:
        """An id that is written is not given twice."""
        metrics, buckets = aggregations(Metric(type="count"), Metric(type="avg", field="x", id="1"))
        assert [metric["id"] for metric in metrics] == ["2", "1"]
        assert buckets[0]["id"] == "3"

    def test_buckets_follow_the_time_field(self) -> None:
        """A date histogram is over the query's time field unless it has a field."""
        own = BucketAgg(type="date_histogram", field="created")
        query = elasticsearch.Query(time_field="ts", bucket_aggs=[BucketAgg(type="date_histogram"), own])
        assert [bucket["field"] for bucket in written(query)["bucketAggs"]] == ["ts", "created"]

    @pytest.mark.parametrize(
        "query",
        [
            elasticsearch.Query(query="a", alias="{{metric}}", hide=True),
            elasticsearch.Query(metrics=Metric(type="raw_data", settings={"size": 10})),
            elasticsearch.Query(
                metrics=[
                    REQUESTS,
                    FAILED,
                    Metric(type="extended_stats", field="x", meta={"avg": True}),
                    PipelineMetric(
                        type="bucket_script", pipeline_variables={"a": REQUESTS}, settings={"script": "params.a"}
                    ),
                    PipelineMetric(type="moving_fn", field=REQUESTS, settings={"window": 5, "script": "x", "shift": 0}),
                ],
                bucket_aggs=[
                    BucketAgg(type="filters", settings={"filters": [{"query": "a:b", "label": "x"}]}),
                    BucketAgg(type="geohash_grid", field="place", settings={"precision": 3}),
                    BucketAgg(type="histogram", field="size", settings={"interval": 1000}),
                    BucketAgg(type="nested", field="path"),
                ],
            ),
        ],
    )
    def test_schema_takes_the_target(self, query: elasticsearch.Query) -> None:
        """Grafana's schema of an Elasticsearch query finds nothing unknown, wrong or missing."""
        assert schema_errors("elasticsearch", query) == []

    @pytest.mark.parametrize(
        "bucket",
        [
            BucketAgg(type="terms", field="service"),
            BucketAgg(type="terms", field="service", settings={"size": 10, "min_doc_count": 5}),
            BucketAgg(type="date_histogram"),
            BucketAgg(type="date_histogram", settings={"interval": "auto"}),
            BucketAgg(type="histogram", field="size", settings={"interval": 1000}),
        ],
    )
    def test_schema_takes_a_bucket_for_one_kind(self, bucket: BucketAgg) -> None:
        """A reader that wants exactly one alternative of Grafana's schema to fit is content too."""
        definitions = schema("elasticsearch")["definitions"]
        _, (document,) = aggregations(Metric(type="count"), buckets=bucket)
        kinds = definitions["BucketAggregation"]["anyOf"]
        fits = [each for each in kinds if Draft7Validator({**each, "definitions": definitions}).is_valid(document)]
        assert len(fits) == 1

    @pytest.mark.parametrize("kind", DEFINITIONS)
    def test_settings_are_those_of_the_schema(self, kind: str) -> None:
        """Each kind takes the settings and the field that Grafana's schema has, and no others."""
        properties = schema("elasticsearch")["definitions"][DEFINITIONS[kind]]["properties"]
        tables = {**elasticsearch._METRICS, **elasticsearch._BUCKETS}
        has_field, settings = (
            tables[kind] if kind in tables else (kind != "bucket_script", elasticsearch._PIPELINES[kind])
        )
        assert set(settings) == set(properties["settings"]["properties"])
        assert has_field == ("field" in properties)

    @pytest.mark.parametrize(
        ("make", "problem"),
        [
            (lambda: Metric(type="avg"), "Metric avg needs a field"),
            (lambda: Metric(type="count", field="x"), "Metric count takes no field"),
            (lambda: Metric(type="logs", settings={"limti": 5}), "did you mean 'limit'"),
            (lambda: Metric(type="avg", field="x", meta={"avg": True}), "has no meta"),
            (lambda: Metric(type="average", field="x"), "is not one that Grafana knows"),  # type: ignore[arg-type]  # the mistake
            (lambda: PipelineMetric(type="derivative"), "needs a field"),
            (lambda: PipelineMetric(type="bucket_script"), "do not fit"),
            (lambda: BucketAgg(type="terms"), "BucketAgg terms needs a field"),
            (lambda: BucketAgg(type="terms", field="x", settings={"orderby": "1"}), "did you mean 'orderBy'"),
            (lambda: elasticsearch.Query(metrics=[Metric(type="logs"), REQUESTS]), "logs stands alone"),
            (
                lambda: elasticsearch.Query(metrics=Metric(type="logs"), bucket_aggs=BucketAgg(type="filters")),
                "stands alone",
            ),
        ],
    )
    def test_aggregation_that_cannot_work_is_refused(self, make: Any, problem: str) -> None:
        """What Elasticsearch would refuse is refused where it is written, with a way out."""
        with pytest.raises(ModelError, match=problem):
            make()

    def test_metric_of_another_query_is_refused(self) -> None:
        """A pipeline metric is computed from metrics of its own query."""
        alone = elasticsearch.Query(metrics=PipelineMetric(type="derivative", field=REQUESTS))
        with pytest.raises(ModelError, match="is no metric of this query") as caught:
            written(alone)
        assert caught.value.hint == "put the same object into metrics=…"


class TestVariableQueries:
    """What a variable may ask."""

    def test_terms(self) -> None:
        """Grafana keeps the question as JSON in a text."""
        query = elasticsearch.Terms(
            field="service.keyword", query="env:$env", order_by="_count", order="desc", size=100
        )
        assert json.loads(written(query)) == {
            "find": "terms",
            "field": "service.keyword",
            "query": "env:$env",
            "orderBy": "_count",
            "order": "desc",
            "size": 100,
        }
        small = elasticsearch.Terms(field="a")
        assert json.loads(written(small)) == {"find": "terms", "field": "a"}
        assert written(QueryVariable(name="a", query=small))["query"] == written(small)

    def test_fields(self) -> None:
        """Names of fields may be those of one type."""
        assert json.loads(written(elasticsearch.Fields())) == {"find": "fields"}
        assert json.loads(written(elasticsearch.Fields(type="keyword"))) == {"find": "fields", "type": "keyword"}


class TestDatasource:
    """The index and its options."""

    def test_index_stands_where_its_grafana_reads_it(self) -> None:
        """Grafana 9 reads the index as the database."""
        source = elasticsearch.Datasource(name="Elasticsearch", url="http://es:9200", index="logs-*")
        assert written(source) == {
            "name": "Elasticsearch",
            "type": "elasticsearch",
            "url": "http://es:9200",
            "access": "proxy",
            "isDefault": False,
            "database": "logs-*",
            "jsonData": {"index": "logs-*", "timeField": "@timestamp", "esVersion": "8.0.0"},
        }
        assert "database" not in written(source, grafana=(10, 0))

    def test_every_argument_has_grafanas_key(self) -> None:
        """Each argument is written by the name that Grafana reads."""
        source = elasticsearch.Datasource(
            name="es",
            url="u",
            index="[logs-]YYYY.MM.DD",
            time_field="ts",
            es_version="7.10.0",
            interval="Daily",
            time_interval="10s",
            max_concurrent_shard_requests=5,
            log_message_field="message",
            log_level_field="level",
            xpack=True,
            include_frozen=False,
            data_links=[
                elasticsearch.DataLink(field="trace.id", datasource="traces", url_display_label="Trace"),
                elasticsearch.DataLink(field="user", url="https://x/${__value.raw}"),
            ],
        )
        assert written(source, grafana=(10, 0))["jsonData"] == {
            "index": "[logs-]YYYY.MM.DD",
            "timeField": "ts",
            "esVersion": "7.10.0",
            "interval": "Daily",
            "timeInterval": "10s",
            "maxConcurrentShardRequests": 5,
            "logMessageField": "message",
            "logLevelField": "level",
            "xpack": True,
            "includeFrozen": False,
            "dataLinks": [
                {"field": "trace.id", "datasourceUid": "traces", "url": "${__value.raw}", "urlDisplayLabel": "Trace"},
                {"field": "user", "url": "https://x/${__value.raw}"},
            ],
        }

    def test_link_that_leads_nowhere_is_refused(self) -> None:
        """A link needs a url or a datasource."""
        with pytest.raises(ModelError, match="leads nowhere") as caught:
            elasticsearch.DataLink(field="user")
        assert caught.value.hint == "write url=… or datasource=…"

    def test_index_is_required(self) -> None:
        """Elasticsearch without an index would search everything."""
        with pytest.raises(ModelError, match="needs index"):
            elasticsearch.Datasource(name="es", url="u")  # type: ignore[call-arg]  # the mistake that is tested
