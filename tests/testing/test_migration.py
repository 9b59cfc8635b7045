"""What 13 makes of an older classic dashboard."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.testing.apis.migration import LATEST, MigrationError, migrated

Json = dict[str, Any]


def panel(**more: Any) -> Json:
    """A dashboard of schema 36 with one panel, and that panel as 13 has it."""
    return {"title": "X", "schemaVersion": 36, "panels": [{"id": 1, "type": "timeseries", **more}]}


def after(spec: Json) -> Json:
    """The first panel of a migrated dashboard."""
    found: Json = migrated(spec)["panels"][0]
    return found


def override(name: str, value: Any) -> Json:
    """The settings of fields with one override."""
    return {"defaults": {}, "overrides": [{"matcher": {}, "properties": [{"id": name, "value": value}]}]}


def test_names_of_datasources_become_references() -> None:
    """In annotations, variables, panels and queries; a query without one has its panel's."""
    old = {**panel(datasource="M", targets=[{"refId": "A"}, {"refId": "B", "datasource": "L"}]), "schemaVersion": 35}
    old["templating"] = {"list": [{"name": "job", "datasource": "M"}]}
    made = migrated(old)
    assert made["templating"]["list"][0]["datasource"] == {"uid": "M"}
    assert made["panels"][0]["datasource"] == {"uid": "M"}
    assert [each["datasource"] for each in made["panels"][0]["targets"]] == [{"uid": "M"}, {"uid": "L"}]


@pytest.mark.parametrize(
    ("legend", "expected"),
    [
        (True, {"displayMode": "list", "showLegend": True}),
        (False, {"displayMode": "list", "showLegend": False}),
        ({"displayMode": "hidden"}, {"displayMode": "list", "showLegend": False}),
        ({"displayMode": "table", "showLegend": False}, {"displayMode": "list", "showLegend": False}),
        ({"displayMode": "table"}, {"displayMode": "table", "showLegend": True}),
    ],
)
def test_a_legend_says_whether_it_shows(legend: Any, expected: Json) -> None:
    """Instead of having a mode for it."""
    assert after(panel(options={"legend": legend}))["options"]["legend"] == expected


@pytest.mark.parametrize(
    ("mode", "cell"),
    [
        ("gradient-gauge", {"type": "gauge", "mode": "gradient"}),
        ("basic", {"type": "gauge", "mode": "basic"}),
        ("color-background-solid", {"type": "color-background", "mode": "basic"}),
        ("color-background", {"type": "color-background", "mode": "gradient"}),
        ("color-text", {"type": "color-text"}),
    ],
)
def test_a_tables_mode_becomes_options_of_its_cells(mode: str, cell: Json) -> None:
    """For all of its fields, and for those of an override; other panels keep what they have."""
    config = override("custom.displayMode", mode)
    config["defaults"] = {"custom": {"displayMode": mode}}
    made = after(panel(type="table", fieldConfig=config))["fieldConfig"]
    assert made["defaults"]["custom"] == {"cellOptions": cell}
    assert made["overrides"][0]["properties"] == [{"id": "custom.cellOptions", "value": cell}]
    assert after(panel(fieldConfig=config))["fieldConfig"] == config


def test_tables_of_series_name_each_statistic() -> None:
    """By the letter of its query."""
    transformations = [{"id": "timeSeriesTable", "options": {"refIdToStat": {"A": "mean"}}}]
    assert after(panel(transformations=transformations))["transformations"][0]["options"] == {"A": {"stat": "mean"}}


def test_small_things_change() -> None:
    """A refresh is a text, times have no options, and what hides a series hides its tooltip."""
    old = panel(fieldConfig=override("custom.hideFrom", {"viz": True, "tooltip": False}))
    made = migrated({**old, "refresh": False, "timepicker": {"time_options": ["5m"], "hidden": True}})
    assert (made["refresh"], made["timepicker"]) == ("", {"hidden": True})
    hidden = made["panels"][0]["fieldConfig"]["overrides"][0]["properties"][0]["value"]
    assert hidden == {"viz": True, "tooltip": True}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "graph"}, "timeseries"),
        ({"type": "graph", "xaxis": {"mode": "series"}}, "barchart"),
        ({"type": "graph", "xaxis": {"mode": "histogram"}}, "histogram"),
        ({"type": "singlestat"}, "stat"),
        ({"type": "singlestat", "gauge": {"show": True}}, "gauge"),
        ({"type": "table-old"}, "table"),
        ({"type": "grafana-piechart-panel"}, "piechart"),
    ],
)
def test_angular_panels_get_another_type(old: Json, new: str) -> None:
    """And remember which they had, also within a collapsed row."""
    row = {"id": 2, "type": "row", "panels": [{"id": 3, **old}]}
    for found in (after(panel(**old)), after({**panel(), "panels": [row]})["panels"][0]):
        assert (found["type"], found["autoMigrateFrom"]) == (new, old["type"])


def test_defaults_are_added() -> None:
    """Lists, Grafana's own annotation, ids that are missing or taken, and letters of queries."""
    panels = [{"id": 2, "targets": [{}, {"refId": "A"}, {}]}, {"id": 2}, {"type": "row", "panels": [{"type": "text"}]}]
    made = migrated({"title": "X", "schemaVersion": 42, "panels": panels})
    assert made["templating"] == {"list": []}
    assert [each["name"] for each in made["annotations"]["list"]] == ["Annotations & Alerts"]
    assert [each["id"] for each in made["panels"]] == [2, 1, 3]
    assert made["panels"][2]["panels"][0]["id"] == 4
    assert [each["refId"] for each in made["panels"][0]["targets"]] == ["B", "A", "C"]


@pytest.mark.parametrize("number", [None, "36", 12])
def test_what_is_too_old_is_not_migrated(number: Any) -> None:
    """Nor what has no number, or is no dashboard."""
    with pytest.raises(MigrationError, match="cannot be migrated"):
        migrated({"title": "X", "schemaVersion": number})
    with pytest.raises(MigrationError, match="none that can be migrated"):
        migrated({"title": "X", "schemaVersion": 36, "panels": [3]})


def test_what_is_newer_keeps_its_number() -> None:
    """A server does not know what it does not know."""
    assert migrated({"title": "X", "schemaVersion": LATEST + 1})["schemaVersion"] == LATEST + 1


panels = st.fixed_dictionaries(
    {"type": st.sampled_from(["graph", "row", "singlestat", "table", "timeseries"])},
    optional={
        "id": st.integers(1, 3),
        "datasource": st.sampled_from(["M", {"uid": "M"}, None]),
        "targets": st.lists(st.fixed_dictionaries({}, optional={"refId": st.sampled_from("AB")}), max_size=3),
        "options": st.fixed_dictionaries({}, optional={"legend": st.booleans()}),
        "fieldConfig": st.just(override("custom.displayMode", "basic")),
    },
)
specs = st.fixed_dictionaries(
    {"title": st.text(), "schemaVersion": st.integers(35, 43)},
    optional={
        "mine": st.integers(),
        "panels": st.lists(panels, max_size=4),
        "refresh": st.sampled_from(["", "5m", False]),
        "templating": st.just({"list": [{"name": "job", "datasource": "M"}]}),
    },
)


@given(specs)
def test_a_second_time_changes_nothing(spec: Json) -> None:
    """What is migrated stays as it is, and what was given is left alone, keys that nobody knows as well."""
    given_ = copy.deepcopy(spec)
    once = migrated(spec)
    assert spec == given_
    assert once.get("mine") == spec.get("mine")
    assert migrated(once) == once
