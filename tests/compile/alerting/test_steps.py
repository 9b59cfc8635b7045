"""The three steps of a rule, read back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.compile.alerting.asked import Asked
from grafmint.compile.alerting.evaluation import Limit, against_limit
from grafmint.compile.alerting.steps import steps_of

PROM = {"type": "prometheus", "uid": "prom"}


def _rule(operator: Any = ">", limit: float = 3) -> dict[str, Any]:
    asked = Asked(model={"expr": "up"}, source=PROM, expr="up", origin=None)
    made = against_limit(asked, Limit(operator, limit), 600)
    return {"data": list(made.data), "condition": made.condition}


@given(st.sampled_from([">", "<"]), st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_written_is_read(operator: str, limit: float) -> None:
    """The query with its datasource, where its number is, and what it is compared with."""
    found = steps_of(_rule(operator, limit))
    assert found is not None
    assert (found.model["expr"], found.query["datasourceUid"]) == ("up", "prom")
    assert (found.value, found.operator, found.limit) == ("B", operator, limit)


def test_a_query_may_be_compared_itself() -> None:
    """As it may where it is asked at one instant."""
    rule = _rule()
    rule["data"][2]["model"]["expression"] = "A"
    found = steps_of(rule)
    assert found is not None
    assert (found.value, found.model["expr"]) == ("A", "up")


@pytest.mark.parametrize(
    ("step", "change"),
    [
        (1, {"reducer": "mean"}),
        (2, {"type": "math"}),
        (2, {"expression": "Z"}),
        (2, {"conditions": []}),
        (2, {"conditions": [{"evaluator": {"type": "within_range", "params": [1, 2]}}]}),
        (2, {"conditions": [{"evaluator": {"type": "gt", "params": [True]}}]}),
    ],
)
def test_another_form_is_not_read(step: int, change: dict[str, Any]) -> None:
    """Nothing is guessed of it."""
    rule = _rule()
    rule["data"][step]["model"] |= change
    assert steps_of(rule) is None
