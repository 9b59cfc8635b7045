"""Sides: the two trees that a review compares, found in the repository before anything is built."""

from pathlib import Path

import attrs

from grafmint.errors import GrafmintError, UsageError
from grafmint.revision.checkout import working_tree
from grafmint.revision.git import Repository, unshallow
from grafmint.revision.revision import Revision

WORKING_TREE = "the working tree"


@attrs.frozen(kw_only=True)
class Side:
    """A tree and what it is called; `failure` says why there is none."""

    name: str
    commit: str | None = None
    tree: str = ""
    failure: str | None = None
    remarks: tuple[str, ...] = ()

    def revision(self) -> Revision:
        """A revision of nothing so far."""
        return Revision(name=self.name, commit=self.commit, failure=self.failure, remarks=self.remarks)


def sides(repository: Repository, base: str, head: str | None, directory: Path) -> tuple[Side, Side]:
    """The base, which is where the head's history left it, and the head; without one, the working tree.

    A base that is no commit is a side with a failure. Raises UsageError for a head that is none, and for a base that
    can be no revision at all.
    """
    chosen = _working_side(repository, directory) if head is None else _side(repository, head)
    try:
        tip = repository.commit(base)
    except UsageError:
        raise
    except GrafmintError as error:
        return Side(name=base, failure=str(error)), chosen
    start = _history(repository, head, chosen)
    common = None if start is None else repository.merge_base(tip, start)
    commit = common or tip
    remarks = () if common else (_unrelated(repository, base),)
    return Side(name=base, commit=commit, tree=repository.tree(commit), remarks=remarks), chosen


def _history(repository: Repository, head: str | None, side: Side) -> str | None:
    return side.commit if head is not None else repository.tried("rev-parse", "--verify", "--quiet", "HEAD^{commit}")


def head_commit(repository: Repository, rev: str) -> str:
    """The commit of a head; raises UsageError where it is none, for without one there is nothing to review."""
    try:
        return repository.commit(rev)
    except GrafmintError as error:
        raise UsageError(error.message, hint=error.hint) from None


def _side(repository: Repository, rev: str) -> Side:
    commit = head_commit(repository, rev)
    return Side(name=rev, commit=commit, tree=repository.tree(commit))


def _working_side(repository: Repository, directory: Path) -> Side:
    tree, remarks = working_tree(repository, directory)
    commit = repository.tried("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if commit is None:
        return Side(name=WORKING_TREE, tree=tree, remarks=remarks)
    count = len(repository.changed(repository.tree(commit), tree))
    if not count:
        return Side(name=WORKING_TREE, commit=commit, tree=tree, remarks=remarks)
    changes = "1 uncommitted change; it is" if count == 1 else f"{count} uncommitted changes; they are"
    dirty = (
        f"the working tree has {changes} part of the review (--head HEAD leaves {'it' if count == 1 else 'them'} out)"
    )
    return Side(name=WORKING_TREE, tree=tree, remarks=(dirty, *remarks))


def _unrelated(repository: Repository, base: str) -> str:
    problem = f"no common ancestor with {base} was found: compared with {base} as it is"
    return f"{problem}; {unshallow(base)}" if repository.is_shallow else problem
