"""The benchmark compares equal work, and notices when it is not."""  # noqa: INP001  # a package would hide `bench`

import subprocess
import sys
from pathlib import Path

import pytest

from bench.compare import DifferenceError, compare
from bench.measure import ROOT
from bench.report import Aim
from bench.run import SDK, Bench
from bench.spec import PANELS, boards


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What every writer makes of two dashboards."""
    bench = Bench(tmp_path_factory.mktemp("bench"), 2)
    bench.prepare()
    folders = []
    for name, arguments in bench.writers().items():
        folders.append(bench.work / name)
        folders[-1].mkdir()
        bench.run(*arguments(folders[-1]))
    return folders


def test_every_writer_does_the_same_work(outputs: list[Path]) -> None:
    """Panel by panel, whatever defaults the libraries add."""
    assert compare(outputs) == 2 * PANELS


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"unit": "reqps"', '"unit": "ops"', "service-0001, panel 1: unit: 'reqps' in"),
        ('"value": 500', '"value": 501', "service-0001, panel 1: thresholds: "),
        ("quantile(0.95", "quantile(0.5", "service-0001, panel 1: query 1: "),
        ('"legendFormat": "total"', '"legendFormat": "sum"', "service-0001, panel 2: query 0: "),
        ('"lineWidth": 2', '"lineWidth": 1', "service-0001, panel 1: custom.lineWidth: 2 in "),
        ('"multi": true', '"multi": false', "service-0001, variable instance: multi: True in "),
    ],
)
def test_a_difference_is_refused_and_named(outputs: list[Path], old: str, new: str, told: str) -> None:
    """A change in one file of one writer is enough."""
    [changed] = (folder for folder in outputs if folder.name == SDK)
    file = changed / "service-0001.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        with pytest.raises(DifferenceError) as refused:
            compare(outputs)
    finally:
        file.write_text(text, encoding="utf-8")
    assert str(refused.value).startswith(told)


def test_a_missing_dashboard_is_refused_on_the_command_line(outputs: list[Path], tmp_path: Path) -> None:
    """The comparison ends with 1, so that nothing is measured."""
    kept = outputs[0] / "service-0000.json"
    (tmp_path / kept.name).write_bytes(kept.read_bytes())
    command = [sys.executable, "-m", "bench.compare", str(outputs[0]), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("not the same work: service-0001: title: 'Service 0001' in ")


def test_every_query_is_distinct() -> None:
    """Nobody gains by remembering one."""
    queries = [target.expr for board in boards(200) for panel in board.panels for target in panel.targets]
    assert len(set(queries)) == len(queries) == 200 * PANELS * 2


def test_an_aim_can_be_missed_without_failing() -> None:
    """Between goal and limit the benchmark only says so."""
    aim = Aim(name="wall time", measured=0.4, goal=1 / 3, limit=1 / 2)
    assert not aim.is_met
    assert not aim.is_failed
    assert str(aim) == "✗ wall time: 0.4 times (at most 0.333, fails above 0.5)"


def test_the_whole_benchmark_runs(tmp_path: Path) -> None:
    """Few dashboards, once; nothing is left behind."""
    command = [sys.executable, "bench/run.py", "--quick"]
    environment = {"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert SDK in done.stdout
    assert not list(tmp_path.iterdir())
