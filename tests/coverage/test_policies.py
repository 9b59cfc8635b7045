"""Policies: what is put together, held back and timed, in the words of either engine."""

from collections.abc import Callable
from typing import Any

import pytest

from .judge import judge
from .rows import Row
from .shop import changed, row, shop_with
from .shop_alerts import ALERTMANAGER, POLICY, PROMETHEUS, alertmanager, mute_timing, policies, template

INHIBITION = row("inhibition", source="critical", target=["warning", "info"], match_labels=["severity"])
USED = row("time_intervals_used", names=["nights"])
TAKEN = row("all_alerts_have_label", label="severity")


@pytest.mark.parametrize(
    "change",
    [
        lambda rule: rule.update(source_matchers=['severity="warning"']),
        lambda rule: rule.update(source_matchers=[]),
        lambda rule: rule.update(target_matchers=['severity="info"']),
        lambda rule: rule.update(target_matchers=['severity=~".*"']),
        lambda rule: rule.update(equal=["instance"]),
        lambda rule: rule.pop("equal"),
    ],
)
def test_critical_holds_back_the_others_of_its_service_alone(change: Callable[[Any], object]) -> None:
    """A rule for other severities, for all of them, or for other services is none."""
    whole = changed(ALERTMANAGER, lambda one: change(one["inhibit_rules"][0]))
    assert judge(INHIBITION, shop_with(*PROMETHEUS)) == []
    assert judge(INHIBITION, shop_with(alertmanager(whole), template("alertmanager-template"))) != []


def test_routes_ask_for_what_the_row_names() -> None:
    """A label that no route asks for is named."""
    asked = row("inhibition", source="critical", target=["info"], match_labels=["team"], templates_at_least=2)
    assert judge(asked, shop_with(*PROMETHEUS)) == ["prod: no route asks for team", "prod: there are too few templates"]


@pytest.mark.parametrize("severity", ["critical", "critical|info"])
def test_a_time_interval_is_for_what_can_wait(severity: str) -> None:
    """One on the route of critical alerts, or on none, is not used as it should be."""
    route = {"receiver": "chat", "object_matchers": [["severity", "=~", severity]], "mute_time_intervals": ["nights"]}
    problem = ["prod: no route goes by 'nights'"]
    assert judge(USED, shop_with(mute_timing(), policies({**POLICY, "routes": [route]}))) == problem
    assert judge(USED, shop_with(mute_timing(), policies({**POLICY, "routes": []}))) == problem


@pytest.mark.parametrize(
    ("asked", "tree", "problem"),
    [
        (row("group_by", equals=["service"]), POLICY, "alerts are put together by alertname, service"),
        (row("group_by", contains="instance"), POLICY, "alerts are put together by alertname, service"),
        (row("group_by", contains="instance"), {"receiver": "x"}, "alerts are put together by nothing"),
        (row("default_receiver"), {"receiver": "x"}, "by default nobody is told"),
        (row("all_routes_reach", channel="slack"), {"receiver": "x"}, "'x' does not tell slack"),
        (row("time_intervals", names=["days"]), POLICY, "there is no time interval 'days'"),
    ],
)
def test_what_the_tree_lacks_is_named(asked: Row, tree: Any, problem: str) -> None:
    """The root counts for what no route takes."""
    assert judge(asked, shop_with(policies(tree))) == [f"prod: {problem}"]


def test_a_route_without_the_label_takes_no_alert_by_it() -> None:
    """Everything goes to the root, and nothing is told apart."""
    found = judge(TAKEN, shop_with(PROMETHEUS[1], policies({"receiver": "chat", "routes": [{"receiver": "pager"}]})))
    assert found == ["prod: no route asks for the severity of 'ErrorsHigh'"]
