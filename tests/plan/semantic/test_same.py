"""What means the same in another form, and what only looks like it."""

from typing import Any

import orjson
import pytest

from grafmint.plan.semantic import difference, normal


def _tree(document: Any) -> Any:
    return normal("dashboard", orjson.dumps(document))


def _differ(one: Any, other: Any) -> bool:
    return bool(difference(_tree(one), _tree(other)))


def _board(panel: dict[str, Any], version: int = 42) -> dict[str, Any]:
    return {"schemaVersion": version, "panels": [{"id": 1, "type": "timeseries", **panel}]}


def _defaults(type_: str = "timeseries", version: int = 42, **defaults: Any) -> dict[str, Any]:
    return _board({"type": type_, "fieldConfig": {"defaults": defaults}}, version)


def _overridden(id_: str, value: Any, version: int = 42, type_: str = "table") -> dict[str, Any]:
    override = {"matcher": {"id": "byName", "options": "a"}, "properties": [{"id": id_, "value": value}]}
    return _board({"type": type_, "fieldConfig": {"overrides": [override]}}, version)


def _targets(*targets: Any, **panel: Any) -> dict[str, Any]:
    return _board({"targets": list(targets), **panel})


def _variable(**fields: Any) -> dict[str, Any]:
    return {"templating": {"list": [{"name": "v", **fields}]}}


