"""What stands around a job: a repository with a board on `main`, people who change it, a server in a host's place."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest

from tests.cli.runner import BOARD, TOML
from tests.host.server import ALL, BOT, PERSON, Forge, Owner, serving
from tests.revision.conftest import GIT, IDENTITY, Clone

#: The token that a job of GitHub has, and one of a project of GitLab.
JOB_TOKEN, PROJECT_TOKEN = "ghs_job-0123456789", "glpat-project-0123456789"

REPOSITORY = "shop/boards"
FORK = "eve/boards"
#: The board with another span of time: what a pull request changes.
CHANGED = BOARD.replace("5m", "1m")
#: A change that no panel shows, so that no picture has to be drawn.
RENAMED = BOARD.replace('title="Shop"', 'title="Shops"')
BROKEN = BOARD.replace("TimeSeries(", "TimeSerie(")


@attrs.define
class Site:
    """The origin that jobs are cloned from, a clone in which people write, and the server."""

    root: Path
    forge: Forge
    jobs: int = 0

    def open(self) -> "Site":
        """Make the repository, with its first commit."""
        self.people.top.mkdir()
        self.people.git("init", "--quiet", "--initial-branch", "main")
        self.people.git("init", "--quiet", "--bare", str(self.origin))
        self.people.git("--git-dir", str(self.origin), "config", "uploadpack.allowAnySHA1InWant", "true")
        self.people.commit(**{"grafmint.toml": TOML, "boards.py": BOARD})
        self.people.git("push", "--quiet", str(self.origin), "main")
        self.people.git("checkout", "--quiet", "-b", "feature")
        return self

    @property
    def origin(self) -> Path:
        """The repository at the host."""
        return self.root / "origin.git"

    @property
    def people(self) -> Clone:
        """Where changes are written."""
        return Clone(self.root / "people")

    @property
    def main(self) -> str:
        """The newest commit of the default branch."""
        return self.people.git("rev-parse", "main")

    def push(self, files: Mapping[str, str], ref: str = "refs/heads/feature") -> str:
        """A commit on top of the last one, pushed; a fork's is known at the host by the ref of its pull request."""
        commit = self.people.commit(**files)
        self.people.git("push", "--quiet", "--force", str(self.origin), f"HEAD:{ref}")
        return commit

    def folder(self, name: str) -> Path:
        """A new folder for a job."""
        self.jobs += 1
        made = self.root / f"{self.jobs}-{name}"
        made.mkdir()
        return made

    def check_out(self, workspace: Path, rev: str, *, whole: bool) -> None:
        """What a runner does first: the revision, and with `whole` each branch with its history."""
        clone = Clone(workspace)
        clone.git("init", "--quiet")
        clone.git("remote", "add", "origin", str(self.origin))
        if whole:
            clone.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*")
        clone.git("fetch", "--quiet", *([] if whole else ["--depth=1"]), "origin", rev)
        clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")


@contextmanager
def standing(root: Path) -> Iterator[Site]:
    """A repository and the server of its host, which knows the tokens that jobs have."""
    if not GIT:
        pytest.skip("git is not installed")
    with serving() as forge, pytest.MonkeyPatch.context() as patch:
        for name, value in IDENTITY.items():
            patch.setenv(name, value)
        forge.tokens = {JOB_TOKEN: Owner(BOT, ALL - {"user"}), PROJECT_TOKEN: Owner(PERSON)}
        yield Site(root, forge).open()


def copied(source: Path, target: Path) -> None:
    """An artifact as hosts hand it over: files in folders, whatever they are; nobody is asked to run one."""
    shutil.copytree(source, target, symlinks=True)
    for folder, _, files in os.walk(target):
        for name in files:
            file = Path(folder) / name
            if not file.is_symlink():
                file.chmod(0o644)
