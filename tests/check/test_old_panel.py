"""share-unit and share-limit of `graph` and `singlestat`."""

from typing import Any

import pytest

from tests.check.boards import board, found, panel, said, target

SHARE = "sum(rate(a_failed_total[5m])) / sum(rate(a_total[5m]))"
COLORS = ["#d44a3a", "rgba(237, 129, 40, 0.89)", "#299c46"]


def _graph(unit: str, *limits: dict[str, Any], expr: str = "a", **rest: Any) -> dict[str, Any]:
    axis = {"format": unit, "max": rest.pop("max", None), "min": rest.pop("min", None)}
    axes = [axis, {"format": "short"}]
    return panel(type="graph", targets=[target(expr)], yaxes=axes, thresholds=list(limits), **rest)


def _limit(value: object, op: str = "gt", mode: str = "critical") -> dict[str, Any]:
    return {"value": value, "op": op, "colorMode": mode, "line": True}


def _singlestat(unit: str, limits: str = "", expr: str = "a", **rest: Any) -> dict[str, Any]:
    return panel(type="singlestat", targets=[target(expr)], format=unit, thresholds=limits, colors=COLORS, **rest)


def _told(shown: dict[str, Any]) -> list[str]:
    findings = found(board(shown), foreign=True)
    return [f"{each.rule}: {each.message}" for each in findings if each.rule.startswith("share-")]


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (_graph("percent", expr=SHARE), "share-unit: the query is a share of 1, and unit percent shows 1 as 1%"),
        (_singlestat("percent", expr=SHARE), "share-unit: the query is a share of 1, and unit percent shows 1 as 1%"),
        (_graph("percentunit", _limit(80)), "share-limit: limit 80, which is 8000 % in unit percentunit"),
        (_graph("percent", _limit(0.98, "lt")), "share-limit: limit 0.98, which is 0.98 % in unit percent"),
        (_graph("percentunit", max="100"), "share-limit: max 100, which is 10000 % in unit percentunit"),
        (
            _graph("short", _limit(80), fieldConfig={"defaults": {"unit": "percentunit"}}),
            "share-limit: limit 80, which is 8000 % in unit percentunit",
        ),
        (
            _singlestat("percentunit", "80,90", colorValue=True),
            "share-limit: limit 80, which is 8000 % in unit percentunit",
        ),
        (
            _singlestat("percent", "0.9,0.98", colorBackground=True),
            "share-limit: limit 0.9, which is 0.9 % in unit percent",
        ),
        (
            _singlestat("percentunit", gauge={"show": True, "minValue": 0, "maxValue": 100}),
            "share-limit: max 100, which is 10000 % in unit percentunit",
        ),
    ],
)
def test_units_and_limits_where_old_panels_have_them(shown: dict[str, Any], told: str) -> None:
    """The axis on the left, the list of limits, and the text of a singlestat."""
    assert _told(shown) == [told]


@pytest.mark.parametrize(
    "shown",
    [
        _graph("percentunit", expr=SHARE),
        _graph("percent", expr=SHARE, seriesOverrides=[{"alias": "x", "yaxis": 2}]),
        _graph("percent", expr=SHARE, stack=True, percentage=True),
        _graph("percentunit", _limit("high"), _limit(80, "none")),
        _graph("percent", _limit(0.5), _limit(0.98, "lt")),
        _graph("percent", fieldConfig={"defaults": {"unit": 5}}) | {"yaxes": None, "thresholds": None},
        _singlestat("percentunit", "80,90"),
        _singlestat("percentunit", "80,90", colorValue=True) | {"colors": None},
        _singlestat("percentunit", gauge={"show": False, "maxValue": 100}),
        _singlestat("percent", "80,90", colorValue=True),
    ],
)
def test_what_may_be_meant_passes(shown: dict[str, Any]) -> None:
    """A second axis, shares of what is stacked, limits that colour nothing."""
    assert _told(shown) == []


def test_the_limit_of_every_new_panel_is_one_here() -> None:
    """A graph has no limit until somebody writes it."""
    shown = _graph("percentunit", _limit(80))
    assert said(found(board(shown), foreign=True)) == [
        (
            "warning share-limit /panels/0: limit 80, which is 8000 % in unit percentunit"
            " (write 0.8, or unit percent if that is what the query gives)"
        )
    ]
