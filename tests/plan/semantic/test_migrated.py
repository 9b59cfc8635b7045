"""What a newer server makes of a document when it takes it in is no difference."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.plan.semantic import aligned, difference, digest, in_words, normal
from grafmint.testing.apis.migration import MigrationError, migrated
from tests.plan.semantic.documents import RECORDED, keys, scalars, values


def said(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """The differences from one document to another, in words."""
    code = normal("dashboard", orjson.dumps(after))
    live = aligned(normal("dashboard", orjson.dumps(before)), code)
    return in_words(difference(live, code), live, code)


_MODES = ["basic", "lcd-gauge", "color-background", "json-view"]
_override = st.fixed_dictionaries(
    {},
    optional={
        "matcher": st.dictionaries(st.sampled_from(["id", "options"]), scalars),
        "properties": st.lists(
            st.fixed_dictionaries({"id": st.sampled_from(["unit", "custom.hideFrom"])}, optional={"value": values})
            | st.fixed_dictionaries({"id": st.just("custom.displayMode"), "value": st.sampled_from(_MODES)}),
            max_size=2,
        ),
    },
)
_panel = st.fixed_dictionaries(
    {},
    optional={
        "id": st.integers(1, 4),
        "type": st.sampled_from(["timeseries", "table", "heatmap", "graph", "row", "stat", ""]),
        "title": scalars,
        "gridPos": st.fixed_dictionaries({"x": st.integers(0, 12), "y": st.integers(0, 12)}),
        "datasource": st.sampled_from([None, "p", {"uid": "p"}, {"type": "prometheus", "uid": "q"}]),
        "options": st.dictionaries(st.sampled_from(["legend", "tooltip", "x"]), values),
        "targets": st.lists(st.fixed_dictionaries({"expr": scalars}, optional={"refId": st.sampled_from("ABC")})),
        "fieldConfig": st.fixed_dictionaries({"overrides": st.lists(_override, max_size=2)}),
        "transformations": st.just([{"id": "timeSeriesTable", "options": {"refIdToStat": {"A": "max"}}}]),
    },
)
_listed = st.fixed_dictionaries({"list": st.lists(st.dictionaries(keys, scalars, max_size=3), max_size=3)})
_documents = st.fixed_dictionaries(
    {"schemaVersion": st.integers(36, 42)},
    optional={
        # Which of two panels keeps an id that both have is nobody's promise.
        "panels": st.lists(_panel, max_size=3, unique_by=lambda panel: panel.get("id", id(panel))),
        "refresh": scalars,
        "timepicker": st.dictionaries(st.sampled_from(["time_options", "hidden"]), values),
        "annotations": st.fixed_dictionaries(
            {"list": st.lists(st.dictionaries(keys, scalars, max_size=3), max_size=3)}
        ),
        "templating": st.fixed_dictionaries({"list": st.lists(st.dictionaries(keys, scalars, max_size=3), max_size=2)}),
    },
)


@given(_documents)
def test_a_migrated_document_means_the_same(document: Any) -> None:
    """Whatever is in it, as far as the server can migrate it at all."""
    try:
        after = migrated(document)
    except MigrationError:
        return
    assert said(after, document) == ()


PANELS: dict[str, dict[str, Any]] = {
    "a legend that is a flag": {"type": "timeseries", "options": {"legend": False}},
    "a legend without showLegend": {"type": "timeseries", "options": {"legend": {"displayMode": "table"}}},
    "a hidden legend": {"type": "timeseries", "options": {"legend": {"displayMode": "hidden"}}},
    "a cell": {"type": "table", "fieldConfig": {"defaults": {"custom": {"displayMode": "lcd-gauge"}}}},
    "a cell of an override": {
        "type": "table",
        "fieldConfig": {
            "overrides": [
                {
                    "matcher": {"id": "byName", "options": "a"},
                    "properties": [{"id": "custom.displayMode", "value": "color-background"}],
                }
            ]
        },
    },
    "a hidden series": {
        "type": "timeseries",
        "fieldConfig": {
            "overrides": [
                {
                    "matcher": {"id": "byName", "options": "a"},
                    "properties": [{"id": "custom.hideFrom", "value": {"viz": True, "legend": False}}],
                }
            ]
        },
    },
    "a table of series": {
        "type": "table",
        "transformations": [{"id": "timeSeriesTable", "options": {"refIdToStat": {"A": "max"}}}],
    },
    "a query without a letter": {"type": "timeseries", "targets": [{"expr": "up"}, {"expr": "down"}]},
    "a query with its panel's source": {
        "type": "timeseries",
        "datasource": {"type": "prometheus", "uid": "p"},
        "targets": [{"refId": "A", "expr": "up"}],
    },
    "a source by name": {"type": "timeseries", "datasource": "p", "targets": [{"refId": "A", "expr": "up"}]},
    "a graph of old": {"type": "graph", "fill": 2, "legend": {"show": False}},
    "a bar chart of old": {"type": "graph", "xaxis": {"mode": "series"}},
    "a number of old": {"type": "singlestat", "gauge": {"show": True}},
}


@pytest.mark.parametrize("name", PANELS)
def test_what_a_server_makes_of_a_panel_is_no_edit(name: str) -> None:
    """Its migrations are known here too; by their digests as well, so that a mark proves what was written."""
    panel = {"id": 1, "title": "P", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}, **PANELS[name]}
    document = {"title": "Load", "schemaVersion": 36, "panels": [panel]}
    after = migrated(document)
    assert after["schemaVersion"] == 42
    assert said(after, document) == ()
    assert digest("dashboard", orjson.dumps(after)) == digest("dashboard", orjson.dumps(document))


def test_a_panel_whose_type_somebody_chose_is_an_edit() -> None:
    """The page saves the type that took the place of an old one, and no word of that."""
    before = {"schemaVersion": 36, "panels": [{"id": 1, "type": "graph"}]}
    assert said(before, {"schemaVersion": 42, "panels": [{"id": 1, "type": "timeseries"}]}) != ()


def test_a_recorded_document_survives_the_upgrade() -> None:
    """What the page of a 9.4 saved."""
    for document in (RECORDED["before"], RECORDED["after"]):
        assert said(migrated(document), document) == ()


def test_other_annotations_keep_their_place() -> None:
    """The server puts its own before those that have no name."""
    document = {
        "schemaVersion": 37,
        "annotations": {"list": [{"enable": False}, {"enable": False, "iconColor": "red"}]},
    }
    assert said(migrated(document), document) == ()
