"""Checkouts: a tree's files in a directory of their own, made without touching the repository.

Filters of the user's own configuration (`filter.NAME.smudge`, line ends) are applied, as in every checkout.

A tree may come from a stranger's fork, so a symbolic link in it that leads out of the checkout is not made: what it
names on this machine could find its way into a message. Links that stay inside are as they are.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from grafmint.revision.git import Repository, complaint, paths_of

_LINK = "120000"
_SUBMODULE = "160000"
_SHOWN = 3


def checked_out(repository: Repository, tree: str, directory: Path) -> tuple[str, ...]:
    """Write a tree's files into a new directory, with an index beside it; what of the tree is not there, in words.

    Raises GrafmintError when git or the disk refuses.
    """
    directory.mkdir(parents=True)
    index = directory.parent / "index"
    # The directory is the work tree of these commands, so that attributes are read from the tree that is written.
    inside = repository.given({
        "GIT_DIR": str(repository.folder),
        "GIT_WORK_TREE": str(directory),
        "GIT_INDEX_FILE": str(index),
    })  # fmt: skip
    inside.text("read-tree", tree)
    inside.text("checkout-index", "--all", "--force", "--quiet")
    items = repository.items(tree, deep=True)
    left_out = _drop_links(directory, paths_of(items, _LINK))
    return (
        *_told("left out, since it leads out of the repository", left_out),
        *_told("left out, since it is a submodule", paths_of(items, _SUBMODULE)),
    )


def working_tree(repository: Repository, directory: Path) -> tuple[str, tuple[str, ...]]:
    """The tree that the working tree's files come to, with untracked ones and without ignored ones, and remarks.

    `repository` is one that is written `aside`: the objects of changed files go there.
    """
    index = directory / "working-index"
    own = repository.top / repository.text("rev-parse", "--git-path", "index")
    if own.is_file():
        # With its times: by them git knows which files it need not read, and which were saved in the same moment.
        shutil.copy2(own, index)
    inside = repository.given({"GIT_INDEX_FILE": str(index)})
    # The temporary directory of a machine may lie in the repository, and what is being written is no part of it.
    is_inside = directory.is_relative_to(repository.top)
    but = [f":(top,exclude,literal){directory.relative_to(repository.top).as_posix()}"] if is_inside else []
    added = inside.run("-c", "core.looseCompression=0", "add", "--all", "--ignore-errors", "--", ":/", *but)
    remarks = (f"the working tree cannot be read as a whole: {complaint(added)}",) if added.returncode else ()
    return inside.text("write-tree"), remarks


def _drop_links(directory: Path, links: Sequence[str]) -> list[str]:
    # All are judged before the first is dropped: one may lead out through another.
    leading_out = [
        path
        for path in links
        if (directory / path).is_symlink() and not Path(os.path.realpath(directory / path)).is_relative_to(directory)
    ]
    for path in leading_out:
        (directory / path).unlink()
    return leading_out


def _told(what: str, paths: Sequence[str]) -> tuple[str, ...]:
    if not paths:
        return ()
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return (f"{what}: {', '.join(paths[:_SHOWN])}{more}",)
