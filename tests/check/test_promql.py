"""promql-syntax and promql-unchecked."""

import pytest

from tests.check.boards import PROM, board, found, panel, said, target

VARIABLE = {"name": "ds", "type": "datasource", "query": "prometheus"}
BROKEN = "sum(up"


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
