"""Tempo: queries, and the datasource with its ways to logs and metrics."""

from typing import Any

import pytest

from grafmint import tempo
from grafmint.errors import ModelError
from grafmint.model.datasource import RawDatasource
from tests.fake_context import FakeContext, schema_errors, written

LOGS = tempo.TraceToLogs(
    datasource="logs",
    tags={"service.name": "service", "pod": "pod"},
    span_start_time_shift="-5m",
    span_end_time_shift="5m",
    filter_by_trace_id=True,
    filter_by_span_id=False,
)


def json_data(grafana: tuple[int, int], **options: Any) -> Any:
    """What a Tempo datasource with these options has in `jsonData`."""
    return written(tempo.Datasource(name="traces", url="http://tempo:3200", **options), grafana=grafana)["jsonData"]


class TestQuery:
    """TraceQL, a trace id, the service map."""

    def test_traceql(self) -> None:
        """TraceQL and a trace id are both of the query type traceql."""
        assert written(tempo.Query(query="{ status = error }")) == {
            "query": "{ status = error }",
            "queryType": "traceql",
            "filters": [],
        }

    def test_every_argument_has_grafanas_key(self) -> None:
        """Each argument is written by the name that Grafana reads."""
        query = tempo.Query(
            query="{} | rate()",
            limit=50,
            spss=5,
            table_type="spans",
            metrics_query_type="range",
            step="1m",
            exemplars=0,
        )
        assert written(query) == {
            "query": "{} | rate()",
            "queryType": "traceql",
            "filters": [],
            "limit": 50,
            "spss": 5,
            "tableType": "spans",
            "metricsQueryType": "range",
            "step": "1m",
            "exemplars": 0,
        }

    def test_service_map(self) -> None:
        """The graph of services is a query of its own type."""
        assert written(tempo.ServiceMap(service_map_query='{client="a"}', service_map_include_namespace=True)) == {
            "queryType": "serviceMap",
            "filters": [],
            "serviceMapQuery": '{client="a"}',
            "serviceMapIncludeNamespace": True,
        }

    @pytest.mark.parametrize(
        "query",
        [
            tempo.Query(
                query="{}", limit=1, spss=1, table_type="raw", metrics_query_type="instant", step="1m", exemplars=1
            ),
            tempo.ServiceMap(),
            tempo.ServiceMap(service_map_query="{}", service_map_include_namespace=False),
        ],
    )
    def test_schema_takes_the_target(self, query: tempo.Query | tempo.ServiceMap) -> None:
        """Grafana's schema of a Tempo query finds nothing unknown, wrong or missing."""
        assert schema_errors("tempo", query) == []

    def test_empty_query_is_refused(self) -> None:
        """Tempo would answer nothing to an empty query."""
        with pytest.raises(ModelError, match="query is empty") as caught:
            tempo.Query(query=" ")
        assert caught.value.hint is not None
        assert "trace id" in caught.value.hint


class TestTraceToLogs:
    """The two forms of the way from a span to its logs."""

    def test_first_form_for_grafana_9(self) -> None:
        """Renamed tags are mapped tags in the form that Grafana 9 reads."""
        assert json_data((9, 4), traces_to_logs=LOGS) == {
            "tracesToLogs": {
                "datasourceUid": "logs",
                "mappedTags": [{"key": "service.name", "value": "service"}, {"key": "pod", "value": "pod"}],
                "mapTagNamesEnabled": True,
                "spanStartTimeShift": "-5m",
                "spanEndTimeShift": "5m",
                "filterByTraceID": True,
                "filterBySpanID": False,
            }
        }

    def test_first_form_keeps_plain_tags_plain(self) -> None:
        """Tags that keep their names are a list of names."""
        plain = tempo.TraceToLogs(datasource="logs", tags=["job", "pod"])
        assert json_data((9, 4), traces_to_logs=plain)["tracesToLogs"] == {
            "datasourceUid": "logs",
            "tags": ["job", "pod"],
        }

    def test_second_form_since_grafana_10(self) -> None:
        """Newer versions have one list of tags and say whether the query is a custom one."""
        assert json_data((10, 0), traces_to_logs=LOGS) == {
            "tracesToLogsV2": {
                "datasourceUid": "logs",
                "tags": [{"key": "service.name", "value": "service"}, {"key": "pod", "value": "pod"}],
                "customQuery": False,
                "spanStartTimeShift": "-5m",
                "spanEndTimeShift": "5m",
                "filterByTraceID": True,
                "filterBySpanID": False,
            }
        }

    def test_query_of_its_own(self) -> None:
        """A query switches the custom query on."""
        custom = tempo.TraceToLogs(datasource="logs", tags="job", query='{${__tags}} |= "${__trace.traceId}"')
        assert json_data((11, 0), traces_to_logs=custom)["tracesToLogsV2"] == {
            "datasourceUid": "logs",
            "tags": [{"key": "job"}],
            "customQuery": True,
            "query": '{${__tags}} |= "${__trace.traceId}"',
        }

    def test_query_of_its_own_is_refused_for_grafana_9(self) -> None:
        """What Grafana 9 cannot do is said, not left out."""
        custom = tempo.TraceToLogs(datasource="logs", query="{}")
        with pytest.raises(ModelError, match=r"needs Grafana 10\.0") as caught:
            json_data((9, 5), traces_to_logs=custom)
        assert (
            caught.value.hint == 'select by tags, or write grafana = "10.0" in grafmint.toml if the server is that new'
        )

    def test_filters_beside_a_query_are_refused(self) -> None:
        """Grafana ignores the filters when there is a query."""
        with pytest.raises(ModelError, match="no effect") as caught:
            tempo.TraceToLogs(datasource="logs", query="{}", filter_by_trace_id=True)
        assert caught.value.hint is not None
        assert "${__trace.traceId}" in caught.value.hint

    def test_no_tags_are_grafanas_own(self) -> None:
        """Tags that are left out are not written, in both forms."""
        plain = tempo.TraceToLogs(datasource="logs")
        assert json_data((9, 4), traces_to_logs=plain) == {"tracesToLogs": {"datasourceUid": "logs"}}
        assert json_data((10, 0), traces_to_logs=plain) == {
            "tracesToLogsV2": {"datasourceUid": "logs", "customQuery": False}
        }


