"""Results on standard output, the rest on standard error; nothing of others' texts reaches the terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grafmint.cli.commands import COMMANDS
from tests.cli.runner import BOARD, IMPORTS, TOML, Project, Terminal

EVIL = "\\x1b[31mred\\x07\\n\\u202eevil\\u2066<b>@all</b>[x](http://x) | `y`"
EVIL_BOARD = BOARD.replace('title="Load"', f'title="{EVIL}"').replace('title="Requests"', f'title="{EVIL}"')
WARNED = BOARD.replace("Requests", "Costs in $CUR")
PYTHON = [sys.executable, "-m", "grafmint"]


def _steering(text: str) -> set[str]:
    return {char for char in text if not char.isprintable() and char != "\n"}


def test_results_and_diagnostics_are_kept_apart(project: Project) -> None:
    """A warning stands on standard error while the plan alone is on standard output."""
    project.write({"boards.py": WARNED})
    ran = project.run("plan")
    assert "warning: unknown variable $CUR" in ran.err
    assert "warning" not in ran.out
    assert ran.out.splitlines()[-1] == "Plan: 2 to create, 0 to update, 0 to delete; 0 unchanged."


@pytest.mark.parametrize("where", ["module", "function"])
def test_what_modules_print_is_no_result(project: Project, where: str) -> None:
    """A module that prints does not spoil the document on standard output."""
    text = 'print("loading")\n' if where == "module" else ""
    made = '\nfrom grafmint import resources\n\n@resources\ndef none(env):\n    print("loading")\n    return []\n'
    project.write({"boards.py": text + BOARD + (made if where == "function" else "")})
    ran = project.run("plan", "--json")
    assert json.loads(ran.out)["type"] == "plan"
    assert "loading" in ran.err


@pytest.mark.parametrize(
    ("arguments", "type_"),
    [
        (("check",), "findings"),
        (("plan",), "plan"),
        (("sync", "--dry-run"), "plan"),
        (("sync", "--yes"), "outcome"),
        (("envs",), "environments"),
    ],
)
@pytest.mark.parametrize("form", [("--json",), ("--format", "json"), ("--format=json",)])
def test_json_is_one_document(project: Project, arguments: tuple[str, ...], type_: str, form: tuple[str, ...]) -> None:
    """Each form of asking gives one document with its type and version, warnings or not."""
    project.write({"boards.py": WARNED})
    document = json.loads(project.run(*arguments, *form).out)
    assert (document["type"], document["schema_version"]) == (type_, 1)


def test_a_sync_without_work_is_an_outcome_too(project: Project) -> None:
    """`sync --json` says the same kind of thing whether or not there was anything to write."""
    project.run("sync", "--yes")
    document = json.loads(project.run("sync", "--json").out)
    assert (document["type"], document["done"], document["exit_code"]) == ("outcome", [], 0)


MANY = (
    IMPORTS + 'broken = Dashboard(uid="a", title="A", panels=[TimeSeries(title="B", queries=Query(expr="up{"))])\n'
    'many = Dashboard(uid="z", title="Z", panels=[TimeSeries(title=f"{n} $nope", queries=Query(expr="up"))'
    " for n in range(9)])\n"
)


@pytest.mark.parametrize(
    ("command", "undone"),
    [
        (("build",), "Nothing written"),
        (("plan",), "Nothing planned"),
        (("sync", "--yes"), "Nothing written"),
        (("preview",), "Nothing drawn"),
    ],
)
def test_errors_are_told_last(project: Project, command: tuple[str, ...], undone: str) -> None:
    """Behind all warnings, and behind them one line: how many, what was not done for them, and what to do."""
    project.write({"boards.py": MANY})
    ran = project.run(*command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("warning: ") == 9
    assert ran.err.rindex("warning: ") < ran.err.index("error: ")
    assert ran.err.splitlines()[-1] == f"1 error, 9 warnings. {undone}: mend the error above."


def test_each_environment_tells_of_its_errors_and_the_summary_counts_them(project: Project) -> None:
    """A line at the end of each, and in the summary no second list of all of them."""
    more = TOML.replace("[env.local]", '[env.a]\ndirectory = "a"\ndatasources = { metrics = "prom" }\n\n[env.local]')
    project.write({"grafmint.toml": more, "boards.py": MANY})
    ran = project.run("plan", "--env", "*")
    assert ran.code == 1
    assert ran.err.count("1 error, 9 warnings. Nothing planned: mend the error above.\n") == 2
    assert ran.err.splitlines()[-2:] == ["a      failed: 1 error, 9 warnings", "local  failed: 1 error, 9 warnings"]


def test_a_terminal_is_spared_what_is_alike(project: Project) -> None:
    """Of many warnings of one rule it gets the first and the way to the rest; a pipe and a document get every one."""
    project.write({"boards.py": MANY})
    for command in ("plan", "build", "preview"):
        ran = project.run(command, err=Terminal())
        assert ran.err.count("unknown variable $nope") == 5
        assert "… and 4 more of undeclared-variable in boards.py: `grafmint check` tells all" in ran.err
        assert ran.err.splitlines()[-1].startswith("1 error, 9 warnings. ")
    assert project.run("check", out=Terminal(), err=Terminal()).out.count("unknown variable $nope") == 9
    findings = json.loads(project.run("plan", "--json", err=Terminal()).out)["findings"]
    assert [each["severity"] for each in findings].count("warning") == 9


def test_colour_is_for_terminals(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets colour, a pipe none, and NO_COLOR or a dumb terminal switches it off."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[32m+ create" in project.run("plan", out=Terminal()).out
    assert "\x1b" not in project.run("plan").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in project.run("plan", out=Terminal()).out
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in project.run("plan", out=Terminal()).out


def test_errors_are_coloured_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The severity of an error is red where standard error is a terminal."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[31merror\x1b[0m" in project.run("build", "--env", "x", err=Terminal()).err


@pytest.mark.parametrize("command", [("plan",), ("plan", "--format", "markdown"), ("sync", "--yes"), ("check",)])
def test_titles_cannot_steer_the_terminal(project: Project, command: tuple[str, ...]) -> None:
    """Escape sequences, bells, line ends and turned writing in titles arrive as escapes, on both streams."""
    project.write({"boards.py": EVIL_BOARD.replace("sum(", "sum($nope")})
    before = project.run(*command)
    project.write({"boards.py": EVIL_BOARD})
    after = project.run(*command)
    assert "\\x1b[31mred" in before.err + before.out
    assert not _steering(before.out + before.err + after.out + after.err)
    assert command[0] == "check" or "\\u202eevil" in after.out


def test_an_exception_cannot_steer_the_terminal(project: Project) -> None:
    """What a module raises is data too, in the message and in the traceback of --debug."""
    project.write({"boards.py": "raise ValueError('\\x1b[2J\\u202e' + 'gone')\n"})
    for debug in ((), ("--debug",)):
        ran = project.run("build", *debug)
        assert "\\x1b[2J\\u202egone" in ran.err
        assert not _steering(ran.err)


def test_halves_of_surrogate_pairs_do_no_harm(project: Project) -> None:
    """A title that no encoding can write is shown as escapes, or refused with its place."""
    project.write({"grafmint.toml": TOML.replace('["boards"]', '["boards"]\nsources = ["a.json"]')})
    project.write({"a.json": '{"uid": "a", "title": "x\\ud800y"}'})
    for command in (("plan",), ("plan", "--json"), ("check",), ("check", "a.json", "--json")):
        ran = project.run(*command)
        assert ran.code == 1
        (ran.out + ran.err).encode()
        assert "a fault of grafmint" not in ran.err


def test_nothing_is_cut(project: Project) -> None:
    """A long title and a long query are shown in full, on a pipe as in a document."""
    title, expr = "T" * 300, "a_metric_with_a_long_name + " * 30 + "up"
    project.run("sync", "--yes")
    text = BOARD.replace('"Load"', f'"{title}"').replace("sum(rate(http_requests_total[5m]))", expr)
    project.write({"boards.py": text})
    for form in ("text", "json", "markdown"):
        out = project.run("plan", "--format", form).out
        assert title in out
        assert expr in out
        assert "…" not in out


def test_markdown_of_a_plan_is_data(project: Project) -> None:
    """In Markdown what comes from the change stands in code spans, whatever is in it."""
    project.write({"boards.py": EVIL_BOARD})
    out = project.run("plan", "--format", "markdown").out
    line = next(line for line in out.splitlines() if "dashboard" in line and "@all" in line)
    outside = "".join(line.split("``")[::2])
    assert "@all" not in outside
    assert "<b>" not in outside
    assert outside.startswith("- create dashboard `load`")


def test_a_reader_that_leaves_early_is_no_error(project: Project) -> None:
    """A closed pipe ends the command without a traceback or a message."""
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [*PYTHON, "plan"], cwd=project.root, stdout=write, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(write)
    assert ran.stderr == ""
    assert ran.returncode == 1


def test_a_terminal_without_unicode_gets_escapes(project: Project) -> None:
    """Signs that the terminal cannot show become escapes instead of an error."""
    project.write({"boards.py": BOARD.replace("Requests", "Größe →")})
    env = os.environ | {"PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(
        [*PYTHON, "sync", "--yes"], cwd=project.root, env=env, capture_output=True, encoding="latin-1", check=False
    )
    assert ran.returncode == 0
    assert "\\u2713 2 created" in ran.stdout


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help(project: Project, command: str) -> None:
    """Help is a result: it goes to standard output, with exit code 0."""
    ran = project.run(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: grafmint {command} [OPTIONS]")
    assert ran.err == ""


def test_no_command_is_wrong_usage(project: Project) -> None:
    """Without a command the help is shown beside the result, as wrong usage."""
    ran = project.run()
    assert (ran.code, ran.out) == (64, "")
    assert "Commands:" in ran.err


def test_the_version_is_said(project: Project) -> None:
    """`--version` is one line."""
    ran = project.run("--version")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("grafmint 0.")


def test_an_interruption_is_130(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with its own code and no traceback."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("grafmint.workflow.compile_project", stop)
    ran = project.run("plan", "--json")
    assert ran.code == 130
    assert "Traceback" not in ran.err
    assert json.loads(ran.out)["exit_code"] == 130


def test_credentials_are_3(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails for want of a credential has a code of its own."""
    from grafmint.errors import CredentialsError

    def refuse(*_: object) -> None:
        raise CredentialsError("token of local: the variable TOKEN is not set", hint="set TOKEN")

    monkeypatch.setattr("grafmint.target.port.open_target", refuse)
    ran = project.run("plan")
    assert (ran.code, ran.err) == (3, "error: token of local: the variable TOKEN is not set\n  hint: set TOKEN\n")


def test_a_fault_of_ours_asks_for_a_report(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is one line that says so, and a traceback with --debug."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("odd")

    monkeypatch.setattr("grafmint.plan.make_plan", fail)
    ran = project.run("plan")
    assert ran.code == 1
    assert ran.err.startswith("error: RuntimeError: odd\n  hint: this is a fault of grafmint")
    assert "Traceback" in project.run("plan", "--debug").err


def test_help_is_quick(tmp_path: Path) -> None:
    """Start-up loads neither the model nor what only some commands need."""
    code = (
        "import sys\nfrom grafmint.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'rich', 'yaml', 'orjson', 'promql_parser', 'grafmint.model', 'grafmint.workflow'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stderr == "[]\n"
    assert "Usage: grafmint" in ran.stdout
