"""Objectives: the number on the board, the budget in the alerts, and the alert at the number itself."""

from collections.abc import Iterable
from typing import Any

import attrs
import pytest

from .build import Document
from .judge import judge
from .shop import changed, row, shop_with
from .shop_alerts import BURN, GRAFANA, PROMETHEUS, file, in_grafana, in_prometheus

ASKED = row("slo", objective=0.999)
BOARD, LOW, BURNS = GRAFANA[0], GRAFANA[2], GRAFANA[3]
BOTH = pytest.mark.parametrize("documents", [GRAFANA, PROMETHEUS], ids=["grafana", "prometheus"])
PANEL = ("shop-slo", 2)


def problems(documents: Iterable[Document]) -> list[str]:
    """What is wrong with an objective of 0.999."""
    return judge(ASKED, shop_with(*documents))


def board(*queries: str) -> Document:
    """The board of the objective with other queries on the panel that says it."""

    def change(one: Any) -> None:
        (panel,) = one["panels"]
        panel["targets"] = [{**panel["targets"][0], "expr": query} for query in queries]

    return attrs.evolve(BOARD, json=changed(BOARD.json, change))


@BOTH
def test_an_objective_is_on_a_board_and_in_its_alerts(documents: tuple[Document, ...]) -> None:
    """Each of the three proofs can be missing by itself."""
    assert problems(documents) == []
    assert problems(one for one in documents if one.uid != "AvailabilityLow") == ["prod: no alert fires below 99.9 %"]
    assert problems(one for one in documents if one.uid != "shop burns") == [
        "prod: no objective is 0.999, but there is none"
    ]
    assert problems(one for one in documents if one.uid != "shop-slo")[0] == (
        "prod: no objective is 0.999, but {'shop': None}"
    )


@pytest.mark.parametrize(
    ("queries", "found"),
    [
        (["vector(0.99)"], 0.99),
        (["0.999"], None),
        (["vector(0.999)", "vector(0.99)"], None),
        ([], None),
        (["slo:objective:ratio"], None),
    ],
)
def test_a_board_says_one_objective(queries: list[str], found: float | None) -> None:
    """Another number, several and none are not the objective."""
    assert problems([board(*queries), LOW, BURNS]) == [f"prod: no objective is 0.999, but {{'shop': {found}}}"]


@pytest.mark.parametrize(("name", "is_own"), [("shop", True), ("mill", False)])
def test_what_is_recorded_counts_for_its_own_objective(name: str, is_own: bool) -> None:
    """The board and the alerts may read what Prometheus records, and only what it records of them."""
    recorded = [
        {"record": "slo:objective:ratio", "expr": "vector(0.999)", "labels": {"slo": name}},
        {"record": "slo:errors", "expr": "sum(rate(http_requests_total[1h]))", "labels": {"slo": name}},
        {"record": "slo:burn", "expr": "slo:errors / 0.001", "labels": {"slo": name}},
    ]
    burns = in_prometheus("shop burns", "slo:burn", ">", 6, panel=PANEL, severity="warning", slo="shop")
    found = problems([board("slo:objective:ratio"), LOW, burns, file("records", *recorded)])
    assert (found == []) is is_own


@pytest.mark.parametrize("make", [in_grafana, in_prometheus])
@pytest.mark.parametrize("expr", ["sum(rate(x[1h])) / 0.01", "sum(rate(x[1h]))", f"{BURN} + sum(rate(x[5m])) / 0.002"])
def test_every_alert_of_an_objective_measures_by_its_budget(make: Any, expr: str) -> None:
    """One that divides by something else burns another budget."""
    other = make("slow", expr, ">", 1, panel=PANEL, severity="warning", slo="shop")
    assert problems([*GRAFANA, other]) == ["prod: 'slow' does not measure by a budget of 0.001"]


@pytest.mark.parametrize(("op", "limit"), [(">", 99.9), ("<", 99.8)])
def test_an_alert_fires_below_the_objective_itself(op: str, limit: float) -> None:
    """Not above it, and not at another number."""
    other = in_grafana("AvailabilityLow", "100 * avg(up)", op, limit, panel=("overview", 1), severity="critical")
    assert problems([BOARD, other, BURNS]) == ["prod: no alert fires below 99.9 %"]


def test_a_paused_alert_watches_over_nothing() -> None:
    """What is not evaluated does not use the objective."""
    paused = attrs.evolve(LOW, json={**LOW.json, "isPaused": True})
    assert problems([BOARD, paused, BURNS]) == ["prod: no alert fires below 99.9 %"]


EXECUTIVE = "Executive Overview"
NAMED = row("slo", name="error_rate", value=0.01, unit="ratio", panel_threshold=1)


@pytest.mark.parametrize(
    ("title", "unit", "threshold", "limit", "problem"),
    [
        (EXECUTIVE, "percent", 1, 1, None),
        ("Overview", "percent", 1, 1, f"no panel of {EXECUTIVE!r} changes colour at 1, which is 0.01"),
        (EXECUTIVE, "percent", 2, 1, f"no panel of {EXECUTIVE!r} changes colour at 1, which is 0.01"),
        (EXECUTIVE, "s", 1, 1, f"no panel of {EXECUTIVE!r} changes colour at 1, which is 0.01"),
        (EXECUTIVE, "percent", 1, 2, "neither an objective nor an alert is at 0.01 ratio"),
    ],
)
def test_a_named_objective_is_watched_and_shown(
    title: str, unit: str, threshold: float, limit: float, problem: str | None
) -> None:
    """Its number is where an alert fires, and a threshold of the board of the whole system in its own unit."""
    steps = [{"color": "green", "value": None}, {"color": "red", "value": threshold}]
    shown = changed(BOARD.json["panels"][0], lambda one: one.update(fieldConfig=_fields(unit, steps)))
    whole = Document(kind="dashboard", uid="x", title=title, json={**BOARD.json, "title": title, "panels": [shown]})
    alert = in_grafana("Errors", "up", ">", limit, panel=("overview", 1), severity="critical")
    assert judge(NAMED, shop_with(whole, alert)) == ([] if problem is None else [f"prod: {problem}"])


def _fields(unit: str, steps: list[Any]) -> Any:
    return {"defaults": {"unit": unit, "thresholds": {"mode": "absolute", "steps": steps}}}


@pytest.mark.parametrize(
    ("service", "objective", "latency", "problem"),
    [
        ("shop", 0.999, 0.2, None),
        ("shop", 0.99, 0.2, "no objective is 0.99, but {'shop': 0.999}"),
        ("shop", 0.999, 0.5, "no panel of shop changes colour at 0.5 s"),
        ("mill", 0.999, 0.2, "no objective is 0.999, but there is none"),
    ],
)
def test_a_service_has_its_objective_and_its_latency(
    service: str, objective: float, latency: float, problem: str | None
) -> None:
    """Another service's objective is not its own, and panels about it change colour at both numbers."""
    found = judge(row("slo", service=service, objective=objective, latency_s=latency), shop_with(*GRAFANA))
    assert found[:1] == ([] if problem is None else [f"prod: {problem}"])
