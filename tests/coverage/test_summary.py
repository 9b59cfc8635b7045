"""The end of a session: what is said of the rows by what their tests came to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .process import ROOT
from .summary import summary

JUDGED = "tests/coverage/test_coverage.py::test_a_row_holds[{}]"


def test_what_holds_is_counted_and_what_is_left_is_said() -> None:
    """Each system has its number, what fails is named, and a partial row says the rest."""
    passed = [JUDGED.format(each) for each in ("MRL-DASH-01", "MRL-SEC-02", "PLU-DS-01")]
    lines = summary({"passed": passed, "failed": [JUDGED.format("LBM-OPS-06")]}, lambda: ["ticket-shop-local"])
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
    assert summary(outcomes, lambda: ["ticket-shop-local"]) == []


def test_what_workers_found_is_said_once(tmp_path: Path) -> None:
    """By the process that started them, which has seen none of the tests itself."""
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_terminal_summary\n", encoding="utf-8")
    (tmp_path / "coverage").mkdir()
    (tmp_path / "coverage" / "test_coverage.py").write_text(
        "import pytest\n"
        "@pytest.mark.parametrize('row', ['MRL-DASH-01', 'PLU-DS-01', 'LBM-OPS-06'])\n"
        "def test_a_row_holds(row):\n    assert row != 'LBM-OPS-06'\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pytest", "--numprocesses=2", "--dist=worksteal"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.count("2 of 378 rows in scope hold; 25 more are out of scope.") == 1
    assert done.stdout.count("Rows that do not hold: LBM-OPS-06") == 1
    assert "1 failed, 2 passed in" in done.stdout
