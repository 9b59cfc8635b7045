"""Plan and sync for a directory: what is written, what is left alone, and that a second run has nothing to do."""

import builtins
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from grafmint.tree import MANIFEST
from tests.cli.runner import BOARD, TOML, Project, Terminal, compare, transcript

OUT = ".grafmint/local"
LOAD = f"{OUT}/dashboards/shop/load.json"
FOLDER = f"{OUT}/provisioning/dashboards/shop.yaml"
MORE = BOARD + '\nmore = Dashboard(uid="more", title="More", folder=shop)\n'


@pytest.fixture
def synced(project: Project) -> Project:
    """The project after a first sync."""
    assert project.run("sync", "--yes").code == 0
    return project


def _edit(project: Project, path: str = LOAD) -> None:
    file = project.root / path
    document = json.loads(file.read_bytes())
    document["title"] = "By hand"
    file.write_text(json.dumps(document), encoding="utf-8")


def _steps(project: Project, *arguments: str) -> dict[str, str]:
    ran = project.run("plan", "--json", *arguments)
    return {f"{step['kind']} {step['uid']}": step["action"] for step in json.loads(ran.out)["steps"]}


class Answer(Terminal):
    """A terminal on which somebody has typed."""


def test_a_whole_life(project: Project) -> None:
    """First run, second run, change, edit by hand, force, removal and prune: every transcript is the golden one."""
    said = []

    def run(*arguments: str) -> None:
        said.append(transcript(project.root, arguments, project.run(*arguments)))

    run("plan")
    run("sync", "--yes")
    run("sync", "--yes")
    project.write({"boards.py": MORE.replace('"reqps"', '"ops"')})
    run("sync", "--yes")
    _edit(project)
    run("plan")
    run("sync", "--yes")
    run("sync", "--yes", "--force", "load")
    project.write({"boards.py": BOARD})
    run("plan")
    run("sync", "--yes", "--prune")
    run("plan", "--detailed-exitcode")
    compare("sync-whole-life", "\n".join(said))


