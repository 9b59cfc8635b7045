"""Tree: a directory of files that are grafmint's own, told apart from everybody else's by a manifest."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeAlias

import attrs
import orjson

from grafmint.bundle import Kind
from grafmint.errors import TargetError

MANIFEST = "grafmint.manifest.json"
_FORMAT = 1
# The same name in every run: what a killed run leaves the next one overwrites or removes.
_TEMPORARY = ".grafmint.tmp"

#: What a file is of: a resource, or a review or the index of a backup, which are of none.
FileKind: TypeAlias = Kind | Literal["review", "backup"]
State = Literal["absent", "ours", "edited", "foreign"]


@attrs.frozen(kw_only=True)
class File:
    """One file that a tree is to hold: its path below the root, and the resource or other thing that it is of."""

    path: str
    kind: FileKind
    uid: str
    content: bytes = attrs.field(repr=False)

    @cached_property
    def digest(self) -> str:
        """The digest of its content."""
        return digest(self.content)

    def record(self, *earlier: str) -> "Record":
        """What the manifest says of it, with the digests of contents that it had before."""
        return Record(kind=self.kind, uid=self.uid, digests=tuple(dict.fromkeys((*earlier, self.digest))))


@attrs.frozen(kw_only=True)
class Record:
    """What the manifest says of a file: the resource, and every content that it was or was about to be given."""

    kind: FileKind
    uid: str
    digests: tuple[str, ...]


@attrs.frozen
class Tree:
    """The directory and its manifest as they were read."""

    root: Path
    records: Mapping[str, Record]

    def read(self, path: str) -> bytes | None:
        """The content of a file below the root, or None; raises TargetError when it cannot be read or is a link."""
        try:
            _refuse_links(self.root, (path,))
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise TargetError(f"{self.root / path} cannot be read: {error.strerror}", hint="move it away") from error

    def state(self, path: str) -> State:
        """Whether a path is free, holds what we wrote, what somebody made of it, or what was never ours."""
        content = self.read(path)
        if content is None:
            return "absent"
        record = self.records.get(path)
        if record is None:
            return "foreign"
        return "ours" if digest(content) in record.digests else "edited"


def open_tree(root: Path, owner: str) -> Tree:
    """The tree below `root`; raises TargetError when its manifest is broken or another project's."""
    path = root / MANIFEST
    if root.exists() and not root.is_dir():
        raise TargetError(f"{root} is no directory", hint="move it away, or choose another directory")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Tree(root, {})
    except OSError as error:
        raise TargetError(f"{path} cannot be read: {error.strerror}") from error
    try:
        document = orjson.loads(content)
        records = {name: _record(name, value) for name, value in document["files"].items()}
        written_by, format_ = document["owner"], document["format"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise TargetError(f"{path} is no manifest of grafmint", hint="restore it, or remove the directory") from error
    if format_ != _FORMAT:
        raise TargetError(f"{path} was written by another version of grafmint (format {format_})", hint="use that one")
    if written_by != owner:
        raise TargetError(f"{root} belongs to {written_by!r}, not to {owner!r}", hint="choose another directory")
    return Tree(root, records)


def write_tree(tree: Tree, owner: str, files: Iterable[File], removed: Iterable[str] = ()) -> Iterator[File]:
    """Write files and remove others, yielding each file when it stands; what is cut short the next run completes.

    The manifest is written first, naming the old and the new content of each file, so that at no moment a file of ours
    looks like somebody else's. Raises TargetError when the disk refuses, or where a link leads somewhere else.
    """
    files, removed = list(files), list(removed)
    records = dict(tree.records)
    try:
        # A directory to sync to is its owner's choice; a review's lies in the checkout of somebody's change.
        if "review" in {file.kind for file in files} | {record.kind for record in records.values()}:
            _refuse_link(tree.root)
        _refuse_links(tree.root, (*(file.path for file in files), *removed))
        _drop_leftovers(tree.root, records)
        for file in files:
            old = records.get(file.path)
            records[file.path] = file.record(*(old.digests if old is not None else ()))
        _write_manifest(tree.root, owner, records)
        for file in files:
            write_file(os.path.join(tree.root, file.path), file.content)  # noqa: PTH118  # see write_file
            records[file.path] = file.record()
            yield file
        for path in removed:
            (tree.root / path).unlink(missing_ok=True)
            _drop_empty(tree.root, (tree.root / path).parent)
            records.pop(path, None)
        _write_manifest(tree.root, owner, records)
    except OSError as error:
        raise TargetError(
            f"{error.filename2 or error.filename or tree.root} cannot be written: {error.strerror}",
            hint="mend that and run the same command again: it goes on where it stopped",
        ) from error


def write_file(path: str, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old content or the new one, never half of it."""
    # Plain calls: with thousands of files, path objects and temporary names would take as long as the writing.
    temporary = f"{path}{_TEMPORARY}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(temporary, flags, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def digest(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _record(path: str, value: Any) -> Record:
    parts = PurePosixPath(path)
    # A manifest is a file like any other: what it names outside of its directory is not ours to remove.
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise ValueError(path)
    return Record(kind=value["kind"], uid=value["uid"], digests=tuple(value["digests"]))


def _refuse_links(root: Path, paths: Iterable[str]) -> None:
    """Raise TargetError when a link stands on the way to a file below the root."""
    parts = (path.split("/") for path in paths)
    steps = {"/".join(names[:end]) for names in parts for end in range(1, len(names) + 1)}
    for step in sorted(steps):
        _refuse_link(os.path.join(root, step))  # noqa: PTH118  # see write_file


def _refuse_link(path: str | Path) -> None:
    """Raise TargetError for a link: who follows it writes where whoever made it wants."""
    if os.path.islink(path):  # noqa: PTH114  # see write_file
        raise TargetError(f"{path} is a symbolic link", hint="replace it by what it points to, or remove it")


def _drop_leftovers(root: Path, paths: Iterable[str]) -> None:
    """Remove the temporary files that a killed run left beside files of ours."""
    for path in (*paths, MANIFEST):
        temporary = os.path.join(root, f"{path}{_TEMPORARY}")  # noqa: PTH118  # see write_file
        if os.path.lexists(temporary):
            _refuse_links(root, (path,))
            Path(temporary).unlink(missing_ok=True)


def _write_manifest(root: Path, owner: str, records: Mapping[str, Record]) -> None:
    files = {
        path: {"kind": record.kind, "uid": record.uid, "digests": list(record.digests)}
        for path, record in records.items()
    }
    document = {"format": _FORMAT, "owner": owner, "files": files}
    content = orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if not (root / MANIFEST).is_file() or (root / MANIFEST).read_bytes() != content:
        write_file(str(root / MANIFEST), content)


def _drop_empty(root: Path, folder: Path) -> None:
    while folder != root and folder.is_relative_to(root) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
