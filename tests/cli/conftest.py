"""A project to run the command on."""

from pathlib import Path

import pytest

from tests.cli.runner import BOARD, TOML, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one folder and one dashboard."""
    return Project(tmp_path / "shop").write({"grafmint.toml": TOML, "boards.py": BOARD})
