"""A query and its number as one query, by promtool's own reading of it."""

from pathlib import Path

import orjson
import pytest
from hypothesis import given

from grafmint.compile.prometheus.comparison import compared, comparison
from grafmint.promql import Expr
from grafmint.promql.parse import check
from grafmint.testing.rules import check_rules
from tests.compile.prometheus.tools import needs_tools
from tests.promql.strategies import expressions

CASES = {
    "a / b": "a / b > 80",
    "a or b": "(a or b) > 80",
    "(a or b)": "(a or b) > 80",
    "(a or b) / c": "(a or b) / c > 80",
    "a and on (x) b": "(a and on (x) b) > 80",
    "a > 0": "(a > 0) > 80",
    'sum by (or) (a{b="or > c"})': 'sum by (or) (a{b="or > c"}) > 80',
    "a # or b": "a > 80",
    "-a": "-a > 80",
    "a ^ b OR c": "(a ^ b OR c) > 80",
    "time() - 3": "vector(time() - 3) > 80",
    "scalar(a)": "vector(scalar(a)) > 80",
    "a - time()": "a - time() > 80",
    "max_over_time((a > 1)[5m:1m])": "max_over_time((a > 1)[5m:1m]) > 80",
}


@pytest.mark.parametrize(("expr", "written"), CASES.items())
def test_parentheses_stand_only_where_a_query_would_fall_apart(expr: str, written: str) -> None:
    """What holds tighter than a comparison is left as it is, two scalars become a series."""
    assert comparison(expr, ">", 80) == written


def test_limits_are_written_as_numbers() -> None:
    """Whole ones without a point, and with their sign."""
    assert [comparison("a", "<", limit) for limit in (0.5, 80.0, -3)] == ["a < 0.5", "a < 80", "a < -3"]


@needs_tools
def test_prometheus_takes_them(tmp_path: Path) -> None:
    """Each of them is a rule of promtool's."""
    rules = [{"alert": f"A{at}", "expr": comparison(expr, ">", 80)} for at, expr in enumerate(CASES)]
    file = tmp_path / "rules.yaml"
    file.write_bytes(orjson.dumps({"groups": [{"name": "g", "rules": rules}]}))
    check_rules(file)


@given(expressions())
def test_what_parsed_still_parses(expr: Expr) -> None:
    """Whatever the builder makes may be compared."""
    if check(str(expr)).status == "ok":
        assert check(comparison(str(expr), "<", 1.5)).status != "error"


@pytest.mark.parametrize("expr", ["up", "a + b", 'a{b="> 3 ("}', "(a) + (b)", "sum by (c) (a)", "a and b", "a > 1"])
def test_what_is_compared_is_read_back(expr: str) -> None:
    """The query without the parentheses that it got, the side and the number."""
    assert compared(comparison(expr, "<", 0.5)) == (expr, "<", 0.5)


@pytest.mark.parametrize("expr", ["up", "up == 0", "a > 1 and b > 2", "1 < a", "a > bool 3", ""])
def test_another_query_is_no_comparison(expr: str) -> None:
    """It fires for whatever it answers."""
    assert compared(expr) is None
