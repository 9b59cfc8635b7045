"""Repository: a history of edits, each commit the same on every machine."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from tests.cli.runner import Project, Ran
from tests.stories.story import Edit

GIT = shutil.which("git") or ""
#: Who commits, when, and with no configuration of this machine.
SETTINGS = {
    **{f"GIT_{who}_NAME": "grafmint tests" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "tests@grafmint.example" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_DATE": "2026-01-05T09:00:00Z" for who in ("AUTHOR", "COMMITTER")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@attrs.define
class Repository:
    """A repository whose working tree is that of the last commit; `files` are those by tag."""

    top: Path
    files: dict[str, Mapping[str, str]] = attrs.field(factory=dict)

    @classmethod
    def made(cls, top: Path, files: Mapping[str, str], tag: str = "start") -> "Repository":
        """A repository of one commit, on `main`."""
        top.mkdir()
        repository = cls(top)
        repository.git("init", "--quiet", "--initial-branch", "main", "--object-format", "sha1")
        repository.commit(tag, files)
        return repository

    def git(self, *arguments: str) -> str:
        """Run git in it; what it says."""
        environ = {**os.environ, **SETTINGS}
        done = subprocess.run([GIT, *arguments], cwd=self.top, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def edit(self, tag: str, edits: Sequence[Edit]) -> None:
        """Commit edits of what was committed last."""
        files = self.files[next(reversed(self.files))]
        for each in edits:
            files = each.apply(files)
        self.commit(tag, files)

    def commit(self, tag: str, files: Mapping[str, str]) -> None:
        """Commit a tree of these files and nothing else, under a tag."""
        before = self.files[next(reversed(self.files))] if self.files else {}
        for path in before.keys() - files.keys():
            (self.top / path).unlink()
        for path, text in files.items():
            if before.get(path) != text:
                (self.top / path).parent.mkdir(parents=True, exist_ok=True)
                (self.top / path).write_text(text, encoding="utf-8", newline="")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", tag)
        self.git("tag", tag)
        self.files[tag] = files

    def review(self, out: Path, *arguments: str, head: str = "") -> "Reviewed":
        """Run `grafmint review` in it; `head` is the tag that is reviewed, the last one where it is left out."""
        ran = Project(self.top).run("review", *arguments, "--out", str(out))
        return Reviewed(ran, out, self.files[head or next(reversed(self.files))])


@attrs.frozen
class Reviewed:
    """What a review came to, and the files that it was of."""

    ran: Ran
    out: Path
    files: Mapping[str, str]

    @property
    def comment(self) -> str:
        """The comment that was written."""
        return (self.out / "comment.md").read_text(encoding="utf-8")
