"""Queries: what all of them share, and the one of any datasource."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Panel, RawQuery, Stat, prometheus


@pytest.mark.parametrize(
    ("query", "target"),
    [
        (
            RawQuery(type="tempo", query={"query": "{}", "limit": 20.0}),
            {"query": "{}", "limit": 20, "refId": "A", "datasource": {"type": "tempo", "uid": "traces-uid"}},
        ),
        (
            RawQuery(type="datasource", datasource="-- Dashboard --", query={"panelId": 3, "refId": "Z", "x": None}),
            {"panelId": 3, "refId": "A", "x": None, "datasource": {"type": "datasource", "uid": "-- Dashboard --"}},
        ),
        (
            RawQuery(type="tempo", query={"a": [1.0, {"b": None}]}, ref_id="X", hide=True),
            {"a": [1, {"b": None}], "refId": "X", "hide": True, "datasource": {"type": "tempo", "uid": "traces-uid"}},
        ),
    ],
)
def test_a_raw_query_is_written_as_it_stands(
    write_panel: Callable[[Panel], Any], query: RawQuery, target: dict[str, Any]
) -> None:
    """Its refId and datasource are ours, so that references keep working; nulls stay."""
    assert write_panel(Stat(title="A", queries=query))["targets"] == [target]


def test_a_raw_query_takes_the_datasource_of_its_type(write_panel: Callable[[Panel], Any]) -> None:
    """Its `type` finds the environment's only datasource, as the class of another query does."""
    panel = write_panel(Stat(title="A", queries=RawQuery(type="loki", query={"expr": "{}"})))
    assert panel["datasource"] == {"type": "loki", "uid": "logs-uid"}


def test_a_hidden_query_is_marked(write_panel: Callable[[Panel], Any]) -> None:
    """`hide` keeps a query for expressions and takes it off the graph."""
    target = write_panel(Stat(title="A", queries=prometheus.Query(expr="up", hide=True)))["targets"][0]
    assert (target["hide"], target["expr"]) == (True, "up")
