"""The pipeline, and the example project that goes through all of it."""

import gc
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grafmint.config import read
from grafmint.environment import Environment
from grafmint.errors import ProjectError
from grafmint.workflow import build, build_all, target_of
from tests.cli.runner import BOARD, TOML, Project, compare, transcript

EXAMPLE = Path(__file__).parent / "projects/observability"


@pytest.fixture
def example(tmp_path: Path) -> Project:
    """A copy of the example project, without its own tests: a package of that name is running."""
    root = tmp_path / "observability"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("tests", "__pycache__", ".grafmint", "build"))
    return Project(root)


def test_the_example_goes_all_the_way(example: Project) -> None:
    """It checks clean, builds both environments, plans and syncs; the second sync has nothing to do."""
    said = []
    for arguments in (("check",), ("build", "--env", "*"), ("plan",), ("sync", "--yes"), ("sync",)):
        ran = example.run(*arguments)
        assert (ran.code, "error" in ran.err, "warning" in ran.err) == (0, False, False)
        said.append(transcript(example.root, arguments, ran))
    compare("example-observability", "\n".join(said))
    built = example.files("build")
    assert len([path for path in built if path.startswith("build/local/dashboards/")]) == 3
    assert built["build/prod/dashboards/hosts/host-overview.json"].count(b'"uid": "prom-prod"') >= 4
    assert b"prom-prod" not in built["build/local/dashboards/hosts/host-overview.json"]


def test_the_example_s_own_test_passes(tmp_path: Path) -> None:
    """A user's own test is plain pytest: run in the project's folder it finds modules and passes."""
    root = tmp_path / "observability"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("__pycache__", ".grafmint", "build"))
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "1 passed" in ran.stdout


def test_values_of_an_environment_reach_the_boards(example: Project) -> None:
    """The number that differs by environment stands in the thresholds of each build."""
    assert example.run("build", "--env", "*").code == 0
    path = "dashboards/services/http-checkout.json"
    assert b'"value": 0.05' in example.files("build")[f"build/local/{path}"]
    assert b'"value": 0.01' in example.files("build")[f"build/prod/{path}"]


def test_a_plan_of_an_unsound_build_is_refused(tmp_path: Path) -> None:
    """What check refuses reaches no target, whoever calls the pipeline."""
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": BOARD.replace("sum(rate", "sum(rat")})
    (built,) = build_all(read(project.root / "grafmint.toml").select(["local"]))
    assert not built.is_sound
    with pytest.raises(ProjectError, match="unknown function"), target_of(built):
        pass


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    """Building changes the collector's thresholds only while it runs, also when a module fails."""
    before = gc.get_threshold()
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": "1 / 0\n"})
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    with pytest.raises(ZeroDivisionError):
        build(environment, debug=True)
    assert gc.get_threshold() == before


def test_places_are_named_from_the_project(tmp_path: Path) -> None:
    """Findings of compile and of check alike name files from the project's folder."""
    text = BOARD.replace("sum(rate", "sum(rat") + BOARD.replace("load =", "other =")
    project = Project(tmp_path).write({"grafmint.toml": TOML, "boards.py": text})
    (environment,) = read(project.root / "grafmint.toml").select(["local"])
    found = build(environment).findings
    assert {one.rule for one in found} == {"promql-syntax", "duplicate-uid"}
    assert {str(one.place).partition(":")[0] for one in found} == {"boards.py"}


@pytest.mark.parametrize("is_fresh", [False, True])
def test_threads_build_one_after_another(tmp_path: Path, is_fresh: bool) -> None:
    """Projects whose modules have one name are built in several threads at once, each from its own files."""
    environments: list[Environment] = []
    for name in "abcdef":
        text = (
            f"import time\nfrom grafmint import Dashboard\ntime.sleep(0.02)\nx = Dashboard(uid='x', title={name!r})\n"
        )
        project = Project(tmp_path / name).write({"grafmint.toml": TOML, "boards.py": text})
        environments += read(project.root / "grafmint.toml").select(["local"])
    stdout = sys.stdout
    with ThreadPoolExecutor(len(environments)) as pool:
        built = list(pool.map(lambda each: build_all([each])[0] if is_fresh else build(each), environments))
    assert [[entry.title for entry in each.bundle] for each in built] == [[name] for name in "abcdef"]
    assert sys.stdout is stdout
