"""The traces that failed, and the calls between services."""

import pytest

from grafmint import jaeger, tempo
from grafmint.kit import tracing
from grafmint.model.panel.base import QueryPanel
from tests.fake_context import written

SHOP = tracing.TempoTraces(services="shop-.*")


def test_failed_traces_are_those_of_the_services() -> None:
    """A search by TraceQL, with the pattern as a string of it; without a pattern it is of all services."""
    (query,) = tracing.errors(SHOP).queries
    assert isinstance(query, tempo.Query)
    assert (query.query, query.limit) == ('{ resource.service.name =~ "shop-.*" && status = error }', 20)
    assert tracing.TempoTraces().failed.query == "{ status = error }"
    assert (
        tracing.TempoTraces(services=r"a\.b").failed.query == r'{ resource.service.name =~ "a\\.b" && status = error }'
    )


def test_jaeger_finds_failed_traces_by_their_tag() -> None:
    """Its search names the service, and no query type but that of a search."""
    (query,) = tracing.errors(tracing.JaegerTraces(service="shop", most=5)).queries
    assert isinstance(query, jaeger.Query)
    assert written(query) == {"queryType": "search", "service": "shop", "tags": "error=true", "limit": 5}


def test_the_topology_is_of_the_calls_to_the_services() -> None:
    """The service map is narrowed by the same pattern, as PromQL writes it."""
    (query,) = tracing.topology(SHOP).queries
    assert written(query) == {"queryType": "serviceMap", "filters": [], "serviceMapQuery": '{server=~"shop-.*"}'}
    assert written(tracing.TempoTraces().calls) == {"queryType": "serviceMap", "filters": []}


@pytest.mark.parametrize(
    "panel",
    [tracing.errors(SHOP), tracing.errors(tracing.JaegerTraces(service="shop")), tracing.topology(SHOP)],
    ids=["tempo", "jaeger", "topology"],
)
def test_a_panel_says_what_to_do(panel: QueryPanel) -> None:
    """What it shows and what to do when it is bad are two sentences at least."""
    assert isinstance(panel.description, str)
    assert panel.description.count(". ") >= 1
