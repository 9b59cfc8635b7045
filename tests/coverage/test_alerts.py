"""Alerts: their numbers in the unit of their panels, what they say, and where they lead, in both engines."""

from collections.abc import Callable
from typing import Any

import pytest

from .build import Document
from .judge import judge
from .shop import changed, row, shop_with
from .shop_alerts import ALERTMANAGER, ERRORS, alertmanager, file, in_grafana, in_prometheus, policies

Make = Callable[..., Document]
BOTH = pytest.mark.parametrize("make", [in_grafana, in_prometheus], ids=["grafana", "prometheus"])
OVERVIEW = ("overview", 1)


def demands(**others: Any) -> Any:
    """A row that asks for the alert ErrorsHigh."""
    wish = {
        "name": "ErrorsHigh",
        "severity": "critical",
        "threshold": {"op": ">", "value": 80, "unit": "percent"},
        "any_of_metrics": ["http_requests_total"],
    }
    return row("alert_rule", **{**wish, **others})


def errors(make: Make, expr: str = ERRORS, op: str = ">", limit: float = 80, **others: Any) -> Document:
    """The alert that is asked for, with something else about it."""
    return make("ErrorsHigh", expr, op, limit, **{"panel": OVERVIEW, "severity": "critical", **others})


@BOTH
@pytest.mark.parametrize(
    ("others", "problem"),
    [
        ({"severity": "warning"}, "its severity is 'warning'"),
        ({"limit": 81}, "it fires at > 81 percent"),
        ({"op": "<"}, "it fires at < 80 percent"),
        ({"expr": "rate(node_load1[5m])"}, "it uses node_load1, and none of http_requests_total"),
    ],
)
def test_what_an_alert_lacks_is_named(make: Make, others: dict[str, Any], problem: str) -> None:
    """Severity, number, direction and metric are each held to the row."""
    assert judge(demands(), shop_with(errors(make))) == []
    assert judge(demands(), shop_with(errors(make, **others))) == [f"prod: {problem}"]


@BOTH
@pytest.mark.parametrize("panel", [("other", 1), ("overview", 3)])
def test_an_alert_leads_to_a_panel(make: Make, panel: tuple[str, int]) -> None:
    """A link to a dashboard or a panel that is not there leads nowhere, and its number has no unit."""
    assert judge(demands(), shop_with(errors(make, panel=panel))) == [
        "prod: it fires at 80 of no unit, which is not in percent",
        "prod: it leads to no panel of a dashboard",
    ]


@BOTH
@pytest.mark.parametrize("note", ["summary", "description", "runbook_url"])
def test_an_alert_says_what_is_wrong_and_what_to_do(make: Make, note: str) -> None:
    """A missing text is named."""

    def without(one: Any) -> None:
        for part in (one, *(rule for group in one.get("groups", ()) for rule in group["rules"])):
            part.get("annotations", {}).pop(note, None)

    made = errors(make)
    silent = Document(kind=made.kind, uid="x", title="x", json=changed(made.json, without))
    assert judge(demands(), shop_with(silent)) == [f"prod: it has no {note}"]


@BOTH
def test_an_alert_is_there_once(make: Make) -> None:
    """None is too few, and two of one name are one too many."""
    assert judge(demands(), shop_with()) == ["prod: there are 0 alerts 'ErrorsHigh'"]
    assert judge(demands(), shop_with(errors(make), errors(make))) == ["prod: there are 2 alerts 'ErrorsHigh'"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda one: one.update(isPaused=True), "it is paused"),
        (
            lambda one: one["data"][2]["model"].update(type="math"),
            "it fires at no number percent, which is not in percent",
        ),
        (
            lambda one: one["data"][1]["model"].update(reducer="max"),
            "it fires at no number percent, which is not in percent",
        ),
        (
            lambda one: one["data"][2]["model"]["conditions"][0]["evaluator"].update(type="within_range"),
            "it fires at no number percent, which is not in percent",
        ),
        (lambda one: one["data"][1]["model"].update(expression="X"), "its query cannot be read: no expression"),
        (lambda one: one["data"][0]["model"].update(expr="rate("), "its query cannot be read: "),
    ],
)
def test_a_rule_of_grafana_is_followed_from_its_condition(change: Callable[[Any], object], problem: str) -> None:
    """The number counts where it is compared with the last value of the query, in a rule that is evaluated."""
    made = errors(in_grafana)
    (found,) = judge(
        demands(), shop_with(Document(kind=made.kind, uid="x", title="x", json=changed(made.json, change)))
    )
    assert found.startswith(f"prod: {problem}")


@pytest.mark.parametrize("expr", [f"{ERRORS} > bool 80", f"{ERRORS} >= 80", f"{ERRORS} > 80 or {ERRORS} > 90", ERRORS])
def test_a_rule_of_prometheus_is_one_comparison(expr: str) -> None:
    """With bool an alert is always there, and what is no single comparison has no number."""
    (wrong,) = judge(demands(), shop_with(_rule(expr)))
    assert wrong == "prod: it fires at no number percent, which is not in percent"


def _rule(expr: str) -> Document:
    (rule,) = errors(in_prometheus).json["groups"][0]["rules"]
    return file("errors", {**rule, "expr": expr})


@BOTH
@pytest.mark.parametrize(
    ("wanted", "limit", "problem"),
    [
        (80, 80, []),
        (60, 80, ["errors: no alert with 60 percent"]),
        (60, 60, ["errors: no alert with 60 percent leads to a panel with that threshold"]),
        (80, 60, ["errors: no alert with 80 percent"]),
    ],
    ids=["on both", "on neither", "in the alert only", "on the panel only"],
)
def test_a_number_is_in_an_alert_and_on_its_panel(make: Make, wanted: float, limit: float, problem: list[str]) -> None:
    """One without the other misleads whoever follows the link."""
    asked = row("threshold_used", values=[{"what": "errors", "value": wanted, "unit": "percent"}])
    assert judge(asked, shop_with(errors(make, limit=limit))) == [f"prod: {one}" for one in problem]


@BOTH
def test_alerts_of_objectives_are_no_alerts_of_the_table(make: Make) -> None:
    """As many names as the table has are among the files, whatever else is."""
    asked = row("artifact", glob="alerts", rules_at_least=2)
    burning = make("burn", ERRORS, ">", 6, panel=OVERVIEW, slo="shop")
    assert judge(asked, shop_with(errors(make), errors(make), burning)) == ["prod: 1 alert rules, not 2"]


@pytest.mark.parametrize(
    ("documents", "problems"),
    [
        ((policies(),), ["no receivers among the files"]),
        ((alertmanager(),), []),
        ((alertmanager({**ALERTMANAGER, "receivers": []}),), ["no receivers among the files"]),
        ((alertmanager({"receivers": ALERTMANAGER["receivers"]}),), ["no routes among the files"]),
        ((), ["no routes among the files", "no receivers among the files"]),
    ],
)
def test_routing_is_routes_and_receivers(documents: tuple[Document, ...], problems: list[str]) -> None:
    """A tree without receivers and receivers without a tree are each half of what is backed up."""
    asked = row("artifact", glob="routing", contains=["routes", "receivers"])
    assert judge(asked, shop_with(*documents)) == [f"prod: {one}" for one in problems]


def test_files_that_the_judge_does_not_know_are_missed() -> None:
    """A row about other files is not passed over."""
    assert judge(row("artifact", glob="graphs"), shop_with()) == ["the judge knows no files 'graphs'"]
