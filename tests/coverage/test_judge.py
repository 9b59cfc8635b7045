"""The table of the judge: every rule can be met, and what it does not know is never met."""

from typing import Any

import attrs
import pytest

from .build import Build, Output
from .judge import RULES, judge
from .rows import Row, judged
from .shop import LATENCY, SHOP, board, output, panel, row, shop, shop_with
from .shop_alerts import PROMETHEUS

ERRORS_HIGH = row(
    "alert_rule",
    name="ErrorsHigh",
    severity="critical",
    threshold={"op": ">", "value": 80, "unit": "percent"},
    any_of_metrics=["http_requests_total"],
)
HOLDS = [
    row("dashboard_exists", title="Overview"),
    panel("Errors", any_of_metrics=["http_requests_total"]),
    row("sync_from_empty", creates=["Overview"]),
    row("max_time_range", days=1),
    row("schema_version_max", value=37),
    row("datasource", name="Prometheus", ds_type="prometheus", url="http://prometheus:9090"),
    row("datasource_url_overridable"),
    row("scrape_target_used", job="web", interval="30s", any_of_metrics=["http_requests_total"]),
    row("no_plaintext_secrets"),
    row("folder_permissions"),
    row("environment", name="prod"),
    ERRORS_HIGH,
    row("slo", objective=0.999),
    row("threshold_used", values=[{"what": "errors", "value": 80, "unit": "percent"}]),
    row("artifact", glob="alerts", rules_at_least=2),
    row("artifact", glob="routing", contains=["routes", "receivers"]),
    row("route", match={"severity": "critical"}, channels=["pagerduty", "slack"]),
    row("route", match={"severity": "info"}, channels=["slack"], only=True),
    row("send_resolved", value=True),
    row("escalation", steps=["0m", "5m"]),
    row("contact_points", types=["email", "slack", "pagerduty"]),
    row("lint", rule="receiver-complete"),
]
BOTH = pytest.mark.parametrize(
    "build", [SHOP, shop_with(*PROMETHEUS)], ids=["alerts of Grafana", "alerts of Prometheus"]
)


@BOTH
@pytest.mark.parametrize("holding", HOLDS, ids=lambda one: one.type)
def test_a_row_that_holds_has_no_problems(holding: Row, build: Build) -> None:
    """Every kind of assertion can be met, whoever evaluates alerts and routes them."""
    assert judge(holding, build) == []


def test_every_rule_is_tried() -> None:
    """No rule of the judge is left out of the rows above."""
    assert {one.type for one in HOLDS} == set(RULES)


@pytest.mark.parametrize("holding", HOLDS, ids=lambda one: one.type)
def test_nothing_holds_of_nothing(holding: Row) -> None:
    """A system without environments, or with one that builds nothing, has no row that holds."""
    assert judge(holding, shop()) == ["shop: nothing is built"]
    assert judge(holding, shop(local=output(), prod=Output(()))) == ["prod: nothing is built"]


def test_an_assertion_that_the_judge_does_not_know_fails() -> None:
    """A row of an invented type is judged, and fails."""
    invented = row("dances", dashboard="Overview")
    assert judged([invented], {"shop"}) == (invented,)
    assert judge(invented, SHOP) == ["the judge knows no assertion 'dances'"]


@pytest.mark.parametrize("holding", HOLDS, ids=lambda one: one.type)
def test_a_demand_that_the_judge_does_not_know_fails(holding: Row) -> None:
    """A key that no rule reads is not passed over."""
    more = attrs.evolve(holding, assertion={**holding.assertion, "colour": "red"})
    assert judge(more, SHOP) == [f"the judge knows no demand 'colour' of {holding.type}"]


@pytest.mark.parametrize(
    ("change", "is_judged"),
    [
        ({}, True),
        ({"scope": "partial"}, True),
        ({"scope": "out"}, False),
        ({"system": "mill"}, False),
        ({"kind": "operation"}, False),
        ({"kind": "operation", "id": "MRL-OPS-06"}, True),
    ],
)
def test_the_rows_to_judge_are_chosen(change: dict[str, Any], is_judged: bool) -> None:
    """Rows of the built systems are judged if they are about boards or datasources and in scope."""
    assert len(judged([attrs.evolve(row("dances"), **change)], {"shop"})) == is_judged


def test_each_environment_must_hold() -> None:
    """A panel that one environment has does not stand in for one that another lacks."""
    asked = panel("Errors", any_of_metrics=["http_requests_total"])
    assert judge(asked, shop(local=board(LATENCY), prod=output())) == ["local: 'Overview' has no panel 'Errors'"]


def test_a_sync_must_create_each_dashboard_once() -> None:
    """A dashboard that a sync would not create, or more than once, is missed."""
    asked = row("sync_from_empty", creates=["Overview", "Details"])
    assert judge(asked, attrs.evolve(SHOP, created=("Overview", "Overview"))) == [
        "a sync to an empty place creates 2 dashboards titled 'Overview'",
        "a sync to an empty place creates 0 dashboards titled 'Details'",
    ]


def test_an_environment_must_be_there() -> None:
    """An environment that no part of grafmint.toml names is missed."""
    assert judge(row("environment", name="staging"), SHOP) == ["there is no environment 'staging', but prod"]
