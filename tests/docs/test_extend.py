"""docs/extend.md holds: its changes are made to a copy of this repository, and its commands run there."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import pytest

from tests.compile.prometheus.tools import needs_tools
from tests.docs.page import EXTEND, ROOT, Block, read
from tests.docs.session import Session

#: What the copy is made of, and what no command needs there.
_FOLDERS = ("alerting", "dashboards", "datasources", "docs", "grafmint", "systems", "tests")
_FILES = ("grafmint.toml", "pyproject.toml")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "images")
_GRAFMINT = (sys.executable, "-m", "grafmint")


@attrs.define
class Clone(Session):
    """A reader in a clone of this repository: what runs is its code, and not the installed one."""

    def _type(self, command: str, answers: list[str]) -> str | None:
        words = shlex.split(command)
        if words[0] == "grafmint":
            return self._run([*_GRAFMINT, *words[1:]])
        # Drawing pictures takes minutes.
        return self._run([sys.executable, *words[1:]]) if words[:3] == ["python", "-m", "pytest"] else None

    @property
    def _names(self) -> dict[str, str]:
        return {f"{self.root}/": ""}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A copy of this repository whose first system has been synced."""
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=_LEFT_OUT)
    for name in _FILES:
        shutil.copy(ROOT / name, tmp_path)
    subprocess.run([*_GRAFMINT, "sync", "--env", "mint-replica-lite-local", "--yes"], cwd=tmp_path, check=True)
    return Clone(tmp_path)


@needs_tools
def test_the_page_holds(follow: Callable[[Sequence[Block]], None]) -> None:
    """A panel, a number and an alert are added as the page says, and each answer is the one that it shows."""
    follow(read(EXTEND).blocks())
