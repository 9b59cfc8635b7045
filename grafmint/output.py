"""The files of a build: plain JSON as Grafana's own import takes it, nothing of one server in them."""

from pathlib import Path

from grafmint.bundle import Bundle, Entry
from grafmint.errors import TargetError
from grafmint.tree import File, open_tree, write_tree


def path_of(entry: Entry) -> str:
    """Where an entry stands below the build's directory."""
    if entry.kind == "dashboard":
        return f"dashboards/{entry.folder}/{entry.uid}.json" if entry.folder else f"dashboards/{entry.uid}.json"
    return f"{entry.kind}s/{entry.uid}.json"


def write_build(bundle: Bundle, out: Path, owner: str) -> int:
    """Write a bundle below `out` and remove what earlier builds left there; the number of files that changed.

    Raises TargetError, before anything is written, when a file that is not ours stands in the way.
    """
    tree = open_tree(out, owner)
    files = [File(path=path_of(entry), kind=entry.kind, uid=entry.uid, content=entry.document) for entry in bundle]
    blocked = [file.path for file in files if file.path not in tree.records and (out / file.path).exists()]
    if blocked:
        raise TargetError(
            f"not written by grafmint and in the way: {', '.join(str(out / path) for path in blocked)}",
            hint="move them, or choose another --out",
        )
    changed = [file for file in files if tree.read(file.path) != file.content]
    stale = set(tree.records) - {file.path for file in files}
    if changed or stale:
        for _ in write_tree(tree, owner, changed, stale):
            pass
    return len(changed) + len(stale)
