"""What bad input gets: one clear error with its place and what to do next, and nothing written."""

import json

import pytest

from tests.cli.alert_cases import ALERTS
from tests.cli.cases import CASES as OTHERS
from tests.cli.runner import Project, compare, transcript

CASES = {**OTHERS, **ALERTS}
each = pytest.mark.parametrize("name", CASES)


def _set_up(project: Project, name: str) -> None:
    case = CASES[name]
    project.write(case.files)
    for path in case.missing:
        (project.root / path).unlink()


@each
def test_an_error_says_what_where_and_what_next(project: Project, name: str) -> None:
    """The transcript is the golden one, names the place from the project's folder, and shows no traceback."""
    case = CASES[name]
    _set_up(project, name)
    ran = project.run(*case.command)
    compare(f"bad-{name}", transcript(project.root, case.command, ran))
    assert ran.code == case.code
    assert ran.out == ""
    assert all(said in ran.err for said in case.says)
    assert all(f"--> {place}" in ran.err for place in case.at)
    assert "Traceback" not in ran.err


@each
def test_an_error_leaves_the_last_good_build(project: Project, name: str) -> None:
    """Neither the build nor the target of a sound project changes by a byte when the next run fails."""
    assert project.run("build").code == 0
    assert project.run("sync", "--yes").code == 0
    before = project.files("build") | project.files(".grafmint")
    _set_up(project, name)
    assert project.run(*CASES[name].command).code == CASES[name].code
    assert project.run("sync", "--yes", "--env", "local").code in ({0} if CASES[name].code == 64 else {0, 1})
    if CASES[name].code == 1 and not name.endswith("undeclared-secret"):
        assert project.files("build") | project.files(".grafmint") == before


@each
def test_an_error_is_one_json_document(project: Project, name: str) -> None:
    """With --json the error is the one document on standard output, with its exit code and every finding."""
    case = CASES[name]
    _set_up(project, name)
    command = ("plan", *case.command[1:]) if case.command[0] in ("build", "plan") else case.command
    ran = project.run(*command, "--json")
    document = json.loads(ran.out)
    assert (document["type"], document["schema_version"], document["exit_code"]) == ("error", 1, ran.code)
    places = {f"{each['place']['file']}:{each['place']['line']}" for each in document["findings"] if each["place"]}
    assert all(any(place.startswith(at) for place in places) for at in case.at)


@pytest.mark.parametrize("name", ["module-raises", "syntax-error", "function-raises-midway", "misspelt-option"])
def test_debug_shows_the_traceback(project: Project, name: str) -> None:
    """With --debug the traceback of what the project raised is there, and the exit code is the same."""
    _set_up(project, name)
    ran = project.run("build", "--debug")
    assert ran.code == 1
    assert "Traceback (most recent call last):" in ran.err
    assert "boards.py" in ran.err


def test_what_a_function_made_before_it_raised_is_checked(project: Project) -> None:
    """The dashboards that came before an error in a marked function are looked at like all others."""
    _set_up(project, "function-raises-midway")
    document = json.loads(project.run("check", "--json").out)
    assert {finding["rule"] for finding in document["findings"]} == {"module-error", "uids-alike"}
    assert document["summary"]["dashboards"] == 2
