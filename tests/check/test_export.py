"""export-input."""

import pytest

from grafmint.bundle import Bundle
from grafmint.check import check
from tests.check.boards import board, entry, found, panel, said, target

INPUT = {"type": "prometheus", "uid": "${DS_PROM}"}
VARIABLE = {"name": "DS_PROM", "type": "datasource", "query": "prometheus"}
EXPR = {"type": "__expr__", "uid": "${DS_EXPRESSION}"}


def test_a_placeholder_is_an_error_in_a_project() -> None:
    """Each is told once with its places counted, and with both ways out."""
    document = board(panel(datasource=INPUT, targets=[target("up", datasource=INPUT)]))
    hint = (
        "re-export without 'Export for sharing externally', or replace it by a datasource of grafmint.toml: "
        "neither building nor provisioning fills it in"
    )
    message = f"datasource ${{DS_PROM}} is a placeholder of an export (2 places) ({hint})"
    assert said(found(document, foreign=True)) == [f"error export-input /panels/0: {message}"]
    lone = check(Bundle(entries=(entry(document, foreign=True),), is_project=False))
    assert [(one.severity, one.rule) for one in lone] == [("warning", "export-input")]


@pytest.mark.parametrize(
    "document",
    [
        board(panel(datasource="${DS_PROM}")),
        board(variables=({"name": "v", "type": "query", "datasource": INPUT},)),
        board(annotations={"list": [{"datasource": INPUT}]}),
    ],
)
def test_every_datasource_is_read(document: dict[str, object]) -> None:
    """Old names, variables and annotations have placeholders too."""
    assert [one.rule for one in found(document, foreign=True)] == ["export-input"]


def test_variables_and_expressions_pass() -> None:
    """A variable may be called so, and Grafana knows an expression by its type."""
    sound = panel(datasource=INPUT, targets=[target("up"), {"refId": "B", "type": "math", "datasource": EXPR}])
    assert found(board(sound, variables=(VARIABLE,)), foreign=True) == []
    assert found(board(panel(datasource={"type": "prometheus", "uid": "${other}"})), foreign=True) == []
