"""Jaeger: its query and its datasource."""

from typing import Any

import pytest

from grafmint import jaeger
from grafmint.errors import ModelError
from tests.fake_context import written


class TestQuery:
    """One trace, or a search."""

    def test_trace_id(self) -> None:
        """A trace by its id has no query type, as in the page."""
        assert written(jaeger.Query(trace_id="4d2f00a1")) == {"query": "4d2f00a1"}

    def test_search(self) -> None:
        """A search has Grafana's keys and its query type."""
        query = jaeger.Query(
            service="shop", operation="GET /", tags="error=true", min_duration="100ms", max_duration="1.2s", limit=20
        )
        assert written(query) == {
            "queryType": "search",
            "service": "shop",
            "operation": "GET /",
            "tags": "error=true",
            "minDuration": "100ms",
            "maxDuration": "1.2s",
            "limit": 20,
        }

    @pytest.mark.parametrize(
        ("given", "problem"),
        [
            ({}, "needs a trace_id or a service"),
            ({"trace_id": "a", "service": "b"}, "needs a trace_id or a service"),
            ({"trace_id": "a", "limit": 5}, "limit is for a search"),
        ],
    )
    def test_what_is_neither_is_refused(self, given: dict[str, Any], problem: str) -> None:
        """A query is one trace or a search, and says which."""
        with pytest.raises(ModelError, match=problem) as caught:
            jaeger.Query(**given)
        assert caught.value.hint


class TestDatasource:
    """The datasource."""

    def test_ways_to_logs_and_metrics(self) -> None:
        """What Tempo has, Jaeger has by the same names."""
        source = jaeger.Datasource(
            name="traces",
            url="http://jaeger:16686",
            traces_to_logs=jaeger.TraceToLogs(datasource="logs", tags="pod"),
            traces_to_metrics=jaeger.TraceToMetrics(datasource="metrics", queries={"Rate": "up"}),
            node_graph=True,
            span_bar=jaeger.SpanBar(type="Duration"),
        )
        assert written(source) == {
            "name": "traces",
            "type": "jaeger",
            "url": "http://jaeger:16686",
            "access": "proxy",
            "isDefault": False,
            "jsonData": {
                "tracesToLogs": {"datasourceUid": "logs", "tags": ["pod"]},
                "tracesToMetrics": {"datasourceUid": "metrics", "queries": [{"name": "Rate", "query": "up"}]},
                "nodeGraph": {"enabled": True},
                "spanBar": {"type": "Duration"},
            },
        }

    def test_service_map_is_tempos_alone(self) -> None:
        """An option of another datasource is refused."""
        with pytest.raises(ModelError, match="has no option 'service_map'"):
            jaeger.Datasource(name="traces", url="u", service_map="x")  # type: ignore[call-arg]  # the mistake that is tested
