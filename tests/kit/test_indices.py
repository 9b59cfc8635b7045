"""Indices: log lines of Elasticsearch on the panels that those of Loki have."""

from collections.abc import Callable

import pytest

from grafmint import elasticsearch
from grafmint.kit import logs
from grafmint.kit.indices import Index
from grafmint.model.panel.base import QueryPanel

INDEX = Index(query="service.environment:shop", by="host.name")
ERRORS = "(service.environment:shop) AND (log.level:(error OR critical OR fatal))"


def asked(panel: QueryPanel) -> elasticsearch.Query:
    """The one question of a panel."""
    (query,) = panel.queries
    assert isinstance(query, elasticsearch.Query)
    return query


@pytest.mark.parametrize("build", [logs.lines, logs.volume])
def test_lines_are_of_the_system_and_match(build: Callable[..., QueryPanel]) -> None:
    """Both panels look for errors, or for what they are told to; neither leaves the lines of the system."""
    assert asked(build(INDEX)).query == ERRORS
    either = asked(build(INDEX, pattern="slow OR late")).query
    assert either == "(service.environment:shop) AND (slow OR late)"


def test_the_newest_lines_are_documents() -> None:
    """They are asked for as they are, and not counted."""
    query = asked(logs.lines(INDEX))
    assert [(metric.type, metric.settings) for metric in query.metrics] == [("logs", {"limit": 200})]
    assert query.bucket_aggs == ()


def test_lines_are_counted_over_time_by_who_wrote_them() -> None:
    """Each writer is a series with its name, the one with the most lines first; one without lines is none."""
    query = asked(logs.volume(INDEX))
    writers, time = query.bucket_aggs
    assert (writers.type, writers.field, time.type) == ("terms", "host.name", "date_histogram")
    assert {"orderBy": "_count", "order": "desc", "min_doc_count": 1}.items() <= writers.settings.items()
    assert query.alias == "{{term host.name}}"
    assert [metric.type for metric in query.metrics] == ["count"]