def test_a_second_run_opens_nothing_for_writing(synced: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second sync says exactly `No changes.` and touches no file."""
    times = {path: path.stat().st_mtime_ns for path in sorted((synced.root / OUT).rglob("*"))}
    real = os.open

    def reading(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        assert not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT), path
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", reading)
    ran = synced.run("sync")
    assert (ran.code, ran.out, ran.err) == (0, "No changes.\n", "")
    assert {path: path.stat().st_mtime_ns for path in sorted((synced.root / OUT).rglob("*"))} == times


def test_a_plan_writes_nothing(project: Project) -> None:
    """No file is made or changed by a plan, before the first sync as after a change."""
    before = project.files()
    assert project.run("plan").code == 0
    assert project.run("sync", "--dry-run").code == 0
    assert project.files() == before


def test_a_dry_run_is_the_plan(synced: Project) -> None:
    """`sync --dry-run` says what `plan` says and exits as it does, conflicts or not."""
    synced.write({"boards.py": MORE})
    _edit(synced)
    for form in ("--format=text", "--json"):
        assert synced.run("sync", "--dry-run", form) == synced.run("plan", form)


def test_a_change_is_told_by_panel_and_field(synced: Project) -> None:
    """An update names the panel and the path of each value that changes."""
    synced.write({"boards.py": BOARD.replace('"reqps"', '"ops"').replace('title="Load"', 'title="Weight"')})
    out = synced.run("plan").out
    assert '      ~ panel "Requests"  unit  reqps → ops\n' in out
    assert '      ~ title  "Load" → "Weight"\n' in out
    assert _steps(synced) == {"folder shop": "unchanged", "dashboard load": "update"}


def test_a_dashboard_moves_between_folders(synced: Project) -> None:
    """Another folder is an update; the old file goes, and its empty directory too."""
    synced.write({"boards.py": BOARD.replace('uid="shop"', 'uid="store"')})
    assert "~ folder  shop → store" in synced.run("plan").out
    assert synced.run("sync", "--yes", "--prune").code == 0
    assert not (synced.root / OUT / "dashboards/shop").exists()
    assert (synced.root / OUT / "dashboards/store/load.json").is_file()
    assert synced.run("sync").out == "No changes.\n"


def test_an_interrupted_move_converges(synced: Project) -> None:
    """When a run died between writing the new place and removing the old one, the next run removes it."""
    old = (synced.root / LOAD).read_bytes()
    manifest = synced.root / OUT / MANIFEST
    record = json.loads(manifest.read_bytes())["files"]["dashboards/shop/load.json"]
    synced.write({"boards.py": BOARD.replace('uid="shop"', 'uid="store"')})
    synced.run("sync", "--yes")
    document = json.loads(manifest.read_bytes())
    document["files"]["dashboards/shop/load.json"] = record
    manifest.write_text(json.dumps(document), encoding="utf-8")
    (synced.root / LOAD).parent.mkdir(exist_ok=True)
    (synced.root / LOAD).write_bytes(old)
    assert _steps(synced)["dashboard load"] == "update"
    assert synced.run("sync", "--yes").code == 0
    assert not (synced.root / LOAD).exists()
    assert _steps(synced)["dashboard load"] == "unchanged"


@pytest.mark.parametrize(("also", "code"), [(False, 1), (True, 4)])
def test_an_edited_file_is_a_conflict(synced: Project, also: bool, code: int) -> None:
    """An edit by hand is left alone: exit code 1 when nothing was written, 4 when something was."""
    _edit(synced)
    edited = (synced.root / LOAD).read_bytes()
    synced.write({"boards.py": (MORE if also else BOARD).replace('"reqps"', '"ops"')})
    assert _steps(synced)["dashboard load"] == "conflict"
    ran = synced.run("sync", "--yes")
    assert ran.code == code
    assert "edited since the last sync" in ran.out
    assert (synced.root / LOAD).read_bytes() == edited
    assert (synced.root / OUT / "dashboards/shop/more.json").exists() is also


def test_an_edit_that_agrees_with_the_code_is_no_conflict(synced: Project) -> None:
    """Somebody wrote by hand what the code says now: nothing is to do."""
    synced.write({"boards.py": BOARD.replace('title="Load"', 'title="By hand"')})
    file = synced.root / LOAD
    file.write_bytes(file.read_bytes().replace(b'"title": "Load"', b'"title": "By hand"'))
    assert synced.run("sync").out == "No changes.\n"


def test_an_edit_that_the_code_took_over_is_no_edit_any_more(synced: Project) -> None:
    """Once the code says what somebody wrote by hand, the next change of the code is an update like any other."""
    test_an_edit_that_agrees_with_the_code_is_no_conflict(synced)
    before = {path: path.stat().st_mtime_ns for path in (synced.root / OUT).rglob("*") if path.is_file()}
    assert synced.run("sync").out == "No changes.\n"
    assert {path: path.stat().st_mtime_ns for path in before} == before
    synced.write({"boards.py": BOARD.replace('title="Load"', 'title="By code"')})
    assert _steps(synced)["dashboard load"] == "update"


@pytest.mark.parametrize(
    ("old", "new"), [("allowUiUpdates: false", "allowUiUpdates: true"), ("disableDeletion: false", ""), ("a", "{")]
)
def test_an_edited_provider_is_a_conflict(synced: Project, old: str, new: str) -> None:
    """Any setting of a provisioning file counts, not only those that the code can say."""
    file = synced.root / FOLDER
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert _steps(synced)["folder shop"] == "conflict"


def test_force_takes_one_uid(synced: Project) -> None:
    """`--force UID` overwrites that resource alone; a uid without a conflict is wrong usage with a suggestion."""
    synced.write({"boards.py": MORE})
    synced.run("sync", "--yes")
    _edit(synced)
    _edit(synced, f"{OUT}/dashboards/shop/more.json")
    assert synced.run("sync", "--yes", "--force", "load").code == 4
    assert _steps(synced) == {
        "folder shop": "unchanged", "dashboard load": "unchanged", "dashboard more": "conflict"
    }  # fmt: skip
    wrong = synced.run("sync", "--yes", "--force", "mor")
    assert (wrong.code, "did you mean 'more'?" in wrong.err) == (64, True)


def test_force_without_a_conflict_is_wrong_usage(synced: Project) -> None:
    """Nothing is in conflict: the hint says to leave --force out."""
    ran = synced.run("sync", "--force", "load")
    assert ran.code == 64
    assert "leave --force out" in ran.err


def test_the_option_of_another_conflict_is_named(synced: Project) -> None:
    """What was edited is not taken over but forced: the hint says which one it is."""
    _edit(synced)
    ran = synced.run("sync", "--yes", "--take-over", "load")
    assert (ran.code, "its conflict is one for --force load" in ran.err) == (64, True)


@pytest.mark.parametrize("equal", [True, False])
def test_a_foreign_file_in_the_way(project: Project, equal: bool) -> None:
    """A file that was never ours is left as it is: fine when it says the same, a conflict when it does not."""
    project.run("sync", "--yes")
    content = (project.root / LOAD).read_bytes() if equal else b'{"title": "Theirs"}\n'
    for path in sorted((project.root / OUT).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (project.root / LOAD).parent.mkdir(parents=True)
    (project.root / LOAD).write_bytes(content)
    assert _steps(project)["dashboard load"] == ("unchanged" if equal else "conflict")
    assert project.run("sync", "--yes").code == (0 if equal else 4)
    assert (project.root / LOAD).read_bytes() == content


def test_a_foreign_provider_of_the_top_level_is_left_alone(project: Project) -> None:
    """The file that serves the top level is a resource like others: a foreign one is a conflict."""
    project.write({"boards.py": BOARD.replace("    folder=shop,\n", "")})
    path = f"{OUT}/provisioning/dashboards/general.yaml"
    project.write({path: "apiVersion: 1\nproviders: []\n"})
    assert project.run("sync", "--yes").code == 4
    assert (project.root / path).read_text(encoding="utf-8") == "apiVersion: 1\nproviders: []\n"


def test_the_provider_of_the_top_level_comes_back_and_goes(project: Project) -> None:
    """Lost, it is written again; with the last dashboard there it is pruned."""
    top = BOARD.replace("    folder=shop,\n", "")
    path = project.root / OUT / "provisioning/dashboards/general.yaml"
    project.write({"boards.py": top})
    project.run("sync", "--yes")
    path.unlink()
    assert _steps(project)["folder general"] == "create"
    project.run("sync", "--yes")
    project.write({"boards.py": BOARD})
    assert project.run("sync", "--yes", "--prune").code == 0
    assert not path.exists()


def test_what_the_code_has_no_more_stays_until_prune(synced: Project) -> None:
    """A resource that the code lost is shown and kept; `--prune` deletes it, and foreign files never."""
    synced.write({"boards.py": MORE})
    synced.run("sync", "--yes")
    theirs = synced.write({f"{OUT}/dashboards/shop/theirs.json": "{}"}).root / OUT / "dashboards/shop/theirs.json"
    synced.write({"boards.py": BOARD})
    ran = synced.run("sync", "--yes")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "No changes.")
    assert "not in the code; --prune removes it" in ran.out
    assert "1 deleted" in synced.run("sync", "--yes", "--prune").out
    assert not (synced.root / OUT / "dashboards/shop/more.json").exists()
    assert theirs.exists()


def test_prune_keeps_what_was_edited(synced: Project) -> None:
    """Removed in the code and edited by hand is a conflict; only `--force` makes it a deletion."""
    synced.write({"boards.py": MORE})
    synced.run("sync", "--yes")
    more = f"{OUT}/dashboards/shop/more.json"
    _edit(synced, more)
    synced.write({"boards.py": BOARD})
    ran = synced.run("sync", "--yes", "--prune")
    assert ran.code == 1
    assert "`grafmint sync --env local --prune --force more`" in ran.out
    assert (synced.root / more).exists()
    assert synced.run("sync", "--yes", "--prune", "--force", "more").code == 0
    assert not (synced.root / more).exists()


def test_a_disk_that_fails_midway_converges(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that dies after some files reports both, exits with 4, and the next one completes it."""
    project.write({"boards.py": MORE})
    real, fails = os.replace, [True]

    def replace(source: Any, target: Any) -> None:
        if fails[0] and str(target).endswith("more.json"):
            raise OSError(28, "No space left on device", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    ran = project.run("sync", "--yes")
    assert ran.code == 4
    assert "more.json cannot be written: No space left on device" in ran.err
    assert "not begun: 1 dashboard" in ran.out
    assert "2 created" in ran.out
    fails[0] = False
    assert _steps(project) == {"folder shop": "unchanged", "dashboard load": "unchanged", "dashboard more": "create"}
    assert project.run("sync", "--yes").code == 0
    assert project.run("sync").out == "No changes.\n"
    assert not [path for path in project.files() if ".tmp" in path]


def test_a_run_killed_after_the_manifest_converges(synced: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest knows the new content, no file has it yet: our old file is still ours, not an edit."""
    synced.write({"boards.py": MORE.replace('"reqps"', '"ops"')})
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        if str(target).endswith(".json") and MANIFEST not in str(target):
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert synced.run("sync", "--yes").code == 130
    monkeypatch.setattr(os, "replace", real)
    assert _steps(synced) == {"folder shop": "unchanged", "dashboard load": "update", "dashboard more": "create"}
    assert synced.run("sync", "--yes").code == 0
    assert synced.run("sync").out == "No changes.\n"


def test_an_edit_between_plan_and_write_is_not_lost(synced: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the question waits for its answer somebody edits the file: nothing is written."""
    synced.write({"boards.py": BOARD.replace('"reqps"', '"ops"')})

    def answer(*_: object, **__: object) -> str:
        _edit(synced)
        return "y"

    monkeypatch.setattr("click.prompt", answer)
    ran = synced.run("sync", stdin=Answer())
    assert ran.code == 1
    assert "'load' has changed since the plan was made" in ran.err
    assert b"By hand" in (synced.root / LOAD).read_bytes()


@pytest.mark.parametrize("link", [OUT, f"{OUT}/dashboards", f"{OUT}/dashboards/shop", LOAD])
def test_links_are_not_followed(project: Project, tmp_path: Path, link: str) -> None:
    """A symbolic link below the directory is an error, and nothing is written through it; the directory may be one."""
    project.run("sync", "--yes")
    project.write({"boards.py": BOARD.replace('"reqps"', '"ops"')})
    path, elsewhere = project.root / link, tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    ran = project.run("sync", "--yes")
    if link == OUT:
        assert ran.code == 0
    else:
        assert ran.code == 1
        assert f"{path} is a symbolic link" in ran.err
        assert "ops" not in (elsewhere.read_text(encoding="utf-8") if elsewhere.is_file() else "")


def test_a_directory_that_cannot_be_is_a_clear_error(project: Project) -> None:
    """A file where the directory should be, or below it, is named with what is wrong."""
    project.write({OUT: "a file"})
    ran = project.run("sync", "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert f"{project.root / OUT} is no directory" in ran.err
    (project.root / OUT).unlink()
    project.write({f"{OUT}/dashboards": "a file"})
    ran = project.run("sync", "--yes")
    assert ran.code == 1
    assert "Not a directory" in ran.err


def test_an_unwritable_directory_is_a_clear_error(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory without permission is named, and nothing is half written."""
    real = os.open

    def refusing(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)
    ran = project.run("sync", "--yes")
    assert ran.code == 1
    assert "cannot be written: Permission denied" in ran.err
    assert project.files(".grafmint") == {}


def test_another_projects_directory_is_refused(synced: Project) -> None:
    """The directory of another project or environment is not written to."""
    before = synced.files(OUT)
    synced.write({"grafmint.toml": TOML.replace('name = "shop"', 'name = "other"')})
    for command in ("plan", "sync"):
        ran = synced.run(command)
        assert ran.code == 1
        assert "belongs to 'shop/local', not to 'other/local'" in ran.err
    assert synced.files(OUT) == before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "owner": "shop/local", "files": {"../x": {}}}'])
def test_a_broken_manifest_is_refused(synced: Project, content: str) -> None:
    """A manifest that is none, or that points out of its directory, stops the run before anything is written."""
    (synced.root / OUT / MANIFEST).write_text(content, encoding="utf-8")
    ran = synced.run("sync", "--yes", "--prune")
    assert ran.code == 1
    assert "is no manifest of grafmint" in ran.err


def test_a_manifest_of_a_later_version_is_refused(synced: Project) -> None:
    """A format that this version does not know is not guessed at."""
    path = synced.root / OUT / MANIFEST
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 99'), encoding="utf-8")
    ran = synced.run("plan")
    assert (ran.code, "format 99" in ran.err) == (1, True)


def test_without_a_terminal_there_is_no_question(project: Project) -> None:
    """No terminal and no --yes is wrong usage that names the flag, and nothing is written."""
    ran = project.run("sync")
    assert ran.code == 64
    assert "add --yes" in ran.err
    assert not (project.root / OUT).exists()


@pytest.mark.parametrize(
    ("protected", "answer", "code"),
    [
        (False, "y", 0),
        (False, "n", 1),
        (False, "what", 1),
        (False, "YES", 0),
        (False, "", 130),
        (True, "yes", 0),
        (True, "y", 1),
        (True, "\n", 1),
    ],
)
def test_the_question_is_asked_on_a_terminal(project: Project, protected: bool, answer: str, code: int) -> None:
    """A terminal is asked on standard error; where the environment is protected only `yes` in full counts."""
    project.write({"grafmint.toml": TOML + f"protected = {str(protected).lower()}\n"})
    ran = project.run("sync", stdin=Answer(f"{answer}\n" if answer else ""))
    assert ran.code == code
    assert ("local is protected" if protected else "Write this to local?") in ran.err
    assert "local?" not in ran.out
    assert (project.root / OUT).exists() is (code == 0)


@pytest.mark.parametrize("protected", [False, True])
def test_no_answer_is_told_on_a_line_of_its_own(project: Project, protected: bool) -> None:
    """Ctrl-C and Ctrl-D end the question's line, and what follows says that nothing was written."""
    project.write({"grafmint.toml": TOML + f"protected = {str(protected).lower()}\n"})
    ran = project.run("sync", stdin=Answer(""))
    assert ran.code == 130
    assert ran.err.endswith(": \nerror: interrupted: nothing written\n")


def test_an_answer_that_is_none_is_no(project: Project) -> None:
    """What is neither yes nor no writes nothing, and is told in our words."""
    ran = project.run("sync", stdin=Answer("what\ny\n"))
    assert ran.err.endswith("error: not confirmed: nothing written\n")


def test_the_plan_is_shown_before_the_question_of_a_json_run(project: Project) -> None:
    """With --json the plan to agree to stands on standard error, and the document alone on standard output."""
    ran = project.run("sync", "--json", stdin=Answer("y\n"))
    assert ran.code == 0
    assert "Plan: 2 to create" in ran.err
    assert json.loads(ran.out)["type"] == "outcome"


@pytest.mark.parametrize(
    ("change", "code"),
    [("", 0), (BOARD.replace('"reqps"', '"ops"'), 2), (BOARD.replace('"reqps"', '"opss"'), 1)],
)
def test_detailed_exit_codes(synced: Project, change: str, code: int) -> None:
    """0 without changes, 2 with some, and 1 for an error, whatever else is pending."""
    synced.write({"boards.py": change or BOARD})
    assert synced.run("plan", "--detailed-exitcode").code == code
    assert synced.run("plan").code == min(code, 1) * (code == 1)


def test_a_conflict_is_pending_too(synced: Project) -> None:
    """A plan with a conflict is done, and pending with --detailed-exitcode."""
    _edit(synced)
    assert synced.run("plan").code == 0
    assert synced.run("plan", "--detailed-exitcode").code == 2


def test_what_files_cannot_hold_is_said_once(project: Project) -> None:
    """Permissions and parents are listed as not applied, and don't make every plan an update."""
    project.write({
        "boards.py": "from grafmint import Folder, Permission\n"
        'top = Folder(uid="top", title="Top", permissions=Permission(role="Viewer", permission="View"))\n'
        'below = Folder(uid="below", title="Below", parent=top)\n'
    })  # fmt: skip
    out = project.run("sync", "--yes").out
    assert "Not applied here: permissions of folders: top\n" in out
    assert "Not applied here: parents of folders: below\n" in out
    assert project.run("sync").out == "No changes.\n"
    assert json.loads(project.run("plan", "--json").out)["not_applied_here"]


def test_a_secret_written_by_hand_is_not_shown(project: Project) -> None:
    """Whoever put the secret itself into a file finds it in no output."""
    project.write({
        "boards.py": "from grafmint import BasicAuth, Secret, prometheus\n"
        'auth = BasicAuth(user="u", password=Secret(name="key"))\n'
        'metrics = prometheus.Datasource(name="metrics", url="http://p", auth=auth)\n'
    })  # fmt: skip
    project.run("sync", "--yes")
    file = project.root / OUT / "provisioning/datasources/prom.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("$KEY", "hunter2"), encoding="utf-8")
    for form in ("text", "json", "markdown"):
        ran = project.run("plan", "--format", form)
        assert "basicAuthPassword  differs" in ran.out
        assert "hunter2" not in ran.out + ran.err


def test_reading_does_not_open_for_writing(synced: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plan opens the target's files for reading alone, by whichever door."""
    real = builtins.open

    def reading(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        assert not set(mode) & set("wax+"), file
        return real(file, mode, *rest, **named)

    monkeypatch.setattr(builtins, "open", reading)
    monkeypatch.setattr(io, "open", reading)
    assert synced.run("plan").out == "No changes.\n"


@pytest.mark.parametrize("command", [("plan", "--prune"), ("sync", "--yes", "--prune")])
def test_nothing_left_is_not_pruned(synced: Project, command: tuple[str, ...]) -> None:
    """Code that defines nothing any more is a mistake before it is a wish: --prune would delete everything."""
    before = synced.files(OUT)
    synced.write({"boards.py": ""})
    ran = synced.run(*command)
    assert (ran.code, ran.out) == (64, "")
    assert "--prune would delete everything: the code defines nothing, the target holds 2 of ours" in ran.err
    assert synced.files(OUT) == before
    assert synced.run("plan").code == 0


def test_an_empty_target_may_be_pruned(project: Project) -> None:
    """Where nothing is held nothing would be lost."""
    project.write({"boards.py": ""})
    assert project.run("plan", "--prune").code == 0
