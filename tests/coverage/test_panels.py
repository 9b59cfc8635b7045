"""Panels: what a row demands of one is found wherever it stands, and missed where it is not."""

from collections.abc import Callable
from typing import Any

import pytest

from .judge import judge
from .panels import type_problems, unit_problems
from .rows import Look, Row
from .shop import ERRORS, LATENCY, SHOP, SOURCE, board, changed, panel, row, shop


@pytest.mark.parametrize(
    "holding",
    [
        panel("Errors", any_of_metrics=["up", "http_requests_total"], all_of_metrics=["http_requests_total"]),
        panel("Errors", panel_type="stat", threshold={"warning": 70, "critical": 80}),
        panel("Errors", threshold={"critical": 75}, thresholds={"cpu": 70, "memory": 75}),
        panel("Latency", quantile=0.5),
        panel("Latency", quantiles=[0.5, 0.95]),
    ],
)
def test_a_panel_that_is_all_that_is_demanded_holds(holding: Row) -> None:
    """A demand is met in a collapsed row as well, and by the settings of single fields."""
    assert judge(holding, SHOP) == []


@pytest.mark.parametrize(
    ("failing", "problem"),
    [
        (panel("Errors", colour="red"), "the judge knows no demand 'colour'"),
        (panel("Errors", threshold={"info": 1}), "the judge knows no threshold info"),
        (panel("Errors", any_of_metrics=["up"]), "it uses http_requests_total, and none of up"),
        (panel("Errors", all_of_metrics=["http_requests_total", "up"]), "it does not use up"),
        (panel("Errors", panel_type="gauge"), "it is a stat, not a gauge"),
        (
            panel("Errors", threshold={"warning": 71}),
            "it changes colour at {'orange': 70, 'red': 80} and {'red': 75}, not at {'warning': 71}",
        ),
        (
            panel("Errors", threshold={"warning": 70, "critical": 75}),
            "it changes colour at {'orange': 70, 'red': 80} and {'red': 75}, not at {'warning': 70, 'critical': 75}",
        ),
        (
            panel("Errors", thresholds={"cpu": 70, "disk": 76}),
            "it changes colour at {'orange': 70, 'red': 80} and {'red': 75}, nowhere at 76 for disk",
        ),
        (panel("Errors", quantile=0.5), "no query of its own shows the quantile 0.5"),
    ],
)
def test_a_demand_that_a_panel_does_not_meet_is_named(failing: Row, problem: str) -> None:
    """What is demanded and what is there stand in the problem; a demand that nobody knows is not met."""
    assert judge(failing, SHOP) == [f"prod: 'Overview', panel 'Errors': {problem}"]


def test_each_quantile_needs_a_query_of_its_own() -> None:
    """Two quantiles in one query are one line too few, and a quantile that none shows is missed."""
    both = " or ".join(target["expr"] for target in LATENCY["targets"])
    build = shop(prod=board({**LATENCY, "targets": [{"expr": both}]}))
    assert len(judge(panel("Latency", quantiles=[0.5, 0.95]), build)) == 2
    assert len(judge(panel("Latency", quantiles=[0.5, 0.99]), SHOP)) == 1


def test_percentages_of_a_range_are_no_thresholds() -> None:
    """Seventy per cent of the way from the least to the most is not the number seventy."""
    percentages = changed(ERRORS, lambda one: one["fieldConfig"]["defaults"]["thresholds"].update(mode="percentage"))
    assert judge(panel("Errors", threshold={"warning": 70}), SHOP) == []
    assert judge(panel("Errors", threshold={"warning": 70}), shop(prod=board(percentages)))


def test_panels_and_dashboards_are_found_by_title() -> None:
    """What no title leads to is missed."""
    assert judge(panel("Nothing"), SHOP) == ["prod: 'Overview' has no panel 'Nothing'"]
    other = row("panels_exist", dashboard="Other", panels=[{"title": "Errors"}])
    assert judge(other, SHOP) == ["prod: there is no dashboard 'Other'"]


def test_of_two_panels_with_one_title_the_better_counts() -> None:
    """A second panel of the same title takes nothing away from the one that holds."""
    build = shop(prod=board({**LATENCY, "title": "Errors"}, ERRORS))
    assert judge(panel("Errors", any_of_metrics=["http_requests_total"], panel_type="stat"), build) == []


@pytest.mark.parametrize(
    ("change", "is_found"),
    [
        (lambda one: one["targets"][0].update(hide=True), False),
        (
            lambda one: one.update(
                targets=[{**one["targets"][0], "hide": True}, {"datasource": {"type": "__expr__", "uid": "__expr__"}}]
            ),
            True,
        ),
        (lambda one: one["targets"][0].update(datasource={"type": "loki", "uid": "Loki"}), False),
        (lambda one: one.update(datasource=SOURCE, targets=[{"expr": "rate(http_requests_total[5m])"}]), True),
        (lambda one: one["targets"][0].update(expr="rate(http_requests_total"), False),
        (lambda one: one.update(targets=[]), False),
    ],
)
def test_a_metric_counts_if_prometheus_is_asked_for_it(change: Callable[[Any], object], is_found: bool) -> None:
    """A hidden query shows nothing unless others compute with it, and only Prometheus has metrics of these names."""
    build = shop(prod=board(changed(ERRORS, change)))
    assert (judge(panel("Errors", any_of_metrics=["http_requests_total"]), build) == []) is is_found


@pytest.mark.parametrize(
    ("title", "unit", "type_", "units", "types"),
    [
        ("Errors", "percent", "stat", [], []),
        ("Errors", "s", "gauge", [], []),
        ("Errors", "s", "table", [], ["prod: 'Overview', panel 'Errors': it is a stat, not a table"]),
        ("Errors", "ms", "stat", ["prod: 'Overview', panel 'Errors': its unit is percent, s, not ms"], []),
        ("Latency", "s", "timeseries", ["prod: 'Overview', panel 'Latency': its unit is nothing, not s"], []),
    ],
)
def test_a_look_is_judged_by_unit_and_type(
    title: str, unit: str, type_: str, units: list[str], types: list[str]
) -> None:
    """The unit may be that of single fields; the type is that of the panel."""
    look = Look(req="SHOP-1", system="shop", dashboard="Overview", title=title, unit=unit, panel_type=type_)
    assert unit_problems(look, SHOP) == units
    assert type_problems(look, SHOP) == types


@pytest.mark.parametrize(
    ("type_", "has_unit", "is_of_type"),
    [("table", False, True), ("stat", False, True), ("alertlist", True, True), ("gauge", False, False)],
)
def test_alerts_may_be_shown_in_several_ways(type_: str, has_unit: bool, is_of_type: bool) -> None:
    """Alerts are fine in a list, which has no unit, or in a table or in figures, which have one."""
    look = Look(
        req="SHOP-1", system="shop", dashboard="Overview", title="Alert overview", unit="short", panel_type="alertlist"
    )
    build = shop(prod=board({"type": type_, "title": "Alert overview"}))
    assert (unit_problems(look, build) == []) is has_unit
    assert (type_problems(look, build) == []) is is_of_type
