"""The end of a session: what is said of the rows by what their tests came to."""

import pytest

from .summary import summary

JUDGED = "tests/coverage/test_coverage.py::test_a_row_holds[{}]"


def test_what_holds_is_counted_and_what_is_left_is_said() -> None:
    """Each system has its number, what fails is named, and a partial row says the rest."""
    passed = [JUDGED.format(each) for each in ("MRL-DASH-01", "MRL-SEC-02", "PLU-DS-01")]
    lines = summary({"passed": passed, "failed": [JUDGED.format("LBM-OPS-06")]}, ["ticket-shop-local"])
    assert lines[:7] == [
        "3 of 378 rows in scope hold; 25 more are out of scope.",
        "  mint-replica-lite: 2 of 75 hold, 73 were not judged",
        "  labelmint: 0 of 78 hold, 77 were not judged",
        "  plue: 1 of 66 hold, 65 were not judged",
        "  agentprovision: 0 of 62 hold, 62 were not judged",
        "  multi-service: 0 of 97 hold, 97 were not judged",
        "  ticket-shop-local: no requirements",
    ]
    assert lines[7:] == [
        "Rows that do not hold: LBM-OPS-06",
        "What partial rows leave to the user:",
        "  MRL-SEC-02: Single sign-on, and who has which role, are settings of the Grafana server.",
    ]


@pytest.mark.parametrize("outcomes", [{}, {"passed": ["tests/coverage/test_judge.py::test_every_rule_is_tried"]}])
def test_without_rows_nothing_is_said(outcomes: dict[str, list[str]]) -> None:
    """Sessions of other tests end as they always did."""
    assert summary(outcomes, ["ticket-shop-local"]) == []
