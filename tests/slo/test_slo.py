"""The SLO itself: what it takes, what it refuses, what it is made of."""

from typing import Any

import pytest

from grafmint.alerting import AlertRule, RecordingRule
from grafmint.errors import ModelError
from grafmint.model.dashboard import Dashboard
from grafmint.promql.parse import check
from grafmint.slo import SLO

from .tried import AVAILABILITY, ENVIRONMENT, FOLDER, SHOP, alerts, built, compiled, query, recorded, renamed

LEADS_TO = ("Burn rate over 1h and 5m", "Burn rate over 1d and 2h", "Budget over time", "Events")
BOTH = pytest.mark.parametrize("records", [True, False], ids=["records", "counters"])


@pytest.mark.parametrize(
    ("objective", "message", "hint"),
    [
        (0.999, "objective=0.999 is a ratio", "did you mean 99.9?"),
        (0.9995, "objective=0.9995 is a ratio", "did you mean 99.95?"),
        (1, "objective=1 is a ratio", "did you mean 99.9?"),
        (100, "objective=100 leaves no error budget", "99.9"),
        (0, "objective=0 is not between 0 and 100 percent", "99.9"),
        (101, "objective=101 is not between", "99.9"),
        (9.99, "'fast burn' never fires", "did you mean 99.9? Or give a policy whose factor is below 1.11"),
        (5, "'fast burn' never fires", "give a policy whose factor is below 1.05"),
        ("99.9%", "objective='99.9%' is not a number", "write 99.9"),
    ],
)
def test_an_objective_is_percent_and_leaves_a_budget(objective: float, message: str, hint: str) -> None:
    """A ratio is the mistake that everybody makes once."""
    with pytest.raises(ModelError, match=message) as caught:
        renamed(SHOP, "shop", objective=objective)
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "Shop availability"}, "the name is a label and part of uids"),
        ({"name": ""}, "the name is a label and part of uids"),
        ({"window": "a month"}, "is no window"),
        ({"window": "1d12h"}, "is no window"),
        ({"freeze_below": 101}, "freeze_below=101"),
        ({"labels": {"slo": "other"}}, "the label 'slo' is the SLO's own"),
        ({"labels": {"severity": "page"}}, "the label 'severity' is the SLO's own"),
        ({"labels": {"alertname": "Shop"}}, "SLO 'shop': the label 'alertname' is set by whoever"),
        ({"labels": {"a-b": "c"}}, "SLO 'shop': labels: 'a-b' is no name"),
        ({"service": ""}, "service='' is no label"),
        ({"service": " "}, "service=' ' is no label"),
        ({"name": "s" * 31}, "has more than 40 characters"),
        ({"uid": "no blanks"}, "has characters other than"),
    ],
)
def test_what_cannot_be_is_refused_where_it_is_written(changes: dict[str, Any], message: str) -> None:
    """Names, windows, labels and uids."""
    given = {"name": "shop", "objective": 99.9, "indicator": AVAILABILITY, "folder": FOLDER, **changes}
    with pytest.raises(ModelError, match=message):
        SLO(**given)


def test_the_budget_is_what_the_objective_leaves() -> None:
    """Without the noise of binary fractions, which would stand in every query."""
    for objective, goal, budget in ((99.9, 0.999, 0.001), (99.95, 0.9995, 0.0005), (99.999, 0.99999, 0.00001)):
        slo = renamed(SHOP, "shop", objective=objective)
        assert (slo.goal, slo.budget) == (goal, budget)


@BOTH
def test_it_is_rules_and_a_dashboard(records: bool) -> None:
    """Recording rules only where somebody evaluates them."""
    kinds = [type(each) for each in SHOP.resources(records=records)]
    rules = kinds.count(RecordingRule)
    assert (rules > 0, kinds.count(Dashboard), kinds.count(AlertRule)) == (records, 1, 4)


