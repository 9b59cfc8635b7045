"""Elasticsearch: the colour of a cluster and what its nodes hold."""

from pathlib import Path

import pytest

from grafmint import promql
from grafmint.kit import elasticsearch
from grafmint.kit.look import NO_LIMIT
from grafmint.model.fields import Color
from grafmint.model.threshold import above

from .asked import exprs, legends, steps
from .tried import needs_promtool, tried

SEARCH = elasticsearch.Search(scope=promql.scope(job="search"))
_HEALTH = 'elasticsearch_cluster_health_status{job="search", cluster="logs"'


def test_the_state_of_a_cluster_is_its_colour() -> None:
    """The number behind it is said by no unit but by the colour's name."""
    panel = elasticsearch.status(SEARCH)
    assert exprs(panel) == [str(elasticsearch.trouble(SEARCH))]
    assert [(shown.value, shown.text, shown.color) for shown in elasticsearch.COLORS] == [
        (0, "GREEN", "green"), (1, "YELLOW", "yellow"), (2, "RED", "red"),
    ]  # fmt: skip
    assert panel.mappings == elasticsearch.COLORS
    assert (panel.title, panel.unit, legends(panel)) == ("Elasticsearch", "none", ["{{cluster}}"])


def test_clusters_are_counted_in_the_colour_that_they_have() -> None:
    """Each line has the colour that it is about, and one that no cluster has draws nothing over the others."""
    panel = elasticsearch.clusters(SEARCH, title="Elasticsearch")
    assert exprs(panel) == [
        'sum by (color) (max by (cluster, color) (elasticsearch_cluster_health_status{job="search"}))'
    ]
    assert (panel.title, panel.unit, panel.stacking, panel.line_width) == ("Elasticsearch", "short", "normal", 0)
    assert {override.matcher.options: override.color for override in panel.overrides} == {
        name: Color(fixed_color=name) for name in ("green", "yellow", "red")
    }


def test_documents_and_heap_are_of_the_exporter() -> None:
    """Documents are summed over the nodes of a cluster; heap is a percentage of each node, judged if asked."""
    documents, heap = elasticsearch.documents(SEARCH), elasticsearch.heap(SEARCH)
    assert exprs(documents) == ['sum by (cluster) (max by (cluster, name) (elasticsearch_indices_docs{job="search"}))']
    assert exprs(heap)[0].count('area="heap"') == 2
    assert (documents.unit, heap.unit, heap.min, heap.max, heap.thresholds) == ("short", "percent", 0, 100, NO_LIMIT)
    assert steps(elasticsearch.heap(SEARCH, thresholds=above(warning=85)).thresholds)[-1] == (85, "orange")


@needs_promtool
@pytest.mark.parametrize(("color", "expected"), [("green", 0), ("yellow", 1), ("red", 2)])
def test_a_worse_colour_is_a_higher_number(color: str, expected: int, tmp_path: Path) -> None:
    """So an alert can compare it; two exporters of a cluster do not make it worse."""
    series = {
        f'{_HEALTH}, color="{each}", instance="{exporter}"}}': float(each == color)
        for each in ("green", "yellow", "red")
        for exporter in ("a", "b")
    }
    tried(elasticsearch.trouble(SEARCH), series, {'{cluster="logs"}': expected}, tmp_path)


@needs_promtool
def test_heap_is_used_of_what_a_node_may_have(tmp_path: Path) -> None:
    """The other area of memory has no limit and is left out."""
    node = 'job="search", cluster="logs", name="n1"'
    series = {
        f'elasticsearch_jvm_memory_used_bytes{{{node}, area="heap"}}': 30,
        f'elasticsearch_jvm_memory_used_bytes{{{node}, area="non-heap"}}': 90,
        f'elasticsearch_jvm_memory_max_bytes{{{node}, area="heap"}}': 40,
    }
    tried(elasticsearch.heap_used(SEARCH), series, {'{cluster="logs", name="n1"}': 75}, tmp_path)
