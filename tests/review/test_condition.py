"""When an alert fires, read from what each engine evaluates."""

from typing import Any

import pytest

from grafmint.review.condition import Condition, of_grafana, of_prometheus
from tests.review.alerts import EXPR, rule, step, steps

EXPRS = {
    "sum(a) > 0.05": ("sum(a)", ">", 0.05),
    "(a + b) < -1.5": ("a + b", "<", -1.5),
    "(a) + (b) > 1e+06": ("(a) + (b)", ">", 1_000_000),
    '(a{b="> 3 ("} and c) > 3': ('a{b="> 3 ("} and c', ">", 3),
    "a > 1 and b > 2": ("a > 1 and b > 2", None, 0),
    "a > bool 3": ("a > bool 3", None, 0),
    "1 < a": ("1 < a", None, 0),
    "up == 0": ("up == 0", None, 0),
    "a) > 3": ("a) > 3", None, 0),
    "": ("", None, 0),
}


@pytest.mark.parametrize("expr", EXPRS)
def test_a_prometheus_compares_with_a_number(expr: str) -> None:
    """At the end and outside of everything; whatever else it asks for is a query that answers where it fires."""
    found = of_prometheus({"alert": "a", "expr": expr, "for": "1m30s", "keep_firing_for": "1h"})
    assert (found.query, found.operator, found.limit) == EXPRS[expr]
    assert (found.pending, found.keep) == (90_000, 3_600_000)


def test_grafana_s_three_steps_are_one_condition() -> None:
    """A query, its last value, a threshold; the query may end with a comment."""
    found = of_grafana(rule(expr="up # all", limit=3, isPaused=True).json)
    assert found == Condition(
        query="up # all", operator=">", limit=3, pending=300_000, is_paused=True, source="prom", language="prometheus"
    )
    assert found.promql == "(up # all\n) > 3.0"


OTHERS: dict[str, Any] = {
    "a mean": [steps()[0], step("B", type="reduce", reducer="mean", expression="A"), steps()[2]],
    "a formula": [steps()[0], step("C", type="math", expression="$A > 1")],
    "a range": steps(evaluator="within_range"),
    "no number": steps(limit="much"),  # type: ignore[arg-type]  # what others write
    "no query": steps()[1:],
    "a truth": steps(limit=True),
    "nothing": None,
    "texts": ["A", "B"],
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_only_grafana_can_say_is_left_to_it(name: str) -> None:
    """There is no query then that would answer where it fires; how long it waits is known all the same."""
    found = of_grafana(rule(data=OTHERS[name]).json)
    assert (found.query, found.promql, found.pending) == (None, None, 300_000)


def test_another_language_is_no_promql() -> None:
    """Its query is shown, and nobody asks a Prometheus for it."""
    data = steps("{a='b'}")
    data[0]["model"]["datasource"]["type"] = "loki"
    found = of_grafana(rule(data=data).json)
    assert (found.query, found.language, found.promql) == ("{a='b'}", "loki", None)
    assert of_grafana(rule().json).query == EXPR
