"""`grafmint check`: the project, or dashboards of no project."""

import json
from pathlib import Path

import pytest

from tests.cli.runner import BOARD, TOML, Project, compare, transcript

EXPORTS = Path(__file__).parent / "exported"


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_exported_dashboards_are_checked(tmp_path: Path, form: str) -> None:
    """Exports of a page, of the API and of another time are read outside of any project; the transcript is golden."""
    project = Project(tmp_path)
    project.write({f"exported/{path.name}": path.read_text(encoding="utf-8") for path in EXPORTS.glob("*.json")})
    arguments = ("check", "exported", "--format", form)
    ran = project.run(*arguments)
    compare(f"check-exported-{form}", transcript(tmp_path, arguments, ran))
    assert ran.code == 1


def test_files_and_directories_may_be_named(tmp_path: Path) -> None:
    """A file that is named twice, by itself and by its directory, is read once."""
    project = Project(tmp_path).write({"a/x.json": '{"title": "X"}', "a/b/y.yaml": "title: Y\n"})
    assert project.run("check", "a", "a/x.json").out.startswith("0 errors, 0 warnings in 2 dashboards, 0 queries (")


def test_an_empty_directory_is_wrong_usage(tmp_path: Path) -> None:
    """A directory without a dashboard is most likely the wrong one."""
    ran = Project(tmp_path).write({"a/x.txt": ""}).run("check", "a")
    assert (ran.code, "no JSON or YAML file in a" in ran.err) == (64, True)


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    """A path that does not exist is named."""
    ran = Project(tmp_path).run("check", "nope.json")
    assert (ran.code, "nope.json" in ran.err) == (64, True)


def test_files_and_environments_do_not_mix(project: Project) -> None:
    """--env with files is wrong usage."""
    assert project.run("check", "grafmint.toml", "--env", "local").code == 64


def test_the_summary_counts_all_environments(project: Project) -> None:
    """Without --env every environment is checked; what is wrong in all of them is told once."""
    more = '\n[env.prod]\nurl = "https://grafana.example"\ndatasources = { metrics = "p" }\n'
    project.write({"grafmint.toml": TOML + more, "boards.py": BOARD.replace("sum(rate", "sum(rat")})
    ran = project.run("check")
    assert ran.code == 1
    assert ran.out.count("promql-syntax") == 1
    assert "\n1 error, 0 warnings in 2 dashboards, 2 queries (" in ran.out
    one = json.loads(project.run("check", "--env", "prod", "--json").out)
    assert one["summary"] == {"errors": 1, "warnings": 0, "infos": 0, "dashboards": 1, "queries": 1, "alert_rules": 0}


def test_a_sound_project_is_one_line(project: Project) -> None:
    """Nothing found is one line, on standard output in text and beside the document otherwise."""
    assert project.run("check").out.startswith("0 errors, 0 warnings in 1 dashboard, 1 query (")
    assert project.run("check", "--format", "markdown").out == "No findings.\n"
    assert "0 errors" in project.run("check", "--json").err
