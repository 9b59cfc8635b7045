"""What is told while a server is read."""

from pathlib import Path

import pytest

from grafmint.cli.report import Reading
from grafmint.testing import Grafana
from tests.cli.runner import BOARD, TOML, Project, Terminal


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with a server environment, whose token is in the environment."""
    monkeypatch.setattr(Reading, "moment", 0.0)
    monkeypatch.setattr(Reading, "pause", 0.0)
    return Project(tmp_path).write({"boards.py": BOARD})


def _plan(project: Project, grafana: Grafana, monkeypatch: pytest.MonkeyPatch, err: Terminal | None) -> str:
    monkeypatch.setenv("SHOP_TOKEN", grafana.token)
    keys = 'token = { env = "SHOP_TOKEN" }\ndatasources = { metrics = "p" }\n'
    project.write({"grafmint.toml": f'{TOML}\n[env.prod]\nurl = "{grafana.url}"\n{keys}'})
    return project.run("plan", "--env", "prod", err=err).err


def test_long_reading_is_counted_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count is one line that is written over, and gone when all is read."""
    with Grafana() as grafana:
        said = _plan(project, grafana, monkeypatch, Terminal())
    assert said.startswith("\r\x1b[Kreading 1 of 7\r\x1b[Kreading 2 of 7")
    assert said.endswith("\r\x1b[K")


def test_elsewhere_nothing_is_counted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log has no line that could be written over."""
    with Grafana() as grafana:
        assert _plan(project, grafana, monkeypatch, None) == ""
