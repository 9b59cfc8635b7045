"""`grafmint doctor`: what a new user sees before the first sync."""

import json

import pytest

from grafmint.testing import Grafana
from tests.cli.runner import BOARD, TOML, Project, Ran, Terminal
from tests.target.server.answers import (
    ADMIN,
    TOKEN,
    VIEWER,
    Answers,
    answers,
    hold,
    hold_datasource,
    hold_folder,
    serving,
)

PROD = """
[env.prod]
url = "{url}"
token = {{ env = "GRAFANA_PROD_TOKEN" }}
datasources = {{ metrics = "prom" }}
"""


@pytest.fixture(autouse=True)
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token of prod."""
    monkeypatch.setenv("GRAFANA_PROD_TOKEN", TOKEN)


def doctor(project: Project, table: Answers, *arguments: str) -> Ran:
    """What the command says of a server with these answers, and a datasource; no secret, whatever it says."""
    if not table["/api/datasources"][1]:
        table = {**table}
        hold_datasource(table, "prom", "Metrics", (200, {"status": "OK", "message": "Successfully queried."}))
    with serving(table) as peer:
        project.write({"grafmint.toml": TOML + PROD.format(url=peer.url)})
        ran = project.run("doctor", "--env", "prod", *arguments)
    assert TOKEN not in ran.out + ran.err
    assert "a fault of grafmint" not in ran.err
    return ran


def lines(text: str) -> dict[str, str]:
    """The sign and text of each check by its name."""
    found = [line[2:].partition("  ") for line in text.splitlines() if line[2:3] in ("✓", "!", "✗")]
    return {name[2:]: f"{name[0]} {said.strip()}" for name, _, said in found}


def test_a_viewer_sees_what_it_lacks(project: Project) -> None:
    """A token that can plan and not sync gives warnings, and the command has done what it was asked."""
    table = answers(*VIEWER)
    hold_folder(table, "shop")
    hold(table, "load")
    ran = doctor(project, table)
    said = lines(ran.out)
    assert ran.code == 0
    assert said["project"] == "✓ shop: 1 folder, 0 datasources, 1 dashboard"
    assert said["credentials"] == "✓ token from env GRAFANA_PROD_TOKEN"
    assert said["may: dashboards"] == "! plan has dashboards:read; sync lacks dashboards:create, dashboards:write"
    assert said["uids"] == "! 1 of the project's exist and are not ours: dashboard load (made by hand)"
    assert ran.out.splitlines()[-1] == "0 problems, 3 things to know before a sync."
    assert ran.err == ""


def test_the_texts_are_aligned(project: Project) -> None:
    """What was found begins in one column, hints too."""
    out = doctor(project, answers(*VIEWER)).out
    columns = {line.index("hint: ") for line in out.splitlines() if "hint: " in line}
    columns |= {
        line.index(said) for line in out.splitlines() for said in ("shop: 1", "http://", "token from") if said in line
    }
    assert len(columns) == 1


def test_a_good_server_is_told_in_one_line_at_the_end(project: Project) -> None:
    """Nothing is wrong, and that is what the last line says."""
    ran = doctor(project, answers(*ADMIN))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Nothing is wrong.")


@pytest.mark.parametrize(
    ("release", "type_", "said"),
    [
        ("9.4", "prometheus", "✓ can be reached: it answers a query"),
        ("12.2", "prometheus", "✓ can be reached: Successfully queried the Prometheus API."),
        ("9.4", "jaeger", "✓ not told whether it can be reached: this Grafana has no check for jaeger"),
        ("9.4", "loki", "✓ not told whether it can be reached: this Grafana has no check for loki"),
        ("12.2", "loki", "✓ can be reached: Data source successfully connected."),
        ("9.4", "cloudwatch", "✓ can be reached: 1. Successfully queried the CloudWatch metrics API. 2. Success"),
        ("9.4", "strange", "✗ cannot be reached: Unable to find datasource plugin"),
    ],
)
def test_a_datasource_is_said_to_answer_or_not(
    project: Project, monkeypatch: pytest.MonkeyPatch, release: str, type_: str, said: str
) -> None:
    """By its name there, as the check of its type says it; a bare Prometheus of Grafana 9 is asked for a number."""
    with Grafana(release=release) as grafana:
        monkeypatch.setenv("GRAFANA_PROD_TOKEN", grafana.viewer_token)
        toml = TOML.replace('metrics = "prometheus"', f'metrics = "{type_}"') + PROD.format(url=grafana.url)
        project.write({"grafmint.toml": toml})
        grafana.provision_datasource({"uid": "prom", "name": "Metrics", "type": type_, "url": "http://prom"})
        ran = project.run("doctor", "--env", "prod")
    assert lines(ran.out)["health: Metrics"].startswith(said)


def test_a_refused_token_is_3(project: Project) -> None:
    """The command has an exit code of its own for credentials, and still prints its result."""
    table = {**answers(*ADMIN), "/api/org": (401, {"message": f"invalid API key {TOKEN}"})}
    ran = doctor(project, table)
    assert ran.code == 3
    assert lines(ran.out)["version"] == "✓ Grafana 9.4.0-pre; built for 9.0"
    assert lines(ran.out)["credentials"].endswith("refuses token of prod (env GRAFANA_PROD_TOKEN): invalid API key ***")
    with_json = doctor(project, table, "--json")
    assert (with_json.code, json.loads(with_json.out)["exit_code"]) == (3, 3)
    assert doctor(project, table, "--debug").code == 3


def test_a_project_with_errors_does_not_keep_the_server_from_being_seen(project: Project) -> None:
    """The errors are counted in one line that says where they are told, and every kind is looked at."""
    project.write({"boards.py": "import nothing_of_this_name\n"})
    ran = doctor(project, answers(*ADMIN))
    assert ran.code == 1
    assert lines(ran.out)["project"] == "✗ shop: 1 error"
    assert "hint: run `grafmint check --env prod`" in ran.out
    assert lines(ran.out)["may: datasources"].startswith("✓ plan has datasources:read")
    assert lines(ran.out)["dashboards"] == "✓ none"
    assert ran.out.splitlines()[-1] == "1 problem, 0 things to know before a sync."


def test_documents_with_errors_count_as_a_project_with_errors(project: Project) -> None:
    """What check would refuse to sync is no bundle either."""
    project.write({"boards.py": BOARD.replace("[5m]", "[$nope]")})
    ran = doctor(project, answers(*ADMIN))
    assert (ran.code, lines(ran.out)["project"]) == (1, "✗ shop: 1 error")


def test_json_is_one_document_with_every_check(project: Project) -> None:
    """Names, states, texts and hints are there for a script."""
    document = json.loads(doctor(project, answers("dashboards:read"), "--json").out)
    assert (document["type"], document["schema_version"]) == ("checkup", 1)
    assert (document["environment"], document["exit_code"]) == ("prod", 1)
    found = {check["name"]: check for check in document["checks"]}
    version = {"name": "version", "status": "ok", "said": "Grafana 9.4.0-pre; built for 9.0", "hint": None}
    assert found["version"] == version
    assert (found["may: folders"]["status"], found["may: dashboards"]["status"]) == ("bad", "warn")


def test_others_texts_cannot_steer_the_terminal(project: Project) -> None:
    """The names that a server tells are data."""
    evil = "\x1b[31mred\x07\n\u202eevil"
    table = {**answers(*ADMIN), "/api/org": (200, {"id": 1, "name": evil})}
    hold(table, "load", mark={"project": evil, "uid": "load"})
    hold_datasource(table, "prom", evil, (400, {"status": "ERROR", "message": evil}))
    ran = doctor(project, table)
    assert "health: \\x1b[31mred" in ran.out
    assert all(char.isprintable() or char == "\n" for char in ran.out)


def test_signs_are_coloured_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colour is for terminals; the sign says the same without it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[32m✓\x1b[0m directory" in project.run("doctor", out=Terminal()).out
    assert "\x1b" not in project.run("doctor").out


def test_a_server_before_and_after_the_first_sync(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a sync wrote is ours, what somebody copied or provisioned is not, and a look only reads."""
    with Grafana() as grafana:
        monkeypatch.setenv("GRAFANA_PROD_TOKEN", grafana.token)
        project.write({"grafmint.toml": TOML + PROD.format(url=grafana.url)})
        grafana.provision_datasource({"uid": "prom", "name": "Metrics", "type": "prometheus", "url": "http://prom"})
        before = project.run("doctor", "--env", "prod")
        assert (before.code, before.out.splitlines()[-1]) == (0, "Nothing is wrong.")
        assert lines(before.out)["dashboards"] == "✓ none"
        assert project.run("sync", "--env", "prod", "--yes").code == 0
        grafana.copy("load", "copy", "Copy")
        grafana.provision({"uid": "file", "title": "File"})
        grafana.forget_requests()
        after = project.run("doctor", "--env", "prod")
        assert {request.path for request in grafana.requests if request.method != "GET"} == {"/api/ds/query"}
        assert lines(after.out)["health: Metrics"] == "✓ can be reached: it answers a query"
        said = lines(after.out)["dashboards"]
        assert said == "! 3: 1 ours, 1 provisioned from files, 1 with our tag but without proof"
        assert grafana.token not in before.out + before.err + after.out + after.err
        monkeypatch.setenv("GRAFANA_PROD_TOKEN", grafana.viewer_token)
        assert lines(project.run("doctor", "--env", "prod").out)["may: dashboards"].startswith("! plan has ")
        monkeypatch.setenv("GRAFANA_PROD_TOKEN", "glsa_wrong")
        assert project.run("doctor", "--env", "prod").code == 3


