"""Records: which files the manifest has of each resource."""

from collections.abc import Iterator, Mapping

from grafmint.plan.step import Step
from grafmint.target.directory.files import path_of
from grafmint.target.directory.markers import is_marker
from grafmint.tree import File, Record, Tree

Recorded = Mapping[tuple[str, str], list[str]]


def resources(tree: Tree) -> list[tuple[str, Record]]:
    """The files of resources, by path."""
    return [(path, record) for path, record in tree.records.items() if not is_marker(path)]


def recorded(tree: Tree) -> Recorded:
    """The files of each resource, by its kind and uid."""
    found: dict[tuple[str, str], list[str]] = {}
    for path, record in resources(tree):
        found.setdefault((record.kind, record.uid), []).append(path)
    return found


def paths_of(known: Recorded, step: Step) -> list[str]:
    """Where a step's resource may stand: where it is to, and where it was."""
    wanted = [path_of(step.entry)] if step.entry is not None else []
    return list(dict.fromkeys((*wanted, *known.get((step.kind, step.uid), ()))))


def adopted(tree: Tree, known: Recorded, step: Step) -> Iterator[tuple[str, Record]]:
    """The records of a step's files as they are now, by path."""
    for path in paths_of(known, step):
        content = tree.read(path)
        if content is not None and path in tree.records:
            yield path, File(path=path, kind=step.kind, uid=step.uid, content=content).record()
