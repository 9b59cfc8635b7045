"""Preview: a page of the dashboards, and what is refused."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.runner import BOARD, Project
from tests.render.page.reading import read

OTHER = (
    'other = Dashboard(uid="other", title="Other", panels=[TimeSeries(title="$no_other", queries=Query(expr="up"))])\n'
)


def exported(uid: str) -> str:
    """A dashboard as Grafana exports it."""
    targets = [{"refId": "A", "expr": "up", "datasource": {"type": "prometheus", "uid": "prom"}}]
    panel = {"id": 1, "type": "timeseries", "title": "Up", "targets": targets, "gridPos": {"w": 12, "h": 8}}
    return json.dumps({"uid": uid, "title": f"Board {uid}", "schemaVersion": 37, "panels": [panel]})


def test_a_preview_is_one_file(project: Project) -> None:
    """The file has the dashboard and the picture of its panel, and is the same when it is written again."""
    ran = project.run("preview")
    assert ran.code == 0
    assert ran.out.startswith("Wrote 1 dashboard, 1 picture for local to preview.html (")
    page = (project.root / "preview.html").read_bytes()
    assert read(page.decode()).one("img").attributes["alt"] == "panel Requests (timeseries), sample data"
    assert project.run("preview", "--out", "again.html").code == 0
    assert (project.root / "again.html").read_bytes() == page


def test_findings_of_what_is_not_selected_are_not_told(project: Project) -> None:
    """Only those of selected dashboards are printed and on the page; without a selection all are."""
    project.write({"boards.py": BOARD.replace("Requests", "Requests $nope") + OTHER})
    for select, told, silent in (("dashboard/load", "$nope", "$no_other"), ("dashboard/other", "$no_other", "$nope")):
        ran = project.run("preview", "--select", select)
        assert ran.code == 0
        page = read((project.root / "preview.html").read_text(encoding="utf-8")).one("main").text
        assert told in ran.err
        assert told in page
        assert silent not in ran.err + page
    assert {"$nope", "$no_other"} <= set(re.findall(r"\$\w+", project.run("preview").err))


def test_files_of_no_project_are_previewed(tmp_path: Path) -> None:
    """Exported dashboards are drawn without a grafmint.toml, those that are selected."""
    home = Project(tmp_path)
    home.write({f"exported/{uid}.json": exported(uid) for uid in ("a", "b")})
    ran = home.run("preview", "exported", "--select", "dashboard/a")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Wrote 1 dashboard, 1 picture to preview.html (")
    page = read((tmp_path / "preview.html").read_text(encoding="utf-8"))
    assert page.one("h1").text == "grafmint preview: dashboards"
    assert [each.text for each in page.all("h2")] == ["Board a"]


def test_copies_and_files_without_a_uid_are_told_apart(tmp_path: Path) -> None:
    """Each has its own section, its own picture and its own link; without a title it goes by its file."""
    nameless = json.dumps({**json.loads(exported("a")), "uid": None, "title": ""})
    copy = exported("a").replace("Board a", "Copy").replace('"Up"', '"Down"')
    files = {"a/a.json": exported("a"), "b/a.json": copy, "c.json": nameless, "d.json": nameless}
    ran = Project(tmp_path).write(files).run("preview", ".")
    assert ran.out.startswith("Wrote 4 dashboards, 4 pictures"), ran.err
    page = read((tmp_path / "preview.html").read_text(encoding="utf-8"))
    assert [each.text for each in page.all("h2")] == ["Board a", "Copy", "c.json", "d.json"]
    assert [(each.attributes["alt"] or "").split()[1] for each in page.all("img")] == ["Up", "Down", "Up", "Up"]
    assert len({each.attributes["href"] for each in page.one("nav").all("a")}) == 4


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    """It is told last, on the page too, and the exit code says it; the others are drawn."""
    warned = exported("a").replace('"Up"', '"Up $nope"')
    home = Project(tmp_path).write({"exported/b.json": warned, "exported/a.json": "{"})
    ran = home.run("preview", "exported")
    assert ran.code == 1
    assert ran.out.startswith("Wrote 1 dashboard, 1 picture to preview.html (")
    assert ran.err.index("warning: ") < ran.err.index("--> exported/a.json:1")
    assert ran.err.splitlines()[-1] == "1 error, 1 warning. 1 file is not drawn: mend the error above."
    page = read((tmp_path / "preview.html").read_text(encoding="utf-8"))
    assert "exported/a.json:1" in page.one("main").text
    assert [each.text for each in page.all("h2")] == ["Findings", "Board a"]


def test_files_with_errors_that_can_be_read_are_drawn(tmp_path: Path) -> None:
    """A query that is none keeps its dashboard from a server, and from no picture."""
    ran = Project(tmp_path).write({"a.json": exported("a").replace('"up"', '"sum(up"')}).run("preview", "a.json")
    assert ran.code == 1
    assert ran.out.startswith("Wrote 1 dashboard, 1 picture")
    assert ran.err.splitlines()[-1] == "1 error. Drawn all the same: mend the error above."


def test_where_no_file_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    """What is wrong is told, and the last line says so."""
    ran = Project(tmp_path).write({"exported/a.json": "[]", "exported/b.json": "{"}).run("preview", "exported")
    assert (ran.code, ran.out) == (1, "")
    assert "b.json:1" in ran.err
    assert ran.err.splitlines()[-1] == "2 errors. Nothing drawn: mend the errors above."
    assert not (tmp_path / "preview.html").exists()


def test_the_theme_is_that_of_the_panels(project: Project) -> None:
    """Another theme draws other pictures."""
    project.run("preview", "--out", "dark.html")
    project.run("preview", "--theme", "light", "--out", "light.html")
    assert (project.root / "dark.html").read_bytes() != (project.root / "light.html").read_bytes()


def test_a_project_with_errors_is_not_previewed(project: Project) -> None:
    """The findings are told as `build` tells them, and nothing is written."""
    project.write({"boards.py": BOARD.replace("[5m]))", "[5m])")})
    ran = project.run("preview")
    assert ran.code == 1
    assert "boards.py:9" in ran.err
    assert ran.err.splitlines()[-1] == "1 error. Nothing drawn: mend the error above."
    assert not (project.root / "preview.html").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--port", "8000"), 64, "--port is for --serve"),
        (("--serve", "--out", "x.html"), 64, "--serve writes no file"),
        (("exported", "--serve"), 64, "--serve follows a project"),
        (("exported", "--env", "local"), 64, "files belong to none"),
        (("prod",), 64, "an environment is named by --env prod"),
        (("--select", "dashboard/laod"), 64, "did you mean 'load'?"),
        (("--data", "nowhere"), 64, "is no source of data"),
        (("--out", "no/such/folder.html"), 1, "choose another --out"),
    ],
)
def test_what_cannot_be_is_refused(project: Project, arguments: tuple[str, ...], code: int, says: str) -> None:
    """Each with what to do instead."""
    (project.root / "exported").mkdir()
    ran = project.run("preview", *arguments)
    assert ran.code == code
    assert says in ran.err


def test_serving_ends_with_ctrl_c(project: Project) -> None:
    """The address is the first thing on standard output, the page is there, and Ctrl-C is no error."""
    home = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-m", "grafmint", "preview", "--serve"],
        cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(home)},
    )  # fmt: skip
    assert process.stdout is not None
    url = process.stdout.readline().split()[0]
    page = ""
    while "Requests" not in page:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # the address of our own server
            page = answer.read().decode()
        assert "Requests" in page or "is being built" in page
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert err.splitlines()[-1] == "Ended."
    assert "Traceback" not in err
