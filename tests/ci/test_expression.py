"""The evaluator knows what our files use, and nothing else passes by unseen."""

import pytest

from tests.ci.expression import filled, value

CONTEXTS = {"github": {"event": {"run": {"id": 7, "ok": True}}, "token": "t"}, "inputs": {"do": "post"}}


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("inputs.do == 'post'", True),
        ("inputs.do != 'post'", False),
        ("always() && inputs.do == 'review'", False),
        ("github.event.run.id || github.token", 7),
        ("github.event.pull.id || github.token", "t"),
        ("inputs.do == 'x' && (github.event.run.ok || always())", False),
        ("inputs.do == 'x' && github.event.run.ok || always()", True),
    ],
)
def test_it_says_what_github_says(expression: str, result: object) -> None:
    """`&&` goes before `||`, both give one of their sides, and what an event lacks is null."""
    assert value(expression, CONTEXTS) == result


@pytest.mark.parametrize(
    "expression", ["github.actor", "inputs.x", "secrets.x", "contains(a, b)", "'a' > 'b'", "(always()", "a b", "", "!a"]
)
def test_it_refuses_what_it_does_not_know(expression: str) -> None:
    """So that a file that uses more makes its test fail instead of running as something else."""
    with pytest.raises((AssertionError, KeyError)):
        value(expression, CONTEXTS)


def test_texts_are_filled_in() -> None:
    """A number is written as one, null as nothing."""
    assert filled("a ${{ github.event.run.id }} ${{ github.event.x }}b", CONTEXTS) == "a 7 b"
