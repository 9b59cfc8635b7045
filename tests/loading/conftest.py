"""A project to load."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import read
from grafmint.finding import Finding
from grafmint.loading import forget_project, load_project
from grafmint.project import ForeignDashboard
from tests.cli.runner import Project

TOML = '[project]\nname = "shop"\nmodules = ["boards"]\n[env.local]\ndirectory = ".grafmint"\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project whose modules are those of the package `boards`."""
    return Project(tmp_path).write({"grafmint.toml": TOML})


@pytest.fixture
def load(project: Project) -> Callable[..., list[str]]:
    """The titles of what an environment's project makes, in order; problems as `file:line rule: message`."""

    def load(env: str = "local", root: Path | None = None) -> list[str]:
        root = root or project.root
        forget_project(root)
        (environment,) = read(root / "grafmint.toml").select([env])
        return [_named(found, root) for found in load_project(environment).resources()]

    return load


def _named(found: object, root: Path) -> str:
    if isinstance(found, Finding):
        assert found.place is not None
        return f"{found.place.relative_to(root)} {found.rule}: {found.message}"
    if isinstance(found, ForeignDashboard):
        return str(found.document["title"])
    return str(getattr(found, "title", None) or getattr(found, "name", found))
