"""Holding: what a tree has of one resource, wherever a run has left it."""

from collections.abc import Sequence

from grafmint.bundle import Kind
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.directory import provisioning
from grafmint.target.directory.files import Files, folder_of
from grafmint.target.directory.former import placed
from grafmint.target.directory.records import Recorded, paths_of
from grafmint.tree import Tree


def held(tree: Tree, files: Files, kind: Kind, uid: str, paths: Sequence[str]) -> Held | None:
    """What stands at the first of the paths that exists; what stands at the others is left from a broken run."""
    found = {path: content for path in paths if (content := tree.read(path)) is not None}
    if not found:
        return None
    states = {path: tree.state(path) for path in found}
    # Whatever was edited decides: it must not be lost.
    path = next((path for path, state in states.items() if state == "edited"), next(iter(found)))
    is_board = kind == "dashboard"
    document = found[path] if is_board else provisioning.read(found[path])
    title_of = provisioning.title if is_board else provisioning.provisioned_title
    state = states[path]
    return Held(
        kind=kind,
        uid=uid,
        title=title_of(document, uid),
        folder=folder_of(kind, path),
        document=document,
        hold=state if state in ("ours", "edited") else "foreign",
        where=files.shown(path),
        proof=True,
        copies=tuple(files.shown(other) for other in found if other != path),
    )


def held_for(tree: Tree, files: Files, known: Recorded, step: Step) -> Held | None:
    """What a step finds there, under its uid and the one before."""
    entry, key = step.entry, (step.kind, step.uid)
    paths = {key: paths_of(known, step)}
    if entry is not None and entry.renamed_from is not None:
        former = (step.kind, entry.renamed_from)
        paths |= {former: known.get(former, [])}
    found = {key: held(tree, files, *key, places) for key, places in paths.items()}
    there = {key: each for key, each in found.items() if each is not None}
    return (placed(there, (entry,)) if entry is not None else there).get(key)
