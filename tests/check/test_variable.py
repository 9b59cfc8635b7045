"""undeclared-variable and duplicate-variable."""

import pytest

from tests.check.boards import board, found, panel, said, target

INSTANCE = {"name": "instance", "type": "query", "query": "label_values(up, instance)"}
SQL = {"type": "postgres", "uid": "pg"}


@pytest.mark.parametrize(
    "text", ['up{a=~"$instance"}', 'up{a="${instance:regex}"}', 'up{a="[[instance]]"}', "rate(up[$__interval])"]
)
def test_declared_and_builtin_variables_pass(text: str) -> None:
    """Every form of a declared variable and Grafana's own are fine."""
    document = board(panel("On $instance", repeat="instance", targets=[target(text)]), variables=(INSTANCE,))
    assert found(document) == []


@pytest.mark.parametrize("foreign", [False, True])
def test_an_undeclared_variable_is_an_error(foreign: bool) -> None:
    """The part of the text is marked, and the nearest declared name suggested."""
    document = board(panel(targets=[target('up{a="$instnce"}')]), variables=(INSTANCE,))
    (finding,) = found(document, foreign=foreign)
    message = "unknown variable $instnce (did you mean $instance?)"
    assert said([finding]) == [f"error undeclared-variable /panels/0/targets/0: {message}"]
    assert finding.snippet is not None
    assert finding.snippet.text[finding.snippet.start : finding.snippet.end] == "$instnce"


def test_every_text_of_a_query_is_read() -> None:
    """Legends, SQL and the queries of variables are read, formulas are left to unknown-ref-id."""
    math = {"refId": "C", "type": "math", "expression": "$A", "datasource": {"type": "__expr__"}}
    sql = target("", "B", rawSql="SELECT $b", datasource=SQL)
    variable = {"name": "v", "type": "query", "query": {"query": "label_values(up{x='$c'}, y)"}}
    document = board(panel(targets=[target("up", legendFormat="$a"), sql, math]), variables=(variable,))
    names = [one.message for one in found(document) if one.rule == "undeclared-variable"]
    assert names == [f"unknown variable ${name}" for name in "abc"]


def test_a_repeat_needs_its_variable() -> None:
    """A panel that repeats by a variable that is not there is an error."""
    hint = "(declare it in the dashboard's variables)"
    assert said(found(board(panel(repeat="x")))) == [f"error undeclared-variable /panels/0: unknown variable $x {hint}"]


def test_a_dollar_in_a_title_may_be_meant() -> None:
    """In a title the sign may be a currency: a warning."""
    assert [(one.severity, one.message) for one in found(board(panel("In $USD")))] == [
        ("warning", "unknown variable $USD")
    ]


def test_macros_of_other_plugins_are_known_to_them() -> None:
    """`$__name` may be a macro of a plugin; for Prometheus it is a misspelt variable."""
    macro = target("", rawSql="SELECT $__fromTime", datasource={"type": "clickhouse", "uid": "c"})
    assert found(board(panel(targets=[macro]))) == []
    assert [one.rule for one in found(board(panel(targets=[target("rate(up[$__rat_interval])")])))] == [
        "undeclared-variable"
    ]


@pytest.mark.parametrize(
    ("type_", "text", "unknown"),
    [
        ("influxdb", "WHERE $timeFilter GROUP BY time($interval)", []),
        ("influxdb", "WHERE x > $timeFrom", ["unknown variable $timeFrom"]),
        ("elasticsearch", "x:[$timeFrom TO $timeTo]", []),
        ("postgres", "SELECT $interval", ["unknown variable $interval"]),
        (None, "GROUP BY time($interval)", []),
    ],
)
def test_datasources_fill_in_names_of_their_own(type_: str | None, text: str, unknown: list[str]) -> None:
    """A name that one type of datasource fills in is unknown to the others, and let pass where the type is not told."""
    datasource = {"type": type_, "uid": "x"} if type_ else "by name"
    findings = found(board(panel(datasource=datasource, targets=[{"refId": "A", "query": text}])))
    assert [one.message for one in findings] == unknown


def test_a_variable_is_told_once_a_panel() -> None:
    """The first query is the place, the others are counted, an error goes before what the title says."""
    queries = [target(expr, ref_id) for expr, ref_id in (("up", "A"), ("$x", "B"), ("$x + $x", "C"), ("$x", "D"))]
    document = board(panel("On $x", targets=queries), panel("P", x=6, targets=[target("$x + $x")]))
    findings = [one for one in found(document) if one.rule == "undeclared-variable"]
    assert [(one.severity, one.path, one.query, one.message) for one in findings] == [
        ("error", "/panels/0/targets/1", "B", "unknown variable $x, and in 2 other queries"),
        ("error", "/panels/1/targets/0", "A", "unknown variable $x"),
    ]


def test_two_variables_of_one_name() -> None:
    """The page would use one of them."""
    assert said(found(board(variables=(INSTANCE, INSTANCE)))) == [
        "error duplicate-variable /templating/list/1: two variables are called 'instance' (rename one of them)"
    ]
