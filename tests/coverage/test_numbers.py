"""Numbers of alerts: in the unit of their panel, and compared as Grafana can compare them."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from .alert import Alert
from .board import Panel
from .names import are_used, is_called, service_of
from .numbers import has_threshold, wrong_number
from .shop import ERRORS, board

ALERT = Alert(name="Down", expr="up", op="<", limit=1, labels={}, annotations={}, panel=("overview", 1))


@pytest.mark.parametrize(
    ("op", "limit", "asked", "value", "agrees"),
    [
        ("<", 1, "==", 0, True),
        ("<", 0.5, "==", 0, True),
        ("<", 2, "==", 0, False),
        (">", 0, "==", 0, True),
        (">", 1, "==", 0, False),
        (">", 0, "==", 1, True),
        ("<", 1, "==", 1, False),
        (">", 0, "!=", None, True),
        ("<", 0, "!=", None, False),
        (">", 1, "!=", None, False),
        (">", 5, ">", 5, True),
        ("<", 5, ">", 5, False),
    ],
)
def test_what_is_equal_or_differs_is_compared_with_a_number_between(
    op: str, limit: float, asked: str, value: float | None, agrees: bool
) -> None:
    """Thresholds know only more and less: a truth is below one or above none, a difference is above none."""
    wanted: Mapping[str, Any] = {"op": asked, "unit": "up", **({} if value is None else {"value": value})}
    plain = board({**ERRORS, "fieldConfig": {"defaults": {"unit": "short"}}})
    assert (list(wrong_number(attrs.evolve(ALERT, op=op, limit=limit), wanted, plain)) == []) is agrees


@pytest.mark.parametrize(
    ("unit", "limit", "wanted", "value", "agrees"),
    [
        ("d", 30, "days", 30, True),
        ("suffix:days", 30, "days", 30, True),
        ("s", 30 * 86_400, "days", 30, True),
        ("ms", 200, "s", 0.2, True),
        ("percentunit", 0.1, "ratio", 0.1, True),
        ("percent", 10, "ratio", 0.1, True),
        ("percent", 0.1, "ratio", 0.1, False),
        ("percent", 10, "x", 10, False),
        ("short", 10, "x", 10, True),
        ("", 10, "x", 10, True),
    ],
)
def test_a_number_is_in_the_unit_of_its_panel(unit: str, limit: float, wanted: str, value: float, agrees: bool) -> None:
    """The same number in another unit is another one; what is counted needs none."""
    output = board({**ERRORS, "fieldConfig": {"defaults": {"unit": unit}}})
    alert = attrs.evolve(ALERT, op=">", limit=limit)
    found = list(wrong_number(alert, {"op": ">", "value": value, "unit": wanted}, output))
    assert (found == []) is agrees


@pytest.mark.parametrize(("value", "unit", "has"), [(0.8, "ratio", True), (80, "percent", True), (0.8, "s", False)])
def test_a_panel_has_a_threshold_in_its_own_unit(value: float, unit: str, has: bool) -> None:
    """Eighty per cent are eight tenths."""
    panel = Panel({**ERRORS, "fieldConfig": {"defaults": ERRORS["fieldConfig"]["defaults"]}})
    assert has_threshold(panel, value, unit) is has


@pytest.mark.parametrize(
    ("name", "labels", "asked", "is_it"),
    [
        ("Down", {}, "Down", True),
        ("payment fast burn", {"slo": "payment"}, "ErrorBudgetFastBurn", True),
        ("payment ErrorBudgetFastBurn", {"slo": "payment"}, "ErrorBudgetFastBurn", True),
        ("payment slow burn", {"slo": "payment"}, "ErrorBudgetFastBurn", False),
        ("payment fast burn", {}, "ErrorBudgetFastBurn", False),
        ("payment freeze", {"slo": "payment"}, "ErrorBudgetExhausted", True),
    ],
)
def test_alerts_of_objectives_have_its_name_before_their_own(
    name: str, labels: dict[str, str], asked: str, is_it: bool
) -> None:
    """The tables name the alerts of all objectives alike."""
    assert is_called(attrs.evolve(ALERT, name=name, labels=labels), asked) is is_it


def test_recorded_names_may_have_another_window() -> None:
    """A burn rate is a burn rate over any window, or the counters that it is made of, and nothing else."""
    wanted = ["slo:burn_rate:rate6h"]
    assert are_used(["slo:burn_rate:rate1d"], wanted)
    assert are_used(["http_requests_total"], wanted)
    assert not are_used(["slo:error_budget_remaining:ratio", "up"], wanted)
    assert not are_used(["upper"], ["up"])


def test_an_alert_is_of_an_objective_or_a_service() -> None:
    """Several alerts of one name are told apart by it."""
    assert service_of(attrs.evolve(ALERT, labels={"service": "a", "slo": "b"})) == "b"
    assert service_of(attrs.evolve(ALERT, labels={"service": "a"})) == "a"
    assert service_of(ALERT) is None