def _annotation(**fields: Any) -> dict[str, Any]:
    return {"annotations": {"list": [fields]}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Versions, and what the page keeps while it runs
        ({"id": 3, "version": 4, "iteration": 5, "schemaVersion": 36}, {"schemaVersion": 42}),
        (_board({"pluginVersion": "9.2.0", "error": False, "links": None}), _board({})),
        (
            _board({"repeat": "v", "scopedVars": {}}),
            {"panels": [{"id": 1, "type": "timeseries", "repeat": "v"}, {"id": 2, "repeatPanelId": 1}]},
        ),
        # The board's own
        ({"refresh": False}, {"refresh": ""}),
        ({"refresh": 5}, {}),
        ({"tags": ["b", "a", "b"]}, {"tags": ["a", "b"]}),
        ({"time": {"from": "now-6h"}, "timepicker": {"time_options": ["5m"]}}, {}),
        # Datasources by name, by uid, and by both
        (_board({"datasource": "default"}), _board({"datasource": None})),
        (_board({"datasource": "$ds"}), _board({"datasource": {"uid": "${ds}", "type": "prometheus"}})),
        (_board({"datasource": "-- Mixed --"}), _board({"datasource": {"uid": "-- Mixed --", "type": "datasource"}})),
        (
            _targets({"expr": "x"}, datasource="p"),
            _targets({"refId": "A", "expr": "x", "datasource": {"uid": "p"}}, datasource={"uid": "p"}),
        ),
        # Queries
        (_targets({"refId": "A"}), _board({})),
        (_targets({"expr": "x"}, {"expr": "y"}), _targets({"refId": "A", "expr": "x"}, {"refId": "B", "expr": "y"})),
        (_targets({"expr": "y"}, {"refId": "A"}), _targets({"refId": "B", "expr": "y"}, {"refId": "A"})),
        (_targets({"expr": "x", "range": True, "instant": False, "editorMode": "code"}), _targets({"expr": "x"})),
        (_targets({"expr": "x", "range": False, "instant": True}), _targets({"expr": "x", "instant": True})),
        # Panels
        (_board({"fieldConfig": {"defaults": {}, "overrides": []}, "options": {}, "transformations": []}), _board({})),
        (
            _board({"options": {"tooltipOptions": {"mode": "multi"}}}),
            _board({"options": {"tooltip": {"mode": "multi"}}}),
        ),
        (_board({"options": {"legend": False}}), _board({"options": {"legend": {"showLegend": False}}})),
        (
            _board({"options": {"legend": {"displayMode": "hidden"}}}, 36),
            _board({"options": {"legend": {"showLegend": False}}}),
        ),
        (
            _defaults(thresholds={"steps": [{"color": "blue"}]}),
            _defaults(thresholds={"steps": [{"color": "blue", "value": None}]}),
        ),
        (_defaults("table", custom={"displayMode": "auto"}), _defaults("table")),
        (
            _defaults("table", custom={"displayMode": "lcd-gauge"}),
            _defaults("table", custom={"cellOptions": {"type": "gauge", "mode": "lcd"}}),
        ),
        (
            _defaults("table", custom={"displayMode": "color-background-solid"}),
            _defaults("table", custom={"cellOptions": {"type": "color-background", "mode": "basic"}}),
        ),
        (_overridden("custom.displayMode", "color-text"), _overridden("custom.cellOptions", {"type": "color-text"})),
        (_overridden("custom.displayMode", 1), _overridden("custom.cellOptions", 1)),
        (
            _overridden("custom.hideFrom", {"viz": True, "tooltip": False}, 41),
            _overridden("custom.hideFrom", {"viz": True, "tooltip": True}),
        ),
        (
            _board({"type": "bargauge", "options": {"minVizHeight": 16}}),
            _board({"type": "bargauge", "options": {"minVizHeight": 10}}),
        ),
        (
            _board({"type": "heatmap", "options": {"tooltip": {"show": True}}}),
            _board({"type": "heatmap", "options": {"tooltip": {"mode": "single"}}}),
        ),
        (
            _board({"type": "heatmap"}),
            _board(
                {
                    "type": "heatmap",
                    "options": {
                        "calculate": True,
                        "cellGap": 2,
                        "color": {"steps": 128},
                        "legend": {"show": False},
                        "showValue": "never",
                        "tooltip": {"mode": "none"},
                    },
                }
            ),
        ),
        (
            _board({"transformations": [{"id": "timeSeriesTable", "options": {"refIdToStat": {"A": "max"}}}]}),
            _board({"transformations": [{"id": "timeSeriesTable", "options": {"A": {"stat": "max"}}}]}),
        ),
        (
            _board({"transformations": [{"id": "labelsToFields", "options": {}}]}, 30),
            _board({"transformations": [{"id": "labelsToFields", "options": {}}, {"id": "merge", "options": {}}]}),
        ),
        (
            _defaults(version=34, custom={"axisPlacement": "hidden"}),
            _board(
                {
                    "fieldConfig": {
                        "defaults": {"custom": {"axisPlacement": "hidden"}},
                        "overrides": [
                            {
                                "matcher": {"id": "byType", "options": "time"},
                                "properties": [{"id": "custom.axisPlacement", "value": "auto"}],
                            }
                        ],
                    }
                }
            ),
        ),
        (
            _board(
                {
                    "libraryPanel": {"uid": "l", "name": "L", "version": 3, "meta": {}},
                    "options": {"a": 1},
                    "targets": [],
                }
            ),
            _board({"libraryPanel": {"uid": "l", "name": "L"}, "type": "stat"}),
        ),
        (
            _board({"type": "row", "collapsed": False, "panels": [], "datasource": "x", "targets": [{"refId": "A"}]}),
            _board({"type": "row"}),
        ),
        (
            {"panels": [{"id": 1, "gridPos": {"y": 5}}, {"id": 2, "gridPos": {"y": 1}}]},
            {"panels": [{"id": 2.0, "gridPos": {"y": 1}}, {"id": 1, "gridPos": {"y": 5}}]},
        ),
        (
            {"panels": [{"title": "A"}, {"title": "B"}]},
            {"panels": [{"id": 0, "title": "A"}, {"title": "B", "gridPos": {"x": 0, "y": 0, "w": 6, "h": 3}}]},
        ),
        # Variables
        (
            _variable(type="query", query="q"),
            _variable(type="query", query={"query": "q", "refId": "x"}, definition="q", refresh=1, options=[1]),
        ),
        (
            _variable(type="custom", query="a,b"),
            _variable(type="custom", query="a,b", options=[{"text": "a"}], multi=False),
        ),
        (
            _variable(current={"text": ["All"], "value": ["$__all"]}),
            _variable(current={"text": "All", "value": "$__all", "selected": True}),
        ),
        (_variable(type="constant", query="x"), _variable(type="constant", query="x", hide=2, current={"value": "x"})),
        (_variable(current={"value": None}), _variable(current={})),
        # Annotations
        (
            _annotation(builtIn=1, name="Renamed by a language", datasource="-- Grafana --"),
            _annotation(builtIn=1, name="Renamed by a language", type="dashboard"),
        ),
        (_annotation(builtIn=1), {}),
        (_annotation(name="a", enable=True, target={"limit": 100}), _annotation(name="a")),
    ],
)
def test_the_same_in_another_form_is_no_change(one: Any, other: Any) -> None:
    """Migrations, defaults, and what is derived or kept for the time of a visit."""
    assert difference(_tree(one), _tree(other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_targets({"expr": "x", "range": True, "instant": True}), _targets({"expr": "x", "instant": True})),
        (_targets({"refId": "A"}, {"refId": "B"}), _targets({"refId": "A"})),
        (_targets({"expr": "x", "datasource": "q"}, datasource="p"), _targets({"expr": "x"}, datasource="p")),
        (
            _board({"options": {"legend": {"displayMode": "table", "showLegend": False}}}),
            _board({"options": {"legend": {"showLegend": False}}}),
        ),
        (
            _overridden("custom.hideFrom", {"viz": True, "tooltip": False}),
            _overridden("custom.hideFrom", {"viz": True, "tooltip": True}),
        ),
        (_overridden("decimals", None), _overridden("unit", None)),
        (_overridden("decimals", None), _overridden("decimals", {})),
        (_board({"type": "heatmap"}), _board({"type": "heatmap", "options": {"calculate": False}})),
        (_board({"type": "constant"}), _board({"type": "text"})),
        (_variable(type="constant", hide=0), _variable(type="constant")),
        (_variable(type="switch", options=[1]), _variable(type="switch", options=[2])),
        (_variable(type="query", refresh=0), _variable(type="query")),
        (_annotation(builtIn=1, enable=False), {}),
        (_annotation(name="a"), {}),
        ({"timezone": "browser"}, {"timezone": ""}),
        ({"panels": [{"id": True}]}, {"panels": [{"id": 1}]}),
        ({"panels": [1]}, {"panels": []}),
        ({"x": 1}, {"x": True}),
        ({"x": [0]}, {"x": [False]}),
        ({"x": {}}, {"x": []}),
    ],
)
def test_what_looks_like_it_is_a_change(one: Any, other: Any) -> None:
    """A value that another version, type or place would take for its default."""
    assert _differ(one, other)
    assert _differ(other, one)


