"""promql-syntax and promql-unchecked."""

from typing import Any

import pytest

from grafmint.environment import Demands
from tests.check.boards import PROM, board, found, panel, said, target

VARIABLE = {"name": "ds", "type": "datasource", "query": "prometheus"}
BROKEN = "sum(up"
METRICSQL = "topk_last(3, up)"
_ANSWERS = {"metrics": "prometheus", "prom": "prometheus", "logs": "loki"}


def test_sound_promql_passes() -> None:
    """Queries with Grafana's variables are PromQL too."""
    assert found(board(panel(targets=[target("rate(up[$__rate_interval])")]))) == []


def test_broken_promql_is_an_error_with_its_place() -> None:
    """The finding marks the part that is wrong, in ours and in others' dashboards."""
    for foreign in (False, True):
        (finding,) = found(board(panel(targets=[target(BROKEN)])), foreign=foreign)
        message = "the query is no PromQL: '(' is never closed"
        assert said([finding]) == [f"error promql-syntax /panels/0/targets/0: {message}"]
        assert finding.snippet is not None
        assert (finding.snippet.start, finding.snippet.end, finding.query) == (3, 4, "A")


def test_an_empty_query_is_a_warning() -> None:
    """A query without text shows nothing, which may be meant."""
    assert said(found(board(panel(targets=[target(" ")])))) == [
        "warning promql-syntax /panels/0/targets/0: the query is empty"
    ]


@pytest.mark.parametrize("expr", ["$a $b up", "sum($x) by $y z"])
def test_what_cannot_be_told_is_no_error(expr: str) -> None:
    """Where a variable could be anything the query is noted as unchecked, or found fine."""
    variables = tuple({"name": name, "type": "textbox"} for name in "abxy")
    findings = found(board(panel(targets=[target(expr)]), variables=variables))
    assert {finding.severity for finding in findings} <= {"info", "error"}
    assert all(finding.rule.startswith("promql-") for finding in findings)


@pytest.mark.parametrize(
    ("of_panel", "of_query"),
    [
        (PROM, None),
        (None, PROM),
        ({"uid": "prom"}, None),
        ("prom", None),
        ({"uid": "${ds}"}, None),
        ("$ds", None),
        ({"type": "datasource", "uid": "-- Mixed --"}, PROM),
    ],
)
def test_the_type_is_found(of_panel: object, of_query: object) -> None:
    """A query is Prometheus' by its own datasource or its panel's: by type, by uid, or by a variable's type."""
    document = board(panel(datasource=of_panel, targets=[target(BROKEN, datasource=of_query)]), variables=(VARIABLE,))
    assert [one.rule for one in found(document, datasources={"prom": "prometheus"})] == ["promql-syntax"]


@pytest.mark.parametrize("datasource", [{"type": "loki", "uid": "l"}, "elsewhere", "$other", None])
def test_other_languages_are_left_alone(datasource: object) -> None:
    """A text for another datasource, or for one of unknown type, is not read as PromQL."""
    assert [one.rule for one in found(board(panel(datasource=datasource, targets=[target(BROKEN)])))] == []


@pytest.mark.parametrize(
    ("of_panel", "of_query"),
    [
        ("Prometheus", {}),
        ("My prometheus", {}),
        (None, {"intervalFactor": 2}),
        ("default", {"format": "time_series"}),
        ("$other", {"format": "table"}),
        (None, {"datasource": "prometheus-eu"}),
    ],
)
def test_boards_of_old_name_their_datasource_or_none(of_panel: object, of_query: dict[str, Any]) -> None:
    """Up to 8.x; the query itself shows that it is for Prometheus."""
    document = board(panel(datasource=of_panel, targets=[target("count_scalar(up)", **of_query)]))
    assert [(one.rule, one.severity) for one in found(document, foreign=True)] == [("promql-syntax", "error")]


@pytest.mark.parametrize(
    ("datasource", "expr"),
    [
        ("Loki", BROKEN),
        ({"uid": "gone"}, BROKEN),
        ("logs", BROKEN),
        (None, '{app="a"} |= "x"'),
        (None, 5),
    ],
)
def test_settings_that_were_kept_are_no_proof(datasource: object, expr: Any) -> None:
    """Loki's queries look alike, and may be of a panel that asked a Prometheus before."""
    asked = target(expr, intervalFactor=2, format="time_series")
    document = board(panel(datasource=datasource, targets=[asked]))
    assert [one.rule for one in found(document, foreign=True, datasources={"logs": "loki"})] in (
        [],
        ["unknown-datasource"],
    )


def test_metricsql_is_told_as_such() -> None:
    """An error for a Prometheus still, with the way out for a VictoriaMetrics."""
    assert said(found(board(panel(targets=[target(METRICSQL)])))) == [
        (
            "error promql-syntax /panels/0/targets/0: the query is no PromQL: unknown function 'topk_last'"
            " ('topk_last' is MetricsQL, the language of VictoriaMetrics; if the datasource is one, name it in [check]"
            " metricsql)"
        )
    ]


@pytest.mark.parametrize(
    ("uid", "listed", "rule"),
    [
        ("prom", ("prom",), "promql-unchecked"),
        ("metrics", ("prom",), "promql-syntax"),
        ("prom", (), "promql-syntax"),
        ("${ds}", ("prom",), "promql-syntax"),
        ("${ds}", ("prom", "metrics"), "promql-unchecked"),
    ],
)
def test_a_victoriametrics_takes_what_is_no_promql(uid: str, listed: tuple[str, ...], rule: str) -> None:
    """Only the datasources that are named; through a variable only where it can lead to no other."""
    document = board(panel(datasource={"uid": uid}, targets=[target(METRICSQL)]), variables=(VARIABLE,))
    (one,) = found(document, datasources=_ANSWERS, demands=Demands(metricsql=listed))
    assert (one.rule, one.severity) == (rule, "error" if rule == "promql-syntax" else "info")


def test_what_is_promql_needs_no_note_there() -> None:
    """And an empty query is none in either language."""
    document = board(panel(targets=[target("up"), target(" ", "B")]))
    findings = found(document, datasources=_ANSWERS, demands=Demands(metricsql=("prom",)))
    assert [(one.severity, one.message) for one in findings] == [("warning", "the query is empty")]
