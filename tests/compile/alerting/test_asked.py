"""Queries that are no queries: left as they are, so that checking tells of them, once."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import above, prometheus
from grafmint.alerting import AlertRule, RecordingRule, RuleGroup
from grafmint.bundle import Bundle
from grafmint.check import check
from tests.compile.alerting.samples import SHOP, board, panel
from tests.compile.alerting.test_panel import busy

Build = Callable[..., Bundle]
OPEN = "sum(up"


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param(board(panel(busy(summary="s"), expr=OPEN), title="Requests"), id="on a panel"),
        pytest.param(
            AlertRule(
                uid="r",
                name="R",
                folder=SHOP,
                level="critical",
                summary="s",
                queries=prometheus.Query(expr=OPEN),
                thresholds=above(critical=1),
            ),
            id="by itself",
        ),
        pytest.param(RecordingRule(record="a:b", expr=OPEN, group=RuleGroup(name="g")), id="recorded"),
    ],
)
def test_a_bracket_that_is_never_closed_is_told_once(build: Build, resource: Any) -> None:
    """By the check, at the query, and not by compiling it too."""
    bundle = build(resource, prometheus=(2, 42))
    assert bundle.findings == ()
    (finding,) = (each for each in check(bundle) if each.severity == "error")
    assert (finding.rule, finding.message) == ("promql-syntax", "the query is no PromQL: '(' is never closed")
    assert finding.snippet is not None
    assert finding.snippet.text == OPEN
