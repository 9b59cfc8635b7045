"""git, by its command: the only border to it. Nothing here changes a repository, and nothing asks a question.

Git's own variables that name another repository, index or work tree are not handed on: hooks set them.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

import attrs

from grafmint.errors import GrafmintError, UsageError
from grafmint.revision.variables import inherited
from grafmint.suggest import nearest

_LOCAL = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_ASKPASS", "SSH_ASKPASS",
)  # fmt: skip
# A ref below refs/replace/, which code of a revision could have made, would show another object under a hash.
_ALWAYS = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}
# Hooks are commands of others; the rest would write beside the index, ask, or stop at what is no mistake.
_SETTINGS = (f"core.hooksPath={os.devnull}", "core.fsmonitor=false", "core.splitIndex=false", "core.safecrlf=false",
             "core.askPass=")  # fmt: skip
_KINDS = ("refs/heads/", "refs/remotes/", "refs/tags/")
_ACTIONS = "in GitHub Actions, give actions/checkout `fetch-depth: 0`"


@attrs.frozen(kw_only=True)
class Item:
    """One thing in a tree: its mode ("120000" is a symbolic link, "160000" a submodule), its hash and its path."""

    mode: str
    hash: str
    path: str


@attrs.frozen
class Repository:
    """A repository and the folder of its working tree; `variables` say where git keeps what it makes for us."""

    top: Path
    folder: Path
    variables: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def aside(self, directory: Path) -> Self:
        """The same repository, with all that is written for it (objects, an index) in a directory of ours."""
        objects = directory / "objects"
        objects.mkdir(parents=True, exist_ok=True)
        own = self.top / self.text("rev-parse", "--git-path", "objects")
        escaped = str(own.resolve()).replace("\\", "\\\\").replace('"', '\\"')
        return self.given({"GIT_OBJECT_DIRECTORY": str(objects), "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{escaped}"'})

    def given(self, variables: Mapping[str, str]) -> Self:
        """The same repository for commands that are given these variables too."""
        return attrs.evolve(self, variables={**self.variables, **variables})

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command of git in the working tree's folder, whatever comes of it."""
        return _git(self.top, self.variables, *arguments)

    def text(self, *arguments: str) -> str:
        """What a command of git says, without the line's end; raises GrafmintError when it fails."""
        done = self.run(*arguments)
        if done.returncode:
            raise GrafmintError(f"git {arguments[0]}: {complaint(done)}")
        return _said(done)

    def tried(self, *arguments: str) -> str | None:
        """What a command of git says, or None when it fails."""
        done = self.run(*arguments)
        return None if done.returncode else _said(done)

    @property
    def is_shallow(self) -> bool:
        """Whether a part of the history is missing."""
        return self.tried("rev-parse", "--is-shallow-repository") == "true"

    def commit(self, rev: str) -> str:
        """The whole hash of the commit that a REV names.

        Raises UsageError for a REV that could be an option, GrafmintError for one that is no commit here.
        """
        if rev.startswith("-") or not rev.isprintable() or not rev:
            raise UsageError(f"{rev!r} is no revision", hint="name a branch, a tag or a commit")
        found = self.tried("rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}")
        if found is None:
            raise self._unknown(rev)
        return found

    def merge_base(self, one: str, other: str) -> str | None:
        """The last commit that both have in their history; None when there is none."""
        found = self.tried("merge-base", one, other)
        return found.split("\n")[0] if found else None

    def tree(self, commit: str) -> str:
        """The hash of a commit's tree."""
        return self.text("rev-parse", "--verify", f"{commit}^{{tree}}")

    def changed(self, one: str, other: str) -> tuple[str, ...]:
        """The paths of the files that differ between two trees."""
        return _parts(self.text("diff-tree", "-r", "-z", "--name-only", "--no-renames", one, other))

    def items(self, tree: str, *folders: str, deep: bool = False) -> tuple[Item, ...]:
        """What lies in a tree, or in folders of it; with `deep` everything below too, without the folders."""
        places = [f"{folder}/" for folder in folders]
        listed = self.text("ls-tree", "-z", *(["-r"] if deep else []), "--full-tree", tree, "--", *places)
        return tuple(map(_item, _parts(listed)))

    def file(self, tree: str, path: str) -> bytes | None:
        """What a file of a tree holds; None when the tree has no such file."""
        done = self.run("cat-file", "blob", f"{tree}:{path}")
        return None if done.returncode else done.stdout

    def _unknown(self, rev: str) -> GrafmintError:
        kind = self.tried("cat-file", "-t", rev)
        if kind is not None:
            return GrafmintError(f"{rev!r} is no commit but a {kind}", hint="name a branch, a tag or a commit")
        names = self._names()
        of_remote = next((name for name in names if name.partition("/")[2] == rev), None)
        if of_remote is None and self.is_shallow:
            branch = rev.removeprefix("origin/")
            fetch = f"git fetch --unshallow origin {branch}:refs/remotes/origin/{branch}"
            return GrafmintError(f"there is no commit {rev!r} in this shallow clone", hint=f"`{fetch}`; {_ACTIONS}")
        match = of_remote or nearest(rev, names)
        return GrafmintError(
            f"there is no commit {rev!r}", hint=f"did you mean {match!r}?" if match else "is it fetched? `git fetch`"
        )

    def _names(self) -> list[str]:
        refs = (self.tried("for-each-ref", "--format=%(refname)", *_KINDS) or "").split("\n")
        return sorted(ref.split("/", 2)[2] for ref in refs if ref)


def find_repository(folder: Path) -> Repository:
    """The repository that a folder lies in; raises GrafmintError where there is none, or no git."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    done = _git(folder, {}, "rev-parse", "--show-toplevel")
    if done.returncode:
        problem = complaint(done)
        if "dubious ownership" in problem:
            hint = "the folder belongs to somebody else: `git config --global --add safe.directory FOLDER` trusts it"
        else:
            hint = "a review compares two commits: run it in a clone of a git repository"
        raise GrafmintError(f"{folder} is in no git repository that can be read: {problem}", hint=hint)
    own = _git(folder, {}, "rev-parse", "--absolute-git-dir")
    return Repository(Path(_said(done)).resolve(), Path(_said(own)))


def unshallow(rev: str) -> str:
    """How to get the history that a shallow clone lacks."""
    return f"this clone is shallow: `git fetch --unshallow` brings the history of {rev}; {_ACTIONS}"


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git says when it fails, in one line: that what ended it, or the last one."""
    lines = [line.strip() for line in done.stderr.decode(errors="replace").splitlines() if line.strip()]
    fatal = [line.partition(": ")[2] for line in lines if line.startswith(("fatal: ", "error: "))]
    return next(iter([*fatal, *reversed(lines)]), f"it failed with exit code {done.returncode}")


def _git(folder: Path, variables: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = shutil.which("git")
    if command is None:
        raise GrafmintError("there is no command `git`", hint="install git: a review reads two commits")
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environ = {**inherited(without=_LOCAL), **_ALWAYS, **variables}
    return subprocess.run(
        [command, *settings, *arguments],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    # A path may end in line ends of its own, and have any other sign that Python takes for one.
    return os.fsdecode(done.stdout).removesuffix("\n")


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(part for part in listed.split("\0") if part)


def _item(line: str) -> Item:
    about, _, path = line.partition("\t")
    mode, _, hash_ = about.split(" ")
    return Item(mode=mode, hash=hash_, path=path)


def paths_of(items: Iterable[Item], mode: str) -> tuple[str, ...]:
    """The paths of the items of a mode."""
    return tuple(item.path for item in items if item.mode == mode)
