"""variable-in-alert: nobody chooses a variable's value when a rule is evaluated."""

import pytest

from tests.check.alerts import expression, file, found, query, rule, said, steps


@pytest.mark.parametrize("name", ["$instance", "${instance:regex}", "[[instance]]", "$__rate_interval", "$__range"])
@pytest.mark.parametrize("uid", ["prom", "logs"])
def test_no_variable_may_be_left_in_a_query(name: str, uid: str) -> None:
    """Neither a dashboard's nor Grafana's own; the mark is on it."""
    expr = f'rate(up{{instance=~"{name}"}}[5m])'
    (one,) = found(rule(data=steps(query(expr, uid=uid))))
    plain = name.strip("${[]}").partition(":")[0]
    assert (one.severity, one.rule, one.path) == ("error", "variable-in-alert", "/data/0/model")
    assert one.message == f"the rule uses the variable ${plain}, which alerting has not"
    assert one.snippet is not None
    assert expr[one.snippet.start : one.snippet.end] == name


def test_a_legend_is_read_too_and_each_variable_told_once() -> None:
    """A legend of a rule names its series; the same name twice is one mistake."""
    model = query('up{a="$a"} + up{b="$a"}', legendFormat="$b {{job}}")
    assert [one.message for one in found(rule(data=steps(model)))] == [
        f"the rule uses the variable ${name}, which alerting has not" for name in "ab"
    ]


@pytest.mark.parametrize("sql", ["SELECT 1 WHERE $__timeFilter(at)", "SELECT 1 -- costs $1"])
def test_macros_of_a_datasource_may_stand(sql: str) -> None:
    """SQL's own macros are filled in by the server itself."""
    assert said(rule(data=steps(query(None, uid="rows", rawSql=sql)))) == []


def test_sql_with_a_variable_is_wrong() -> None:
    """What the server does not fill in is a dashboard's."""
    (one,) = found(rule(data=steps(query(None, uid="rows", rawSql="SELECT 1 WHERE host = '$host'"))))
    assert one.rule == "variable-in-alert"


def test_a_formula_names_queries() -> None:
    """The dollar of an expression is no variable."""
    assert said(rule(data=[*steps(), expression("D", "math", expression="$A + ${B}")])) == []


def test_rules_for_prometheus_have_none() -> None:
    """The first of each rule is told."""
    (one,) = found(file({"record": "a:b", "expr": 'rate(up{a="$a"}[$__rate_interval])'}))
    assert (one.rule, one.kind, one.path) == ("variable-in-alert", "prometheus-rules", "/groups/0/rules/0/expr")
