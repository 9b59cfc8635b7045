"""Queries that are longer than anyone writes them."""

import pytest

from grafmint.data.ask import ask_of
from grafmint.data.sample import NOW, Sample
from grafmint.promql.names import metric_names
from tests.deadline import deadline


@pytest.mark.parametrize("kind", ["prometheus", "loki"])
@pytest.mark.parametrize("part", ["a", "[", "[[", "{a=", "by (", "${a.", '=~ "'])
def test_a_long_query_is_answered_at_once(kind: str, part: str) -> None:
    """However much is opened in it and never closed."""
    expr = (part * 20_000)[:20_000]
    target = {"refId": "A", "expr": expr, "datasource": {"type": kind, "uid": "x"}}
    panel = {"id": 1, "type": "timeseries", "title": "Load", "targets": [target]}
    board = {"uid": "load", "title": "Load", "panels": [panel]}
    with deadline(4):
        Sample().data(ask_of(board, panel, now=NOW, width=500))
        metric_names(expr)
