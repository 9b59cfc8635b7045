"""Places: whatever the shared code makes or refuses is told at the line of the system's values."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint import FieldPanel
from systems.system import System

from .scenes import TRIALS

ROOT = Path(__file__).parents[2]
VALUES = "systems/plue/applications.py"
#: The environments with other modules are no concern of these tests.
ENVIRONMENT = ("--env", "plue-local")

Run = Callable[..., str]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The systems of this repository, where they may be broken."""
    root = tmp_path_factory.mktemp("places")
    for name in ("alerting", "dashboards", "datasources", "systems"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "grafmint.toml", root)
    return root


@pytest.fixture
def run(copied: Path) -> Run:
    """The real command in the copy: what it prints."""

    def run(*command: str) -> str:
        asked = [sys.executable, "-B", "-m", "grafmint", *command, *ENVIRONMENT]
        ran = subprocess.run(asked, cwd=copied, capture_output=True, text=True, check=False, timeout=120)
        return ran.stdout + ran.stderr

    return run


def line_of(text: str, part: str) -> int:
    """The line of a file that a part begins on; there is one such."""
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize("system", [trial.system for trial in TRIALS], ids=lambda system: str(system.identity.tag))
def test_everything_of_a_system_stands_in_its_values(system: System) -> None:
    """Each board, choice, row, panel and alert, and each promise, has a line of the system's own modules."""
    boards = [board.dashboard(system.identity) for board in system.boards]
    choices = [variable for board in boards for variable in board.variables]
    rows = [row for board in boards for row in board.rows]
    panels = [panel for row in rows for panel in row.panels]
    told = [alert for panel in panels if isinstance(panel, FieldPanel) for alert in panel.alerts]
    promises = [slo for promise in system.promises for slo in promise.slos(system.identity)]
    made = (*boards, *choices, *rows, *panels, *told, *promises)
    places = {str(each.origin.inner) for each in made if each.origin}
    assert panels
    assert [place for place in places if not place.startswith(f"{ROOT / 'systems'}/")] == []
    assert all(each.origin for each in made)


@pytest.mark.parametrize(
    ("right", "wrong", "message", "where"),
    [
        (
            'fullest=Shown("Connections used", names.CONNECTIONS),',
            'fullest=Shown("Connections used", names.CONNECTIONS, (critical("Full"))),',
            "Shown 'Connections used': alarms=Alarm(name='Full'",
            "fullest=Shown(",
        ),
        ('throughput=Shown(f"', 'throughputs=Shown(f"', "Requests has no option 'throughputs'", "return Requests("),
        (
            'uid="plu-api-performance",',
            'uid="plu-api-performance", refresh=5,',
            "Board 'API Performance': refresh=5 is not a string",
            'return Board(\n        uid="plu-api',
        ),
        (
            'uid="plu-api-performance",',
            'uid="plu api",',
            "Dashboard: uid 'plu api' has characters other than",
            'return Board(\n        uid="plu api',
        ),
        (
            "above(critical=0),",
            "above(warning=3, critical=1),",
            "above(warning=3, critical=1): critical is not higher",
            "above(warning=3",
        ),
        (
            'worst=Shown("Worst endpoints")',
            'worst=Shown("Worst endpoints", names.CONNECTIONS)',
            "'Worst endpoints': the numbers of this panel are fixed",
            "worst=Shown(",
        ),
        (
            'fullest=Shown("Connections used", names.CONNECTIONS),',
            'fullest=Shown("Connections used", names.CONNECTIONS, (critical("Full"),)),',
            "'Connections used': this panel has no words for 'Full'",
            "fullest=Shown(",
        ),
        (
            '(warning("HighDatabaseConnections", category="database"),)',
            '(warning("HighDatabaseConnections", pending="5 minutes"),)',
            "Alert 'HighDatabaseConnections': pending_period='5 minutes' is no duration",
            'warning("HighDatabaseConnections"',
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(
    copied: Path, run: Run, right: str, wrong: str, message: str, where: str
) -> None:
    """Whether the value itself refuses it, the section that it is for, or the dashboard that is made of all."""
    file = copied / VALUES
    text = file.read_text(encoding="utf-8")
    assert text.count(right) == 1
    changed = text.replace(right, wrong)
    file.write_text(changed, encoding="utf-8")
    try:
        told = run("check")
    finally:
        file.write_text(text, encoding="utf-8")
    assert f"error: {message}" in told
    assert re.findall(r"--> (.+)", told) == [f"{VALUES}:{line_of(changed, where)}"]


def test_a_plan_names_the_lines_of_the_values(copied: Path, run: Run) -> None:
    """A board where it is said, an alert where its alarm is, and nothing in code that systems share."""
    text = (copied / VALUES).read_text(encoding="utf-8")
    told = run("plan")
    places = dict(re.findall(r"\+ create +[a-z ]+  (\S+)  .* (\S+:\d+)\n", told))
    board = line_of(text, 'return Board(\n        uid="plu-api')
    assert places["plu-api-performance"] == f"{VALUES}:{board}"
    alarm = line_of(text, 'warning("HighDatabaseConnections"')
    assert places["plu-high-database-connections"] == f"{VALUES}:{alarm}"
    # The datasource is made from the values of grafmint.toml.
    assert {place.rpartition("/")[0] for place in places.values()} == {"systems/plue", "datasources"}


def test_a_finding_names_the_line_of_the_panel(copied: Path, run: Run) -> None:
    """What is wrong with a query is told where the panel is asked for."""
    file = copied / "grafmint.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('high_cardinality = ["user_id",', 'high_cardinality = ["handler",'), encoding="utf-8")
    try:
        told = run("check")
    finally:
        file.write_text(text, encoding="utf-8")
    values = (copied / VALUES).read_text(encoding="utf-8")
    assert f"{VALUES}:{line_of(values, 'worst=Shown(')}" in told
    assert not re.search(r"--> (dashboards|alerting)/", told)
