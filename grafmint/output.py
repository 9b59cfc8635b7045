"""The files that a command writes, and those of a build: plain JSON as Grafana's own import takes it."""

from collections.abc import Sequence
from pathlib import Path

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.errors import TargetError
from grafmint.tree import File, Tree, open_tree, write_tree

_WAY_OUT = "move them, or choose another --out"


@attrs.frozen(kw_only=True)
class Output:
    """What would change below a directory.

    Of what somebody has edited since, `overwritten` are files that are written anew, `kept` old ones that stay.
    """

    tree: Tree
    owner: str
    changed: tuple[File, ...]
    stale: tuple[str, ...]
    kept: tuple[str, ...]
    overwritten: tuple[str, ...] = ()

    def write(self) -> int:
        """Do it; the number of files that changed. Raises TargetError when the disk refuses."""
        if self.changed or self.stale:
            for _ in write_tree(self.tree, self.owner, self.changed, self.stale):
                pass
        return len(self.changed) + len(self.stale)


def path_of(entry: Entry) -> str:
    """Where an entry stands below the build's directory."""
    if entry.kind == "dashboard":
        return f"dashboards/{entry.folder}/{entry.uid}.json" if entry.folder else f"dashboards/{entry.uid}.json"
    return f"{entry.kind}s/{entry.uid}.json"


def prepare_build(bundle: Bundle, out: Path, owner: str) -> Output:
    """What a bundle changes below `out`, written nowhere yet.

    Raises TargetError when a file that is not ours stands in the way.
    """
    files = [File(path=path_of(entry), kind=entry.kind, uid=entry.uid, content=entry.document) for entry in bundle]
    return prepare_files(files, out, owner)


def prepare_files(files: Sequence[File], out: Path, owner: str) -> Output:
    """What files change below `out`, written nowhere yet; those of an earlier run that are not among them go.

    Raises TargetError when a file that is not ours stands in the way.
    """
    tree = open_tree(out, owner)
    before = {file.path: tree.read(file.path) for file in files}
    changed = tuple(file for file in files if before[file.path] != file.content)
    states = {file.path: tree.state(file.path) for file in changed if before[file.path] is not None}
    blocked = [path for path, state in states.items() if state == "foreign"]
    if blocked:
        names = ", ".join(str(out / path) for path in blocked)
        raise TargetError(f"not written by grafmint and in the way: {names}", hint=_WAY_OUT)
    old = sorted(set(tree.records) - set(before))
    kept = tuple(path for path in old if tree.state(path) == "edited")
    return Output(
        tree=tree,
        owner=owner,
        changed=changed,
        stale=tuple(path for path in old if path not in kept),
        kept=kept,
        overwritten=tuple(path for path, state in states.items() if state == "edited"),
    )


def write_build(bundle: Bundle, out: Path, owner: str) -> int:
    """Write a bundle below `out` and remove what earlier builds left there; the number of files that changed."""
    return prepare_build(bundle, out, owner).write()
