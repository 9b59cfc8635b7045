"""`grafmint check --grafana`: of the code, of files, and with --live of all that is on a server."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import BOARD, TOML, Project, compare
from tests.cli.server import Site, opened

TREND = BOARD.replace("import Dashboard, Folder, ", "import Dashboard, Folder, RawPanel, ").replace(
    "    panels=[",
    '    panels=[RawPanel(title="Trend", plugin_id="trend"),\n    RawPanel(title="G", plugin_id="graph"), ',
)


@pytest.fixture
def site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server whose environment's code is on it, and what others made there."""
    with opened(project, monkeypatch) as site:
        assert site.sync().code == 0
        old = {
            "uid": "old",
            "title": "Old",
            "schemaVersion": 12,
            "panels": [_panel(1, "graph"), _panel(2, "graph"), _panel(3, "vonage-status-panel"), _panel(4, "acme")],
        }
        site.ask("POST", "/api/dashboards/db", {"dashboard": old})
        source = {"uid": "my ds", "name": "Odd", "type": "prometheus", "access": "proxy"}
        site.ask("POST", "/api/datasources", source)
        element = {"uid": "lp", "name": "LP", "kind": 1, "folderUid": "shop", "model": {"type": "graph", "title": "S"}}
        site.ask("POST", "/api/library-elements", element)
        site.grafana.forget_requests()
        yield site


def _panel(id_: int, type_: str) -> dict[str, Any]:
    return {"id": id_, "type": type_, "title": f"P{id_}", "gridPos": {"x": 0, "y": 8 * id_, "w": 12, "h": 8}}


def test_the_code_is_told_at_its_lines(project: Project) -> None:
    """What is too new, and what is Angular; of the usual checks only errors."""
    project.write({"boards.py": TREND})
    ran = project.run("check", "--grafana", "9.4")
    assert (ran.code, "panel type 'trend' is too new for Grafana 9.4 (upgrade-panel)" in ran.out) == (1, True)
    assert '--> boards.py:9  dashboard load, panel "Trend"' in ran.out
    ran = project.run("check", "--grafana", "13.2")
    assert (ran.code, ran.out.count("(upgrade-panel)")) == (0, 1)
    assert "0 errors, 1 warning in 1 dashboard, 1 query (" in ran.out


def test_the_same_version_has_nothing_to_say(project: Project) -> None:
    """Nor has any other one for a board that every version draws."""
    for to in ("9.0", "9.4", "13.2"):
        assert project.run("check", "--grafana", to).out.startswith("0 errors, 0 warnings in 1 dashboard, 1 query (")


def test_an_error_of_the_usual_check_is_told_as_well(project: Project) -> None:
    """What it stops was not looked at."""
    project.write({"boards.py": BOARD.replace("sum(rate", "sum(rat")})
    ran = project.run("check", "--grafana", "13.2", "--json")
    assert (ran.code, [one["rule"] for one in json.loads(ran.out)["findings"]]) == (1, ["promql-syntax"])


def test_an_environment_for_a_newer_grafana_is_told_at_its_key(project: Project) -> None:
    """A sync would refuse that server; each environment is told, and the others are fine."""
    newer = '\n[env.new]\ndirectory = "x"\ngrafana = "12.0"\ndatasources = { metrics = "p" }\n'
    project.write({"grafmint.toml": TOML + newer})
    ran = project.run("check", "--grafana", "9.4")
    assert (ran.code, ran.out.count("error: ")) == (1, 1)
    assert "error: new is built for Grafana 12.0, and 9.4 is older (upgrade-version)\n  --> grafmint.toml:14" in ran.out
    assert project.run("check", "--grafana", "12.0").code == 0
    assert project.run("check", "--grafana", "9.4", "--env", "local").code == 0


def test_files_are_looked_at(tmp_path: Path) -> None:
    """Of no project, by their places."""
    board = {"title": "T", "schemaVersion": 12, "panels": [_panel(1, "graph")]}
    project = Project(tmp_path).write({"a/x.json": json.dumps(board)})
    ran = project.run("check", "a", "--grafana", "13.2", "--json")
    found = json.loads(ran.out)["findings"]
    assert (ran.code, sorted(one["rule"] for one in found)) == (1, ["upgrade-panel", "upgrade-schema"])
    assert {one["place"]["file"] for one in found} == {"a/x.json"}


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_all_that_is_on_the_server_is_told(site: Site, form: str) -> None:
    """Whoever made it, by title and uid; the transcript is golden, and nothing is written."""
    arguments = ("check", "--env", "prod", "--grafana", "13.2", "--live", "--format", form)
    compare(f"check-live-{form}", site.transcript(*arguments))
    assert site.written() == []
    assert site.project.run(*arguments).code == 1


def test_the_code_has_no_part_in_it(site: Site) -> None:
    """It need not even build."""
    site.code("1 / 0")
    ran = site.project.run("check", "--env", "prod", "--grafana", "13.2", "--live", "--json")
    assert {one["uid"] for one in json.loads(ran.out)["findings"]} == {"old", "my ds", "lp"}
    assert json.loads(ran.out)["summary"]["dashboards"] == 3


def test_several_servers_are_told_apart(site: Site) -> None:
    """Each line begins with the environment; alone it needs no name."""
    again = f'\n[env.also]\nurl = "{site.grafana.url}"\ntoken = {{ env = "SHOP_TOKEN" }}\n'
    site.project.write({"grafmint.toml": (site.project.root / "grafmint.toml").read_text(encoding="utf-8") + again})
    out = site.project.run("check", "--grafana", "13.2", "--live").out
    for name in ("prod", "also"):
        assert f'error: {name}: "Old" (old): schemaVersion 12 is too old for Grafana 13.2 to migrate' in out
    assert "in 6 dashboards" in out


def test_what_may_not_be_read_is_said(site: Site) -> None:
    """Beside the result, which holds for the rest."""
    site.grafana.fail_next(status=403, method="GET", path="/api/dashboards/uid/old")
    ran = site.project.run("check", "--env", "prod", "--grafana", "13.2", "--live")
    assert "prod: not looked at, for these credentials may not: 1 of the dashboards\n" in ran.err
    assert '"Old"' not in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--live",), "--live says what an upgrade would break: add --grafana VERSION"),
        (("--live", "--grafana", "13.2"), "local is a directory, and --live looks at a server"),
        (("grafmint.toml", "--live", "--grafana", "13.2"), "--live looks at a server, and files are on none"),
        (("--grafana", "13"), "--grafana '13' is no version MAJOR.MINOR"),
        (("--grafana", ""), "--grafana '' is no version MAJOR.MINOR"),
        (("--grafana", "8.5"), "--grafana '8.5' is a version that nothing is known of"),
        (("--grafana", "14.0"), "--grafana '14.0' is a version that nothing is known of"),
    ],
)
def test_what_cannot_be_is_wrong_usage(project: Project, arguments: tuple[str, ...], message: str) -> None:
    """Each says what is allowed, before anything is built or asked."""
    ran = project.run("check", *arguments)
    assert (ran.code, message in ran.err) == (64, True), ran.err


@pytest.mark.parametrize(("text", "example"), [("13.2.1", "13.2"), ("v12.0", "12.0"), ("x", "13.2")])
def test_a_version_that_is_too_exact_is_corrected(project: Project, text: str, example: str) -> None:
    """The hint has the range and something to copy."""
    hint = f"hint: 9.0 to 13.x are allowed: --grafana {example}\n"
    assert hint in project.run("check", "--grafana", text).err
