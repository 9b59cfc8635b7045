"""unknown-condition, unknown-ref-id and ref-id of rules."""

from typing import Any

import pytest

from tests.check.alerts import expression, query, rule, said, steps


@pytest.mark.parametrize("condition", ["D", "", None])
def test_a_condition_is_one_of_the_steps(condition: str | None) -> None:
    """Grafana takes the rule, and every evaluation of it fails."""
    shown = condition or ""
    assert said(rule(condition=condition)) == [
        (
            f"error unknown-condition alert-rule down /condition: the condition is {shown!r}, "
            "and no query or expression is called so (allowed: A, B, C)"
        )
    ]


@pytest.mark.parametrize(
    ("type_", "model"),
    [
        ("reduce", {"expression": "X"}),
        ("threshold", {"expression": "$X"}),
        ("math", {"expression": "$A > ${X}"}),
        ("classic_conditions", {"conditions": [{"query": {"params": ["X"]}}, {"query": {"params": ["A"]}}]}),
    ],
)
def test_an_expression_names_what_is_there(type_: str, model: dict[str, Any]) -> None:
    """Each kind of expression has its own way to name a query."""
    wrong = expression("D", type_, **model)
    assert said(rule(data=[*steps(), wrong])) == [
        (
            "error unknown-ref-id alert-rule down /data/3/model: "
            "the expression names query 'X', which the rule has not (allowed: A, B, C)"
        )
    ]


def test_ref_ids_are_not_shared() -> None:
    """Both are told: which of them an expression would get is Grafana's secret."""
    assert said(rule(data=steps(query(), query("down")))) == [
        f"error ref-id alert-rule down /data/{index}/model: refId 'A' stands 2 times (name the queries A, B, C …)"
        for index in (0, 1)
    ]