class TestDatasource:
    """The datasource and its other options."""

    def test_small_datasource(self) -> None:
        """A name and a url are enough."""
        assert written(tempo.Datasource(name="traces", url="http://tempo:3200")) == {
            "name": "traces",
            "type": "tempo",
            "url": "http://tempo:3200",
            "access": "proxy",
            "isDefault": False,
            "jsonData": {},
        }

    def test_trace_to_metrics(self) -> None:
        """Each query is a link by its title, in the order that was written."""
        metrics = tempo.TraceToMetrics(
            datasource="metrics",
            queries={"Rate": "sum(rate(calls_total{$__tags}[5m]))", "Errors": "sum(rate(errors_total{$__tags}[5m]))"},
            tags={"service.name": "service"},
            span_start_time_shift="-1h",
            span_end_time_shift="1h",
        )
        assert json_data((9, 4), traces_to_metrics=metrics) == {
            "tracesToMetrics": {
                "datasourceUid": "metrics",
                "queries": [
                    {"name": "Rate", "query": "sum(rate(calls_total{$__tags}[5m]))"},
                    {"name": "Errors", "query": "sum(rate(errors_total{$__tags}[5m]))"},
                ],
                "tags": [{"key": "service.name", "value": "service"}],
                "spanStartTimeShift": "-1h",
                "spanEndTimeShift": "1h",
            }
        }

    def test_node_graph_service_map_and_span_bar(self) -> None:
        """Each is an object in Grafana and one word here."""
        bar = tempo.SpanBar(type="Tag", tag="http.path")
        assert json_data((9, 4), node_graph=True, service_map="metrics", span_bar=bar) == {
            "nodeGraph": {"enabled": True},
            "serviceMap": {"datasourceUid": "metrics"},
            "spanBar": {"type": "Tag", "tag": "http.path"},
        }

    def test_other_datasources_may_be_named_by_the_object(self) -> None:
        """A datasource of the project is referred to by itself, and asked for by the value that names it."""
        logs = RawDatasource(name="logs", plugin_id="loki")
        way = tempo.TraceToLogs(datasource=logs)
        context = FakeContext()
        document = context.encode(tempo.Datasource(name="traces", url="u", traces_to_logs=way))
        assert document["jsonData"]["tracesToLogs"] == {"datasourceUid": "logs"}
        assert context.asked == [(logs, None, way)]

    @pytest.mark.parametrize("given", [{"type": "Tag"}, {"type": "Duration", "tag": "x"}])
    def test_span_bar_that_does_not_fit_is_refused(self, given: dict[str, Any]) -> None:
        """Only the type Tag has a tag, and it needs one."""
        with pytest.raises(ModelError, match="do not fit") as caught:
            tempo.SpanBar(**given)
        assert caught.value.hint

    def test_metrics_need_queries(self) -> None:
        """A way to metrics without a query would show no link."""
        with pytest.raises(ModelError, match="needs queries"):
            tempo.TraceToMetrics(datasource="metrics")  # type: ignore[call-arg]  # the mistake that is tested