@pytest.mark.parametrize("type_", ["stat", "gauge", "bargauge"])
@pytest.mark.parametrize(("unit", "most"), [("percent", 100), ("percentunit", 1)])
def test_a_share_goes_from_nothing_to_all(type_: str, unit: str, most: int) -> None:
    """The page writes that range into these panels when it saves them; another one is somebody's edit."""
    bare = _defaults(type_, unit=unit)
    assert not _differ(bare, _defaults(type_, unit=unit, min=0, max=most))
    assert _differ(bare, _defaults(type_, unit=unit, min=0, max=most + 1))


def test_elsewhere_a_range_is_one() -> None:
    """The axis of a time series has no range by itself."""
    assert _differ(_defaults(unit="percent"), _defaults(unit="percent", min=0, max=100))


def test_the_open_end_of_thresholds_in_an_override_is_not_kept() -> None:
    """The page drops the null of the first step there; the other steps count."""

    def board(first: dict[str, Any], at: float) -> dict[str, Any]:
        steps = [first, {"color": "red", "value": at}]
        return _overridden("thresholds", {"mode": "absolute", "steps": steps})

    assert not _differ(board({"color": "blue", "value": None}, 1), board({"color": "blue"}, 1))
    assert _differ(board({"color": "blue"}, 1), board({"color": "blue"}, 2))
