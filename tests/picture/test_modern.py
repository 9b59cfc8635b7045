"""Panels of types that are gone, as those of today."""

from typing import Any

import pytest

from grafmint.data.frame import Data, Field, Frame
from grafmint.picture.modern import modern
from grafmint.picture.picture import draw, size_of

Json = dict[str, Any]
TIMES = [0, 30_000, 60_000]
SERIES = Frame(
    fields=(Field(name="Time", type="time", values=TIMES), Field(name="a", type="number", values=[1, 5, 3])),
    ref_id="A",
)
DATA = Data(frames=(SERIES,), start=0, end=60_000, origin="sample")


def custom(**said: Any) -> Json:
    """What a graph says of how its series look, by today's names."""
    found: Json = modern({"type": "graph", **said})["fieldConfig"]["defaults"]["custom"]
    return found


def rules(**said: Any) -> list[Json]:
    """What a graph says of single series."""
    found: list[Json] = modern({"type": "graph", **said})["fieldConfig"]["overrides"]
    return found


def test_others_stay_as_they_are() -> None:
    """Types of today, a graph without times below it, and what has no shape."""
    for panel in ({"type": "stat"}, {"type": "graph", "xaxis": {"mode": "histogram"}}, {"type": 3}, {}):
        assert modern(panel) is panel
    broken = {"type": "singlestat", "valueMaps": [3]}
    assert modern(broken) is broken


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {"drawStyle": "line", "showPoints": "never", "fillOpacity": 0, "spanNulls": False}),
        ({"lines": True, "fill": 2, "linewidth": 3}, {"fillOpacity": 20, "lineWidth": 3}),
        ({"bars": True, "fill": 1}, {"drawStyle": "bars", "fillOpacity": 100}),
        ({"lines": False, "pointradius": 2}, {"drawStyle": "points", "showPoints": "always", "pointSize": 6}),
        ({"fillGradient": 4}, {"fillOpacity": 40, "gradientMode": "opacity"}),
        ({"nullPointMode": "connected", "steppedLine": True}, {"spanNulls": True, "lineInterpolation": "stepAfter"}),
        ({"stack": True}, {"stacking": {"mode": "normal", "group": "A"}}),
        ({"stack": True, "percentage": True}, {"stacking": {"mode": "percent", "group": "A"}}),
        ({"dashes": True}, {"lineStyle": {"fill": "dash", "dash": [10, 10]}}),
        ({"yaxes": [{"label": "load", "logBase": 10}]}, {"axisLabel": "load"}),
    ],
)
def test_looks_of_a_graph(said: Json, expected: Json) -> None:
    """Lines, areas, bars, points, stacks and gaps."""
    assert custom(**said).items() >= expected.items()


def test_axes_of_a_graph() -> None:
    """Limits that are texts, the units of either model, and what the right axis says otherwise."""
    axes = [{"format": "percent", "min": "0", "max": None, "show": True}, {"format": "bytes", "min": "x", "show": True}]
    said = modern({"type": "graph", "yaxes": axes, "seriesOverrides": [{"alias": "/b.*/", "yaxis": 2}]})
    defaults = said["fieldConfig"]["defaults"]
    assert (defaults["unit"], defaults["min"], "max" in defaults) == ("percent", 0, False)
    (rule,) = said["fieldConfig"]["overrides"]
    assert rule["matcher"] == {"id": "byRegexp", "options": "/b.*/"}
    assert {each["id"]: each["value"] for each in rule["properties"]} == {
        "unit": "bytes",
        "custom.axisPlacement": "right",
    }
    assert modern({"type": "graph", "y_formats": ["s", "short"]})["fieldConfig"]["defaults"]["unit"] == "s"


def test_series_of_a_graph() -> None:
    """Colours by name, what is said of single series, and times that are hidden."""
    found = rules(
        aliasColors={"a": "#fff", "b": None},
        seriesOverrides=[{"alias": "c", "fill": 0, "lines": False, "stack": False, "color": "red"}, {"fill": 2}],
        xaxis={"show": False},
    )
    assert [each["matcher"]["options"] for each in found] == ["a", "c", "time"]
    assert {each["id"] for each in found[1]["properties"]} >= {"custom.lineWidth", "custom.stacking", "color"}


