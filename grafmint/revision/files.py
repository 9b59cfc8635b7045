"""Dashboards in files of no project, as they are at two revisions; none of their code is run."""

import os
from collections.abc import Collection, Sequence
from pathlib import Path

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.errors import GrafmintError, UsageError
from grafmint.finding import Finding, in_order
from grafmint.loading.files import files_below
from grafmint.revision.checkout import checked_out
from grafmint.revision.folders import Folders
from grafmint.revision.git import Repository, find_repository
from grafmint.revision.revision import Revision
from grafmint.revision.revisions import workshop
from grafmint.revision.sides import Side, sides
from grafmint.workflow import check_files

#: The findings of a file of which nothing is known.
_LOST = frozenset({"source-file", "foreign-dashboard", "bad-yaml"})
_WHERE = {(True, True): "before or after", (True, False): "before", (False, True): "any more"}


def file_revisions(paths: Sequence[Path], base: str, head: str | None) -> tuple[Revision, Revision]:
    """The dashboards in files and directories, at the revision where `head` left `base`, and at `head`.

    Without a head it is the working tree. A path may be there at one of them only. Places are named from the current
    folder. Raises GrafmintError when the paths are in no repository or in several, and UsageError for a path that is
    at neither revision, or is a Python module.
    """
    whole = [_whole(path) for path in paths]
    with workshop() as directory:
        repository = _repository(whole).aside(directory)
        before, after = sides(repository, base, head, directory)
        wanted = [path.relative_to(repository.top) for path in whole]
        found = [
            _read(repository, side, wanted, directory / name) for side, name in ((before, "base"), (after, "head"))
        ]
        for path, *present in zip(paths, *(present for _, present in found), strict=True):
            if not any(present):
                raise UsageError(f"{path} is at neither revision", hint="is it committed, or ignored by git?")
        return _comparable(repository, (before, found[0][0]), (after, found[1][0]))


def _read(
    repository: Repository, side: Side, wanted: Sequence[Path], directory: Path
) -> tuple[Revision, Sequence[bool]]:
    """The files of a side, checked one by one, and of each path whether the side has it."""
    revision = side.revision()
    folders = _folders(repository, directory)
    nothing = [False] * len(wanted)
    if revision.failure is not None:
        return revision, nothing
    try:
        left_out = checked_out(repository, side.tree, folders.checkout)
    except GrafmintError as error:
        return attrs.evolve(revision, failure=folders.clean(str(error))), nothing
    places = [folders.checkout / path for path in wanted]
    bundle, findings = _checked(places, folders)
    found = attrs.evolve(revision, bundle=bundle, findings=findings, remarks=(*revision.remarks, *left_out))
    return found, [place.exists() for place in places]


def _comparable(
    repository: Repository, before: tuple[Side, Revision], after: tuple[Side, Revision]
) -> tuple[Revision, Revision]:
    """Both revisions without the files that one of them cannot read, or these would seem to come or to go.

    A remark names those that changed: what is read on neither side would change without a word.
    """
    (old, base), (new, head) = before, after
    lost = [
        {found.place.file for found in each.findings if found.rule in _LOST and found.place} for each in (base, head)
    ]
    if not any(lost) or not old.tree:
        return base, head
    here = os.path.relpath(Path.cwd().resolve(), repository.top)
    changed = {os.path.relpath(path, here) for path in repository.changed(old.tree, new.tree)}
    named = sorted(file for file in lost[0] | lost[1] if any(_is_in(path, file) for path in changed))
    remarks = [f"{file} changes and cannot be read {_WHERE[file in lost[0], file in lost[1]]}" for file in named]
    base, head = (_without(each, lost[0] | lost[1]) for each in (base, head))
    return base, attrs.evolve(head, remarks=(*head.remarks, *remarks))


def _without(revision: Revision, files: Collection[str]) -> Revision:
    def is_lost(entry: Entry) -> bool:
        return entry.file is not None and any(_is_in(file, entry.file.file) for file in files)

    kept = tuple(entry for entry in revision.bundle if not is_lost(entry))
    return attrs.evolve(revision, bundle=attrs.evolve(revision.bundle, entries=kept))


def _is_in(path: str, file: str) -> bool:
    """Whether it is that file, or a dashboard of the ConfigMap in it."""
    return file == path or file.startswith(f"{path}#")


def _checked(places: Sequence[Path], folders: Folders) -> tuple[Bundle, tuple[Finding, ...]]:
    bundle, findings = check_files(dict.fromkeys(file for place in places for file in _files(place)))
    entries = tuple(attrs.evolve(entry, file=entry.file and folders.told(entry.file)) for entry in bundle)
    own, told = (in_order(folders.told_in(each) for each in some) for some in (bundle.findings, findings))
    return attrs.evolve(bundle, entries=entries, findings=own), told


def _whole(path: Path) -> Path:
    if path.name.endswith(".py"):
        raise UsageError(
            f"{path} is a Python module, and code is built by a project",
            hint="name it in a grafmint.toml and review that: see `grafmint review --help`",
        )
    named = Path(os.path.normpath(Path.cwd() / path))
    return named.parent.resolve() / named.name


def _repository(paths: Sequence[Path]) -> Repository:
    found = {repository.top: repository for repository in map(find_repository, paths)}
    if len(found) > 1:
        tops = " and ".join(map(str, found))
        raise GrafmintError(f"the paths are in several repositories: {tops}", hint="review one after the other")
    return next(iter(found.values()))


def _folders(repository: Repository, directory: Path) -> Folders:
    here = Path.cwd().resolve()
    project = here.relative_to(repository.top).as_posix() if here.is_relative_to(repository.top) else "."
    checkout = directory / "tree" / repository.top.name
    return Folders(workshop=directory, checkout=checkout, original=repository.top, project=project)


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place] if place.exists() else []
    return files_below(place)
