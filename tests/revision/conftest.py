"""Repositories of git for tests: real ones, below a temporary directory."""

import os
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import attrs
import pytest

from tests.cli.runner import BOARD, TOML

GIT = shutil.which("git") or ""
IDENTITY = {
    **{f"GIT_{who}_NAME": "grafmint tests" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "tests@grafmint.example" for who in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@attrs.frozen
class Clone:
    """A repository and its working tree."""

    top: Path

    def git(self, *arguments: str) -> str:
        """Run git in it; what it says."""
        done = subprocess.run([GIT, *arguments], cwd=self.top, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, **files: str) -> "Clone":
        """Write files by their names; `boards/x.py` is written as a keyword by `**{...}`."""
        for name, text in files.items():
            path = self.top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8", newline="")
        return self

    def commit(self, **files: str) -> str:
        """Write files and commit all there is; the hash."""
        self.write(**files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")

    def state(self) -> dict[str, bytes]:
        """Every file below it, `.git` included, by its path."""
        files = (path for path in self.top.rglob("*") if path.is_file() and not path.is_symlink())
        return {path.relative_to(self.top).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who commits, and no configuration of this machine; without git there is nothing to test."""
    if not GIT:
        pytest.skip("git is not installed")
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """An empty repository whose branch is `main`."""
    top = tmp_path / "shop"
    top.mkdir()
    made = Clone(top)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made


@pytest.fixture
def shop(clone: Clone) -> Clone:
    """A repository with a project of one board, committed on `main`; a branch `feature` is checked out."""
    clone.commit(**{"grafmint.toml": TOML, "boards.py": BOARD, ".gitignore": "ignored/\n"})
    clone.git("checkout", "--quiet", "-b", "feature")
    return clone
