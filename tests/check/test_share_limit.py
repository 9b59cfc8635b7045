"""share-limit, of panels."""

from typing import Any

import pytest

from tests.check.boards import board, found, panel, said, target

BELOW = ("red", "orange", "green")
ABOVE = ("green", "orange", "red")


def _panel(unit: str, *limits: float, colors: tuple[str, ...] = ABOVE, expr: str = "a", **rest: Any) -> dict[str, Any]:
    values = (None, *limits)
    steps = [{"value": value, "color": color} for value, color in zip(values, colors, strict=False)]
    mode = rest.pop("mode", "absolute")
    fields = {"unit": unit, "thresholds": {"mode": mode, "steps": steps}, **rest}
    return panel(targets=[target(expr)], fieldConfig={"defaults": fields, "overrides": []})


def _told(document: dict[str, Any]) -> list[str]:
    return [each.message for each in found(board(document)) if each.rule == "share-limit"]


def test_limits_of_the_other_scale() -> None:
    """With the number to write."""
    wrong = board(_panel("percentunit", 80, 90), _panel("percent", 0.95, 0.98, colors=BELOW) | {"title": "Q"})
    wrong["panels"][1]["gridPos"] |= {"x": 6}
    assert said(found(wrong)) == [
        (
            "warning share-limit /panels/0: limit 80, which is 8000 % in unit percentunit"
            " (write 0.8, or unit percent if that is what the query gives)"
        ),
        (
            "warning share-limit /panels/1: limit 0.95, which is 0.95 % in unit percent"
            " (write 95, or unit percentunit if that is what the query gives)"
        ),
    ]


def test_half_is_bad() -> None:
    """From 50 on a limit of a share is one in percent."""
    assert _told(_panel("percentunit", 50)) == ["limit 50, which is 5000 % in unit percentunit"]
    assert _told(_panel("percentunit", 49)) == []


def test_the_end_of_the_axis() -> None:
    """A gauge of a share that ends at 100 is always empty."""
    assert _told(_panel("percentunit", min=0, max=100)) == ["max 100, which is 10000 % in unit percentunit"]


@pytest.mark.parametrize(
    ("unit", "limits", "colors"),
    [
        ("percent", (0.5, 0.9), ABOVE),
        ("percent", (1, 5), BELOW),
        ("percent", (0.1, 0.5), BELOW),
        ("percent", (0.9, 99), BELOW),
        ("percent", (0.99, 1), BELOW),
        ("percent", (80, 90), ABOVE),
        ("percent", (0.9,), ("#ff0000", "#00ff00")),
        ("percent", (0.9,), ("red", "orange")),
        ("percentunit", (0.8, 1), ABOVE),
        ("percentunit", (1, 14.4), ABOVE),
        ("percentunit", (0, 1), BELOW),
        ("percentunit", (50, 150), ABOVE),
        ("percentunit", (200,), ABOVE),
        ("short", (80,), ABOVE),
    ],
)
def test_what_may_be_meant_passes(unit: str, limits: tuple[float, ...], colors: tuple[str, ...]) -> None:
    """Half a percent of errors, one percent of what is left, a budget spent many times over."""
    assert _told(_panel(unit, *limits, colors=colors)) == []


def test_a_goal_may_end_in_no_colour() -> None:
    """The graphs of the kit draw what is good without one."""
    assert _told(_panel("percent", 0.99, colors=("dark-red", "transparent"))) != []


def test_what_nobody_has_written_passes() -> None:
    """Every panel of the page has a limit of 80; those in percent of the axis are no numbers of the query."""
    untouched = board(_panel("percentunit", 80, colors=("green", "red")))
    assert found(untouched, foreign=True) == []
    assert [each.rule for each in found(untouched)] == ["share-limit"]
    assert _told(_panel("percentunit", 80, 90, mode="percentage")) == []


def test_the_query_has_the_last_word() -> None:
    """Limits that fit the query are right, and its unit is wrong; processors may be many."""
    percent = "100 * rate(a_failed_total[5m]) / rate(a_total[5m])"
    assert [each.rule for each in found(board(_panel("percentunit", 80, 90, expr=percent)))] == ["share-unit"]
    share = "1 - rate(a_total[5m]) / rate(b_total[5m])"
    goal = _panel("percent", 0.98, colors=("red", "green"), expr=share)
    assert [each.rule for each in found(board(goal))] == ["share-unit"]
    assert found(board(_panel("percentunit", 64, expr="sum(rate(a_cpu_seconds_total[5m]))"))) == []


@pytest.mark.parametrize("ref_id", ["A", "B"])
def test_limits_of_an_override_pass(ref_id: str) -> None:
    """They may be meant for its unit; where it is no query's they are meant for the panel's."""
    document = _panel("percentunit", 80)
    unit = {"id": "unit", "value": "percent"}
    matcher = {"id": "byFrameRefID", "options": ref_id}
    document["fieldConfig"]["overrides"] = [{"matcher": matcher, "properties": [unit]}]
    assert len(_told(document)) == (0 if ref_id == "A" else 1)


def test_limits_of_another_shape_are_left_alone() -> None:
    """What is no number is no limit."""
    assert _told(_panel("percentunit", max="100")) == []
    bare = panel(targets=[target("a")], fieldConfig={"defaults": {"unit": "percentunit", "thresholds": 80}})
    assert _told(bare) == []