@pytest.mark.parametrize(
    ("marks", "steps", "style"),
    [
        ([{"op": "gt", "value": 80, "line": True}], [(None, "transparent"), (80, "red")], "line"),
        ([{"op": "lt", "value": 5, "fill": True}], [(None, "red"), (5, "transparent")], "area"),
        (
            [{"op": "gt", "value": 9, "line": True, "fill": True}, {"op": "lt", "value": 2, "colorMode": "warning"}],
            [(None, "orange"), (2, "transparent"), (9, "red")],
            "line+area",
        ),
    ],
)  # fmt: skip
def test_thresholds_of_a_graph(marks: list[Json], steps: list[tuple[float | None, str]], style: str) -> None:
    """Each colours what is above it, or what is below."""
    said = modern({"type": "graph", "thresholds": marks})["fieldConfig"]["defaults"]
    assert [(each["value"], each["color"]) for each in said["thresholds"]["steps"]] == steps
    assert said["custom"]["thresholdsStyle"] == {"mode": style}


def test_the_legend_of_a_graph() -> None:
    """A table with values, at the right, or none."""
    legend = {"show": True, "alignAsTable": True, "rightSide": True, "values": True, "avg": True, "current": True}
    found = modern({"type": "graph", "legend": legend})["options"]["legend"]
    assert (found["displayMode"], found["placement"], found["calcs"]) == ("table", "right", ["mean", "lastNotNull"])
    assert modern({"type": "graph", "legend": {"show": False}})["options"]["legend"]["showLegend"] is False


def test_a_singlestat_is_a_stat() -> None:
    """Its calculation, colours, graph and texts for values; a text that is a number has the number's colour."""
    found = modern(
        {
            "type": "singlestat", "id": 4, "title": "Up", "format": "percent", "decimals": 1, "valueName": "avg",
            "thresholds": "50, 90.5", "colors": ["red", "orange", "green"], "colorBackground": True,
            "sparkline": {"show": True}, "valueMaps": [{"value": "1", "text": "UP"}, {"value": "null", "text": "95"}],
        }
    )  # fmt: skip
    defaults = found["fieldConfig"]["defaults"]
    assert (found["type"], found["id"], found["title"]) == ("stat", 4, "Up")
    assert found["options"]["reduceOptions"] == {"calcs": ["mean"]}
    assert (found["options"]["colorMode"], found["options"]["graphMode"]) == ("background", "area")
    assert [each["value"] for each in defaults["thresholds"]["steps"]] == [None, 50, 90.5]
    assert defaults["mappings"] == [
        {"type": "value", "options": {"1": {"text": "UP"}}},
        {"type": "special", "options": {"match": "null", "result": {"text": "95", "color": "green"}}},
    ]
    assert (defaults["unit"], defaults["decimals"]) == ("percent", 1)


def test_a_singlestat_with_a_dial_is_a_gauge() -> None:
    """With its limits; ranges have texts too."""
    dial = {"show": True, "minValue": 0, "maxValue": 10, "thresholdMarkers": True, "thresholdLabels": False}
    ranges = [{"from": "0", "to": "1", "text": "low"}]
    found = modern({"type": "singlestat", "gauge": dial, "mappingType": 2, "rangeMaps": ranges})
    assert (found["type"], found["options"]["showThresholdMarkers"]) == ("gauge", True)
    defaults = found["fieldConfig"]["defaults"]
    assert (defaults["min"], defaults["max"]) == (0, 10)
    assert defaults["mappings"][0]["options"] == {"from": 0, "to": 1, "result": {"text": "low"}}


@pytest.mark.parametrize(
    "panel",
    [
        {"type": "graph", "title": "Load", "stack": True, "yaxes": [{"format": "s"}], "legend": {"show": True}},
        {"type": "singlestat", "title": "Load", "gauge": {"show": True, "minValue": 0, "maxValue": 10}},
        {"type": "singlestat", "title": "Load", "sparkline": {"show": True}, "thresholds": "", "colors": ["red"]},
    ],
)
def test_they_are_drawn(panel: Json) -> None:
    """None is a box that says why it is not."""
    assert "Not drawn" not in draw(modern(panel), DATA).svg().decode()


def test_a_panel_of_a_row_is_as_wide_as_its_span() -> None:
    """A row has twelve parts."""
    assert size_of({"span": 12}) > size_of({"span": 6}) == size_of({})
