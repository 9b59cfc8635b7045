"""A project on disk, and a session that previews it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grafmint.config import read
from grafmint.data.source import instant, open_source
from grafmint.preview import Session
from grafmint.review.illustrate import Look
from grafmint.selection import EVERYTHING
from tests.cli.runner import BOARD, TOML, Project
from tests.docs.session import own_modules


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with one dashboard of one panel."""
    root = tmp_path / "shop"
    with own_modules(root):
        yield Project(root).write({"grafmint.toml": TOML, "boards.py": BOARD})


@pytest.fixture
def session(project: Project) -> Iterator[Session]:
    """A preview of it with made-up numbers."""
    config = project.root / "grafmint.toml"
    [environment] = read(config).select(("local",))
    before = sys.dont_write_bytecode
    with open_source("sample", lambda _: environment) as source:
        look = Look(now=instant(source, 0), format="svg")
        yield Session(config=config, environment=environment, select=EVERYTHING, source=source, look=look)
    assert sys.dont_write_bytecode == before
