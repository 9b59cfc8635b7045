"""Alerts taken together: what each of them has, what some must have, and what follows the values."""

from typing import Any

import attrs
import pytest

from .build import Build
from .judge import judge
from .rows import Row
from .shop import DONE, SHOP, output, row, shop_with
from .shop_alerts import ERRORS, GRAFANA, in_grafana, in_prometheus

WHERE = ("overview", 1)
RULE = {"name": "ErrorsHigh", "severity": "critical", "any_of_metrics": ["http_requests_total"]}


@pytest.mark.parametrize("make", [in_grafana, in_prometheus])
@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"for": "5m"}, None),
        ({"for": "10m"}, "its condition must hold 300s, not 10m"),
        ({"quantile": 0.9}, "it asks for the quantiles [], not 0.9"),
        ({"runbook": "errors"}, None),
        ({"runbook": "pages/errors"}, "its runbook is https://runbooks/errors, not pages/errors"),
        (
            {"threshold": {"op": "!=", "unit": "replicas", "between": ["a"]}},
            "it fires at 80 percent, which is not in replicas",
        ),
    ],
)
def test_more_is_asked_of_an_alert(make: Any, more: dict[str, Any], problem: str | None) -> None:
    """How long it waits, which quantile it asks for, and where its page is."""
    found = judge(
        row("alert_rule", **{**RULE, **more}),
        shop_with(make("ErrorsHigh", ERRORS, ">", 80, panel=WHERE, severity="critical")),
    )
    assert found[:1] == ([] if problem is None else [f"prod: {problem}"])


@pytest.mark.parametrize(("services", "holds"), [(("a", "b"), True), (("a", "a"), False), (("a", ""), False)])
def test_several_alerts_of_one_name_are_of_several_services(services: tuple[str, ...], holds: bool) -> None:
    """One for each is fine; two for one, or one for nobody in particular, are too many."""
    made = [
        in_grafana("ErrorsHigh", ERRORS, ">", 80, panel=WHERE, severity="critical", **({"service": one} if one else {}))
        for one in services
    ]
    assert (judge(row("alert_rule", **RULE), shop_with(*made)) == []) is holds


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (row("alerts_exist", names=["ErrorsHigh", "Down"]), "prod: there is no alert 'Down'"),
        (row("alerts_exist", names=["ErrorsHigh"], groups=["node"]), "prod: no alert is in a group node"),
        (
            row("alerts_exist", names=["ErrorsHigh"], per_service=["mill"]),
            "prod: there is no alert 'ErrorsHigh' of mill",
        ),
        (row("alert_categories", categories=["slo", "business"]), "prod: no alert is in the category business"),
        (
            row("all_alerts_have", field="runbook", base="https://runbooks", paths=["/a"]),
            "prod: the runbook of 'ErrorsHigh' is https://runbooks/errors",
        ),
        (
            row("annotation", field="response_time", value="5m", severity="warning"),
            "prod: response_time of 'shop burns' is '15m'",
        ),
        (row("runbook_count", value=2, paths=["errors", "x"]), "prod: no alert leads to x"),
        (
            row("service_limits", name="burns", limits={"shop": 7}, unit="x"),
            "prod: no alert 'burns' of shop fires at 7 x",
        ),
    ],
)
def test_what_no_alert_has_is_named(asked: Row, problem: str) -> None:
    """Names, groups, services, categories, pages and notes."""
    assert judge(asked, shop_with(*GRAFANA))[0] == problem


def follows(limit: float) -> Build:
    """The shop of which an alert always fires at the same number."""
    alert = in_grafana("ErrorsHigh", ERRORS, ">", limit, panel=WHERE, severity="critical")
    return attrs.evolve(SHOP, deeds=attrs.evolve(DONE, make=lambda _: output(alerting=(alert,))))


def test_a_limit_follows_the_values() -> None:
    """A number that stays the same, or begins at another one, is not that of the variable."""
    asked = row("threshold_variables", names=["limit"], defaults={"limit": 80})
    problem = ["no alert that fires at 80 follows limit"]
    assert judge(asked, SHOP) == []
    assert judge(asked, follows(80)) == problem
    assert judge(row("threshold_variables", names=["limit"], defaults={"limit": 70}), SHOP) != []


@pytest.mark.parametrize(("limit", "other", "holds"), [(1, 0.2, True), (1, 0.5, False), (2, 0.2, False)])
def test_one_alert_may_hold_each_service_to_its_own_number(limit: float, other: float, holds: bool) -> None:
    """What is measured of each is divided by what it may be, and fires above one."""
    expr = f'max(x{{service="a"}}) / 2 or max(x{{service="b"}}) / {other}'
    alert = in_grafana("Slow", expr, ">", limit, panel=WHERE, severity="critical")
    asked = row("service_limits", name="Slow", limits={"a": 2, "b": 0.2}, unit="s")
    assert (judge(asked, shop_with(alert)) == []) is holds
