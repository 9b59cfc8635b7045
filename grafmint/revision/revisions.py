"""The two revisions of a project that a review compares, built at the same time in processes of their own.

What a revision's modules do, they do with the rights of whoever runs this: a process of their own keeps the two apart
and secrets out of their environment, and is no sandbox.
"""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs

from grafmint.config import read
from grafmint.errors import UsageError
from grafmint.revision.building import Building, Site, begin
from grafmint.revision.git import Repository, find_repository
from grafmint.revision.imports import apart
from grafmint.revision.interpreter import differing_locks
from grafmint.revision.revision import Revision
from grafmint.revision.sides import Side, sides
from grafmint.revision.transfer import Answer
from grafmint.revision.variables import inherited, named_in


def revisions(
    config: Path, base: str, head: str | None, env: str, *, hidden: Collection[str] = ()
) -> tuple[Revision, Revision]:
    """An environment of a grafmint.toml as it is at two revisions: where `head` left `base`, and `head`.

    Without a head it is the working tree. `hidden` are variables that the revisions' code must not see, beside those
    that grafmint.toml takes secrets from. What is wrong with a revision is its `failure`; raises GrafmintError when
    there is no repository, and UsageError when there is no such head, or nothing to build in either.
    """
    file = config.parent.resolve() / config.name
    with workshop() as directory:
        repository = find_repository(file.parent).aside(directory)
        before, after = sides(repository, base, head, directory)
        site = _site(repository, file, env, hidden, (base, before.tree, after.tree))
        answers = _built(site, before, after, directory)
    if answers[1].is_absent and answers[0].failure is not None:
        read(file).select([env])  # says it with the way out
        raise UsageError(f"{after.name}: {answers[1].failure}", hint="name a revision that has it: --head REV")
    return _revision(before, answers[0], "yet: everything is new"), _revision(
        after, answers[1], "any more: everything is removed"
    )


@contextmanager
def workshop() -> Iterator[Path]:
    """A temporary directory by its whole path, for all that is made on the way."""
    with tempfile.TemporaryDirectory(prefix="grafmint-", ignore_cleanup_errors=True) as directory:
        yield Path(directory).resolve()


def _site(repository: Repository, file: Path, env: str, hidden: Collection[str], trees: Collection[str]) -> Site:
    project = file.parent.relative_to(repository.top).as_posix()
    site = Site(repository=repository, project=project, file=file.name, env=env, environ={})
    # Also those of the base's newest state: a branch that is older does not name what has been added since.
    texts = [repository.file(tree, site.path) for tree in trees if tree]
    on_disk = file.read_bytes() if file.is_file() else None
    secret = frozenset(hidden).union(*map(named_in, (*texts, on_disk)))
    environ, imports = apart(inherited(without=secret), repository.top)
    return attrs.evolve(site, environ=environ, imports=imports)


def _built(site: Site, base: Side, head: Side, directory: Path) -> tuple[Answer, Answer]:
    locks = () if base.failure else differing_locks(site.repository, base.tree, head.tree, site.project)
    with ExitStack() as stack:
        # The head first: it has its packages, while the base's may have to be installed.
        after = begin(site, head, directory / "head", (), stack)
        before = begin(site, base, directory / "base", locks, stack)
        return _finished(before), _finished(after)


def _finished(begun: Building | Answer) -> Answer:
    return begun.finish() if isinstance(begun, Building) else begun


def _revision(side: Side, answer: Answer, absence: str) -> Revision:
    absent = (f"{answer.failure} {absence}",) if answer.is_absent else ()
    return Revision(
        name=side.name,
        commit=side.commit,
        bundle=answer.bundle,
        findings=answer.findings,
        failure=None if answer.is_absent else answer.failure,
        remarks=(*side.remarks, *absent, *answer.remarks),
    )