def test_a_directory_that_is_not_there_yet(project: Project) -> None:
    """A new project's first look finds nothing wrong."""
    ran = project.run("doctor")
    assert ran.code == 0
    assert lines(ran.out)["directory"] == "✓ .grafmint/local, not there yet: the first sync makes it"
    assert lines(ran.out)["uids"] == "✓ all 2 of the project are free or ours"
    assert not (project.root / ".grafmint").exists()


def test_a_directory_with_edits_and_files_of_others(project: Project) -> None:
    """What is ours, what was edited since, and what stands in the way are counted and named."""
    project.run("sync", "--yes")
    board = project.root / ".grafmint/local/dashboards/shop/load.json"
    board.write_bytes(board.read_bytes().replace(b"Load", b"Mine"))
    other = project.root / ".grafmint/local/dashboards/shop/new.json"
    other.write_text('{"uid": "new", "title": "New"}', encoding="utf-8")
    more = '\nnew = Dashboard(uid="new", title="New", folder=shop, panels=[])\n'
    project.write({"boards.py": BOARD + more})
    ran = project.run("doctor")
    said = lines(ran.out)
    assert ran.code == 0
    assert said["directory"] == "✓ .grafmint/local, there, and can be written"
    assert said["folders"] == "✓ 1 ours, 0 edited since"
    assert said["dashboards"] == "! 0 ours, 1 edited since"
    foreign = "dashboard new (the file .grafmint/local/dashboards/shop/new.json)"
    assert said["uids"] == f"! 1 of the project's exist and are not ours: {foreign}"


