"""The files of a backup: each resource as a build writes it, and `backup.json`, which says whose each one was."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Any, get_args

import attrs
import orjson

from grafmint.backup.backup import Backup, Kept
from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.errors import TargetError
from grafmint.output import Output, content_of, path_of, prepare_files
from grafmint.plan.snapshot import Whose
from grafmint.tree import File, Tree, digest, open_tree

#: What a directory of a backup belongs to, so that no build takes it for its own.
OWNER = "grafmint backup"
INDEX = "backup.json"
_FORMAT = 1
_HEAD = ("project", "environment", "url", "org", "grafana")
_ENTRY = ("kind", "uid", "title", "folder")
_PLAIN = re.compile(r"[\w-][\w.-]*")
_DIGITS = 6
_CUT = "a backup that was cut short has none: take it again with `grafmint backup --out`"
Json = dict[str, Any]


def prepare_backup(backup: Backup, out: Path) -> Output:
    """What a backup changes below a directory, written nowhere yet.

    Raises TargetError where a file of somebody else is in the way, or a backup of something else, or a fuller one.
    """
    tree = open_tree(out, OWNER)
    if tree.records:
        _refuse_other(backup, _index(tree), out)
    paths = dict(_paths(backup))
    files = [
        File(path=path, kind=kept.entry.kind, uid=kept.entry.uid, content=content_of(kept.entry))
        for path, kept in paths.items()
    ]
    # It is written last: a backup that was cut short has the index of the one before, or none.
    index = File(path=INDEX, kind="backup", uid=INDEX, content=_content(backup, paths))
    return prepare_files([*files, index], out, OWNER)


def read_backup(folder: Path) -> Backup:
    """The backup in a directory; raises TargetError where there is none, or not all that it should have."""
    tree = open_tree(folder, OWNER)
    index = _index(tree)
    try:
        kept = tuple(_kept(said, _content_of(tree, path)) for path, said in index["resources"].items())
        return Backup(
            **{name: index[name] for name in _HEAD},
            taken=datetime.fromisoformat(index["taken"]),
            select=tuple(index["select"]),
            resources=kept,
            unread=tuple(index["unread"]),
            lacking=tuple((kind, uid) for kind, uid in index["lacking"]),
            is_seen=bool(index["is_seen"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TargetError(f"{folder / INDEX} is damaged: {error}", hint="take another backup") from error


def _paths(backup: Backup) -> Iterator[tuple[str, Kept]]:
    """The file of each resource; a few digits tell names apart that come to the same one, in whatever letters."""
    taken = {INDEX.casefold()}
    for kept in backup.resources:
        entry = kept.entry
        folder = _plain(entry.folder) if entry.folder is not None else None
        path = path_of(attrs.evolve(entry, uid=_plain(entry.uid), folder=folder))
        if path.casefold() in taken:
            stem, dot, ending = path.rpartition(".")
            path = f"{stem}-{digest(entry.uid.encode())[:_DIGITS]}{dot}{ending}"
        taken.add(path.casefold())
        yield path, kept


def _plain(name: str) -> str:
    """A uid as a part of a path, whatever characters a server takes in one."""
    return name if _PLAIN.fullmatch(name) else re.sub(r"[^\w-]", lambda found: f"%{ord(found[0]):02X}", name)


def _content(backup: Backup, paths: Mapping[str, Kept]) -> bytes:
    head = {name: getattr(backup, name) for name in _HEAD}
    return canonical(
        {
            **head,
            "type": "backup",
            "format": _FORMAT,
            "taken": backup.taken.isoformat(),
            "select": list(backup.select),
            "unread": list(backup.unread),
            "lacking": [list(key) for key in backup.lacking],
            "is_seen": backup.is_seen,
            "resources": {path: _said(kept) for path, kept in paths.items()},
        }
    )


def _said(kept: Kept) -> Json:
    said = {name: getattr(kept.entry, name) for name in _ENTRY}
    return {**said, "whose": kept.whose, "secrets": list(kept.secrets)}


def _kept(said: Json, content: bytes) -> Kept:
    if said["whose"] not in {None, *get_args(Whose)}:
        raise ValueError(said["whose"])
    entry = Entry(document=canonical(orjson.loads(content)), **{name: said[name] for name in _ENTRY})
    return Kept(entry=entry, whose=said["whose"], secrets=tuple(said["secrets"]))


def _index(tree: Tree) -> Json:
    content = tree.read(INDEX)
    if content is None:
        below = sorted(path.parent for path in tree.root.glob(f"*/{INDEX}"))
        hint = f"give --from {quote(str(below[0]))}" if below else _CUT
        raise TargetError(f"{tree.root} is no backup: it has no {INDEX}", hint=hint)
    try:
        found: Json = orjson.loads(content)
        type_, format_ = found["type"], found["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise TargetError(f"{tree.root / INDEX} is damaged", hint="take another backup") from error
    if (type_, format_) != ("backup", _FORMAT):
        raise TargetError(f"{tree.root} was written by another version of grafmint", hint="use that one")
    return found


def _content_of(tree: Tree, path: str) -> bytes:
    """The content of a file that the manifest has too: a path that only the index names may lead anywhere."""
    content = tree.read(path) if path in tree.records else None
    if content is None:
        raise TargetError(f"{tree.root / path} is missing: the backup is not whole", hint="put it back")
    if tree.state(path) != "ours":
        raise TargetError(f"{tree.root / path} was changed after the backup was taken", hint="take that change back")
    return content


def _refuse_other(backup: Backup, there: Json, out: Path) -> None:
    """Raise TargetError for a backup of something else, and for one that has what this one lacks."""
    other = Backup(**{name: there[name] for name in _HEAD}, taken=backup.taken, select=tuple(there["select"]))
    if other.source != backup.source:
        of = " ".join((f"{other.environment} of {other.project!r} at {other.url}", *_options(other.select)))
        raise TargetError(f"{out} holds a backup of {of}", hint="choose another --out")
    kept = [(said["kind"], said["uid"]) for said in there["resources"].values()]
    lost = sorted({kind for kind, uid in kept if kind in backup.unread or (kind, uid) in backup.lacking})
    hint = "choose another --out, or credentials that may read them"
    if lost:
        names = ", ".join(lost)
        raise TargetError(f"{out} has what could not be read this time, and would lose it: {names}", hint=hint)
    # What is hidden looks like what is gone.
    if there["is_seen"] and not backup.is_seen:
        what = "every folder and dashboard, and would lose those that these credentials may not see"
        raise TargetError(f"{out} has {what}", hint=hint)


def _options(select: Iterable[str]) -> Iterator[str]:
    yield from (f"--select {each}" for each in select)
