"""Preview: a page of the dashboards, and what is refused."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.runner import BOARD, Project
from tests.render.page.reading import read


def test_a_preview_is_one_file(project: Project) -> None:
    """The file has the dashboard and the picture of its panel, and is the same when it is written again."""
    ran = project.run("preview")
    assert ran.code == 0
    assert ran.out.startswith("Wrote 1 dashboard, 1 picture for local to preview.html (")
    page = (project.root / "preview.html").read_bytes()
    assert read(page.decode()).one("img").attributes["alt"] == "panel Requests (timeseries), sample data"
    assert project.run("preview", "--out", "again.html").code == 0
    assert (project.root / "again.html").read_bytes() == page


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
    assert not (project.root / "preview.html").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--port", "8000"), 64, "--port is for --serve"),
        (("--serve", "--out", "x.html"), 64, "--serve writes no file"),
        (("--select", "dashboard/laod"), 64, "did you mean 'load'?"),
        (("--data", "nowhere"), 64, "is no source of data"),
        (("--out", "no/such/folder.html"), 1, "choose another --out"),
    ],
)
def test_what_cannot_be_is_refused(project: Project, arguments: tuple[str, ...], code: int, says: str) -> None:
    """Each with what to do instead."""
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
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # the address of our own server
        assert "Requests" in answer.read().decode()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert err.splitlines()[-1] == "Ended."
    assert "Traceback" not in err