def test_it_compiles_for_each_engine() -> None:
    """Rules in Grafana, or files for a Prometheus, and the same dashboard either way."""
    rules = ["fast-burn", "freeze", "no-data", "slow-burn"]
    assert [(each.kind, each.uid) for each in compiled(SHOP).entries] == [
        ("folder", "services"),
        ("dashboard", "shop-availability-slo"),
        *(("alert-rule", f"shop-availability-{rule}") for rule in rules),
        ("rule-group", "services/slo-shop-availability"),
    ]
    files = [each.uid for each in compiled(SHOP, records=True).entries if each.kind == "prometheus-rules"]
    assert files == ["recording-rules", "services"]


def test_names_of_records_are_level_metric_operations() -> None:
    """Each of the level `slo`, with the labels of its SLO, and all windows of the policy."""
    windows = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")
    assert SHOP.burn_windows == windows
    assert set(recorded(SHOP)) == {
        "slo:objective:ratio", "slo:errors:rate5m", "slo:events:rate5m", "slo:error_budget_remaining:ratio",
        *(f"slo:burn_rate:rate{window}" for window in windows),
    }  # fmt: skip
    rules = [each for each in SHOP.resources(records=True) if isinstance(each, RecordingRule)]
    assert {tuple(each.labels.items()) for each in rules} == {(("slo", "shop-availability"), ("service", "shop"))}


def test_windows_from_a_day_on_are_summed_up_from_records() -> None:
    """No rule reads the raw samples of a day each minute, and none of shorter windows waits for records."""
    exprs = recorded(SHOP)
    long = {name: expr for name, expr in exprs.items() if "[1d]" in expr or "[3d]" in expr or "[30d]" in expr}
    assert set(long) == {"slo:burn_rate:rate1d", "slo:burn_rate:rate3d", "slo:error_budget_remaining:ratio"}
    assert not any("http_requests_total" in expr for expr in long.values())
    assert "http_requests_total" in exprs["slo:burn_rate:rate6h"]


@BOTH
def test_every_query_is_promql(records: bool) -> None:
    """All that is evaluated parses."""
    slo = renamed(SHOP, "shop")
    for text in (*recorded(slo).values(), *(query(rule) for rule in alerts(slo, records=records).values())):
        assert check(text).status == "ok", text


def test_alerts_carry_who_they_are_for() -> None:
    """Labels, severity, runbook and the panel that shows what the alert compares; no data is no alert."""
    slo = renamed(SHOP, "shop", labels={"team": "a"}, runbook_url="https://runbooks.example/shop")
    found = alerts(slo)
    assert {name: rule.level for name, rule in found.items()} == {
        "fast burn": "critical",
        "slow burn": "warning",
        "freeze": "warning",
        "no data": "warning",
    }
    for name, rule in found.items():
        assert dict(rule.labels) == {"team": "a", "slo": "shop", "service": "shop"}
        assert rule.uid == f"shop-{name.replace(' ', '-')}"
        assert (rule.no_data_state, rule.runbook_url) == ("OK", slo.runbook_url)
        assert isinstance(rule.dashboard, Dashboard)
        assert rule.dashboard.panel(str(rule.panel)).title in LEADS_TO


def test_without_a_freeze_nobody_is_asked_for_one() -> None:
    """`freeze_below=None` leaves the alert out; the others stay."""
    assert set(alerts(renamed(SHOP, "shop", freeze_below=None))) == {"fast burn", "slow burn", "no data"}


def test_a_window_longer_than_the_retention_is_refused_at_its_line() -> None:
    """The SLO says how far back it reads, and the environment how long a Prometheus keeps."""
    (found,) = built(SHOP, retention="15d").findings
    assert (found.rule, found.severity) == ("retention", "error")
    assert SHOP.origin is not None
    assert found.place == SHOP.origin.inner.relative_to(ENVIRONMENT.root)
    assert built(SHOP, retention="30d").findings == ()


def test_a_uid_of_its_own_pins_all_uids() -> None:
    """So a rename resets nothing."""
    slo = renamed(SHOP, "shop-is-there", uid="shop")
    assert slo.board_uid == "shop-slo"
    assert {rule.uid for rule in alerts(slo).values()} == {
        f"shop-{rule}" for rule in ("fast-burn", "slow-burn", "freeze", "no-data")
    }
