"""unknown-ref-id."""

import pytest

from tests.check.boards import board, found, panel, said, target

EXPR = {"type": "__expr__", "uid": "__expr__"}


def _with(**expression: object) -> list[str]:
    variable = {"name": "factor", "type": "textbox"}
    targets = [target("up"), {"refId": "B", "datasource": EXPR, **expression}]
    return said(found(board(panel(targets=targets), variables=(variable,))))


@pytest.mark.parametrize(
    "expression",
    [
        {"type": "math", "expression": "$A * ${A} + $factor * $__interval_ms"},
        {"type": "reduce", "expression": "A"},
        {"type": "threshold", "expression": "$A"},
        {"type": "classic_conditions", "expression": ""},
        {"type": "math"},
    ],
)
def test_queries_of_the_panel_pass(expression: dict[str, object]) -> None:
    """Queries of the panel may be named, with or without a dollar, and formulas may use variables."""
    assert _with(**expression) == []


@pytest.mark.parametrize(
    "expression", [{"type": "math", "expression": "$A / $C"}, {"type": "reduce", "expression": "C"}]
)
def test_a_query_that_is_none_is_an_error(expression: dict[str, object]) -> None:
    """A refId that the panel has not is told with those that it has."""
    message = "the expression names query 'C', which the panel has not (allowed: A, B)"
    assert _with(**expression) == [f"error unknown-ref-id /panels/0/targets/1: {message}"]
