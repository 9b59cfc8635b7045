"""Annotations: by tags from Grafana itself, or by a query."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Annotation, loki, prometheus
from grafmint.errors import ModelError


def test_the_builtin_annotation_is_always_first(write_in_board: Callable[..., Any]) -> None:
    """Grafana would add it on the first save; it is written, so that a save changes nothing."""
    (builtin,) = write_in_board()["annotations"]["list"]
    assert builtin == {
        "builtIn": 1,
        "datasource": {"type": "grafana", "uid": "-- Grafana --"},
        "enable": True,
        "hide": True,
        "iconColor": "rgba(0, 211, 255, 1)",
        "name": "Annotations & Alerts",
        "type": "dashboard",
    }


def test_events_by_their_tags(write_in_board: Callable[..., Any]) -> None:
    """Tags are asked of Grafana's own store."""
    annotation = Annotation(name="Deployments", tags=["deploy", "api"], match_any=True, limit=7, icon_color="blue")
    assert write_in_board(annotations=annotation)["annotations"]["list"][1] == {
        "name": "Deployments",
        "datasource": {"type": "grafana", "uid": "-- Grafana --"},
        "enable": True,
        "hide": False,
        "iconColor": "blue",
        "target": {"limit": 7, "matchAny": True, "tags": ["deploy", "api"], "type": "tags"},
    }


def test_events_by_a_query(write_in_board: Callable[..., Any]) -> None:
    """A Prometheus query stands where Grafana 9 looks for it too; its datasource is found as a panel's is."""
    annotation = Annotation(
        name="Restarts", query=prometheus.Query(expr="changes(up[5m]) > 0"), enable=False, hide=True
    )
    written = write_in_board(annotations=annotation)["annotations"]["list"][1]
    assert written["datasource"] == {"type": "prometheus", "uid": "metrics-uid"}
    assert written["expr"] == "changes(up[5m]) > 0"
    assert (written["target"]["expr"], written["target"]["refId"]) == ("changes(up[5m]) > 0", "Anno")
    assert (written["enable"], written["hide"]) == (False, True)
    assert "tags" not in written


@pytest.mark.parametrize("options", [{}, {"tags": "deploy", "query": loki.Query(expr="{}")}])
def test_an_annotation_has_one_source(refuse: Callable[..., ModelError], options: dict[str, Any]) -> None:
    """Tags or a query, exactly one of them."""
    error = refuse(Annotation, name="Deployments", **options)
    assert str(error) == "Annotation 'Deployments' needs tags or a query; write exactly one of them"
