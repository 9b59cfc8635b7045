"""promql-syntax, promql of files and logql-syntax: queries of rules."""

from typing import Any

import attrs
import orjson
import pytest

from grafmint.bundle import Entry
from grafmint.environment import Demands
from grafmint.origin import Place
from tests.check import boards
from tests.check.alerts import PROM, file, found, query, rule, said, steps

BROKEN = "sum(up"


@pytest.mark.parametrize(
    ("uid", "model"), [("prom", {}), ("elsewhere", {"datasource": PROM}), ("prom", {"datasource": None})]
)
def test_broken_promql_is_an_error_with_its_place(uid: str, model: dict[str, Any]) -> None:
    """The type is the query's own or that of its uid, and the mark is on the part that is wrong."""
    (one,) = (each for each in found(rule(data=steps(query(BROKEN, uid=uid, **model)))) if each.query and each.snippet)
    assert (one.severity, one.rule, one.kind, one.uid) == ("error", "promql-syntax", "alert-rule", "down")
    assert (one.path, one.query) == ("/data/0/model", "A")
    assert one.message == "the query is no PromQL: '(' is never closed"
    assert one.snippet is not None
    assert (one.snippet.text, one.snippet.start, one.snippet.end) == (BROKEN, 3, 4)


@pytest.mark.parametrize("expr", ["up", "sum by (job) (rate(http_requests_total[5m])) > 0"])
def test_sound_promql_passes(expr: str) -> None:
    """In a rule of Grafana's and in a file for Prometheus."""
    assert said(rule(data=steps(query(expr))), file({"record": "a:b", "expr": expr})) == []


@pytest.mark.parametrize("type_", ["promql", "logql"])
def test_an_empty_query_is_an_error(type_: str) -> None:
    """A rule that asks nothing never fires, which nobody means."""
    data = steps(query(" ", uid="prom" if type_ == "promql" else "logs"))
    assert said(rule(data=data)) == [
        f"error {type_}-syntax alert-rule down /data/0/model: the query is empty (write what is to be watched)"
    ]


@pytest.mark.parametrize(
    ("expr", "message"),
    [
        ('sum(rate({app="shop"} |= "error" [5m])', "'(' is never closed"),
        ('{app="shop} |= `a`', "the string is never closed"),
    ],
)
def test_logql_that_does_not_close_is_an_error(expr: str, message: str) -> None:
    """Brackets and texts are all that is read of LogQL."""
    assert said(rule(data=steps(query(expr, uid="logs")))) == [
        f"error logql-syntax alert-rule down /data/0/model: the query is no LogQL: {message} (None)"
    ]


@pytest.mark.parametrize("expr", ['sum(count_over_time({app="shop"} | json | line_format `{{.msg}}` [5m]))', "up("])
def test_other_languages_are_left_alone(expr: str) -> None:
    """LogQL that closes passes, and SQL is not read."""
    uid = "logs" if expr.startswith("sum") else "rows"
    assert said(rule(data=steps(query(expr, uid=uid)))) == []


@pytest.mark.parametrize("name", ["alert", "record"])
def test_rules_for_prometheus_are_parsed(name: str) -> None:
    """Each has the pointer of its query; one without a query is wrong too."""
    broken = {name: "a:b", "expr": BROKEN, "annotations": {"summary": "It is down."}}
    assert said(file({"record": "a:c", "expr": "up"}, broken)) == [
        (
            "error promql-syntax prometheus-rules shop /groups/0/rules/1/expr: "
            "the query is no PromQL: '(' is never closed (None)"
        )
    ]
    assert "the query is empty" in said(file({**broken, "expr": ""}))[0]


def test_a_query_that_a_panel_has_as_well_is_told_once() -> None:
    """An alert on a panel repeats its query: what is wrong at one line is one finding, that of the panel."""
    place = Place("board.py", 7)
    board = attrs.evolve(boards.entry(boards.board(boards.panel(targets=[boards.target(BROKEN)]))), file=place)
    watching = attrs.evolve(rule(data=steps(query(BROKEN))), file=place)
    assert [one.kind for one in found(board, watching)] == ["dashboard"]
    assert [one.kind for one in found(watching)] == ["alert-rule"]


def test_what_others_wrote_does_not_stop_the_rules() -> None:
    """Whatever stands where a rule should be is read as nothing."""
    several: tuple[Any, ...] = (None, {}, [1], [{"model": 5}])
    for data in several:
        assert {one.rule for one in found(rule(data=data))} <= {"unknown-condition", "unknown-datasource"}
    empty = Entry(kind="prometheus-rules", uid="x", title="x", document=orjson.dumps([]))
    assert found(empty) == []


@pytest.mark.parametrize("listed", [(), ("prom",)])
def test_metricsql_is_an_error_unless_a_victoriametrics_answers(listed: tuple[str, ...]) -> None:
    """In a rule of Grafana's and in a file for Prometheus, with the way to say so."""
    expr = "topk_last(3, up) > 0"
    entries = rule(data=steps(query(expr))), file({"record": "a:b", "expr": expr})
    told = [one for one in found(*entries, demands=Demands(metricsql=listed)) if one.rule == "promql-syntax"]
    assert [one.kind for one in told] == ([] if listed else ["alert-rule", "prometheus-rules"])
    assert all((one.hint or "").endswith("name it in [check] metricsql") for one in told)
