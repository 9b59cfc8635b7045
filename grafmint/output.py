"""The files that a command writes, and those of a build: plain JSON as Grafana's own import takes it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from grafmint.bundle import FILES, Bundle, Entry, Kind, shown
from grafmint.errors import TargetError
from grafmint.model.key import slug
from grafmint.tree import File, Tree, open_tree, write_tree

_PATHS: Mapping[Kind, str] = {
    "folder": "folders/{uid}.json",
    "datasource": "datasources/{uid}.json",
    "library-panel": "library-panels/{folder}{uid}.json",
    "dashboard": "dashboards/{folder}{uid}.json",
    "template": "alerting/templates/{slug}.json",
    "mute-timing": "alerting/mute-timings/{slug}.json",
    "contact-point": "alerting/contact-points/{slug}.json",
    "policy": "alerting/policies.json",
    "alert-rule": "alerting/rules/{folder}{uid}.json",
    "rule-group": "alerting/groups/{folder}{slug}.json",
    "prometheus-rules": "prometheus/{uid}.yaml",
    "alertmanager": "alertmanager/alertmanager.yml",
    "alertmanager-template": "alertmanager/templates/{name}.tmpl",
}
_PLAIN = re.compile(r"[\w-][\w.-]*")
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
    folder = f"{entry.folder}/" if entry.folder else ""
    # A name may be anything, a file's name may not.
    name = entry.title if _PLAIN.fullmatch(entry.title) else slug(entry.title) or "_"
    return _PATHS[entry.kind].format(folder=folder, uid=entry.uid, slug=slug(entry.title) or "_", name=name)


def content_of(entry: Entry) -> bytes:
    """What stands in an entry's file."""
    if entry.kind not in FILES:
        return entry.document
    # YAML takes a while to load, and most projects have nothing that is written in it.
    from grafmint.compile.prometheus.files import content

    return content(entry)


def prepare_build(bundle: Bundle, out: Path, owner: str) -> Output:
    """What a bundle changes below `out`, written nowhere yet.

    Raises TargetError when a file that is not ours stands in the way, or two entries would have the same one.
    """
    entries = dict[str, Entry]()
    for entry in bundle:
        other = entries.setdefault(path_of(entry), entry)
        if other is not entry:
            names = f"{shown(entry.kind)} {other.title!r} and {entry.title!r}"
            raise TargetError(f"{names} have the same file, {path_of(entry)}", hint="rename one of them")
    files = [
        File(path=path, kind=entry.kind, uid=entry.uid, content=content_of(entry)) for path, entry in entries.items()
    ]
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
