"""several-values."""

from typing import Any

import pytest

from tests.check.boards import board, found, panel, said, target

MULTI = {"name": "pod", "type": "query", "multi": True}
ALL = {"name": "pod", "type": "query", "includeAll": True}
ONE = {"name": "pod", "type": "query", "multi": False}


def _said(expr: str, *, variable: dict[str, Any] = MULTI, **rest: Any) -> list[str]:
    return said(found(board(panel(targets=[target(expr)], **rest), variables=(variable,))))


@pytest.mark.parametrize("variable", [MULTI, ALL])
@pytest.mark.parametrize(("operator", "better"), [("=", "=~"), ("!=", "!~")])
def test_one_value_is_not_several(variable: dict[str, Any], operator: str, better: str) -> None:
    """A comparison with one value is a warning with the operator to write, once a query."""
    message = f"variable $pod may be several values, and {operator} compares with one (write {better})"
    expr = f'up{{pod{operator}"$pod"}} + down{{pod{operator} "x-${{pod}}"}}'
    assert _said(expr, variable=variable) == [f"warning several-values /panels/0/targets/0: {message}"]


def test_the_variable_is_marked() -> None:
    """The snippet marks the variable within its text."""
    (finding,) = found(board(panel(targets=[target('up{pod="$pod"}')]), variables=(MULTI,)))
    assert finding.snippet is not None
    assert finding.snippet.text[finding.snippet.start : finding.snippet.end] == "$pod"


@pytest.mark.parametrize(
    "expr", ['up{pod=~"$pod"}', 'up{pod!~"$pod"}', 'up{a="pod"}', 'label_replace(up, "a", "$pod", "b", "")']
)
def test_patterns_and_other_texts_pass(expr: str) -> None:
    """What is no comparison with one value is fine."""
    assert _said(expr) == []


def test_a_variable_of_one_value_passes() -> None:
    """A variable that is one value may be compared with, and Loki's queries are left alone."""
    assert _said('up{pod="$pod"}', variable=ONE) == []
    assert _said('{pod="$pod"}', datasource={"type": "loki", "uid": "l"}) == []


def test_repeats_are_one_value_at_a_time() -> None:
    """A panel that repeats by the variable, or stands in such a row of any model, has one value; the next row not."""
    broken = panel(targets=[target('up{pod="$pod"}')])
    row = {"type": "row", "title": "R", "repeat": "pod"}
    assert _said('up{pod="$pod"}', repeat="pod") == []
    assert found(board(row, broken, variables=(MULTI,))) == []
    assert found(board({**row, "panels": [broken]}, variables=(MULTI,))) == []
    assert found(board(rows=[{"repeat": "pod", "panels": [broken]}], variables=(MULTI,))) == []
    assert len(found(board(row, {"type": "row", "title": "S"}, broken, variables=(MULTI,)))) == 1