def test_a_directory_that_cannot_be_one_is_a_problem(project: Project) -> None:
    """A file in its place, and a directory of another project, are told without ending in an error."""
    (project.root / ".grafmint").write_text("", encoding="utf-8")
    ran = project.run("doctor")
    assert ran.code == 1
    assert lines(ran.out)["directory"] == f"✗ .grafmint/local: {project.root / '.grafmint'} is no directory"
    (project.root / ".grafmint").unlink()
    project.run("sync", "--yes")
    project.write({"grafmint.toml": TOML.replace('"shop"', '"store"')})
    ran = project.run("doctor")
    assert ran.code == 1
    assert lines(ran.out)["files"].startswith("✗ ")
    assert "belongs to 'shop/local', not to 'store/local'" in lines(ran.out)["files"]


def test_a_project_with_errors_and_a_directory(project: Project) -> None:
    """What was written before is counted all the same."""
    project.run("sync", "--yes")
    project.write({"boards.py": "import nothing_of_this_name\n"})
    ran = project.run("doctor")
    assert ran.code == 1
    assert lines(ran.out)["dashboards"] == "✓ 1 ours, 0 edited since"


def test_it_takes_one_environment(project: Project) -> None:
    """A pattern that fits several is wrong usage, and so is a project that cannot be read."""
    project.write({"grafmint.toml": TOML + '\n[env.local2]\ndirectory = "x"\n'})
    ran = project.run("doctor", "--env", "local*")
    assert (ran.code, ran.out) == (64, "")
    assert "names several environments (local, local2)" in ran.err
    project.write({"grafmint.toml": "[project]\n"})
    assert project.run("doctor").code == 1
