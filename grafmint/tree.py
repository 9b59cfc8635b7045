"""Tree: a directory of files that are grafmint's own, told apart from everybody else's by a manifest."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs
import orjson

from grafmint.errors import TargetError

MANIFEST = "grafmint.manifest.json"
_FORMAT = 1

#: `provider` is the file that the top level needs without being a folder.
FileKind = Literal["folder", "datasource", "dashboard", "provider"]
State = Literal["absent", "ours", "edited", "foreign"]


@attrs.frozen(kw_only=True)
class File:
    """One file that a tree is to hold: its path below the root, and the resource that it is of."""

    path: str
    kind: FileKind
    uid: str
    content: bytes = attrs.field(repr=False)

    def record(self, *earlier: str) -> "Record":
        """What the manifest says of it, with the digests of contents that it had before."""
        return Record(kind=self.kind, uid=self.uid, digests=tuple(dict.fromkeys((*earlier, digest(self.content)))))


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
        """The content of a file below the root, or None; raises TargetError when it cannot be read."""
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise TargetError(f"{self.root / path} cannot be read: {error.strerror}") from error

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
    try:
        document = orjson.loads(path.read_bytes())
        records = {name: _record(value) for name, value in document["files"].items()}
        written_by, format_ = document["owner"], document["format"]
    except FileNotFoundError:
        return Tree(root, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise TargetError(
            f"{path} is no manifest of grafmint: {error}", hint="remove the directory or restore it"
        ) from error
    if format_ != _FORMAT:
        raise TargetError(f"{path} was written by another version of grafmint (format {format_})", hint="use that one")
    if written_by != owner:
        raise TargetError(f"{root} belongs to {written_by!r}, not to {owner!r}", hint="choose another directory")
    return Tree(root, records)


def write_tree(tree: Tree, owner: str, files: Iterable[File], removed: Iterable[str] = ()) -> Iterator[File]:
    """Write files and remove others, yielding each file when it stands; what is cut short the next run completes.

    The manifest is written first, naming the old and the new content of each file, so that at no moment a file of ours
    looks like somebody else's. Raises TargetError when the disk refuses.
    """
    files, removed = list(files), list(removed)
    records = dict(tree.records)
    try:
        for file in files:
            old = records.get(file.path)
            records[file.path] = file.record(*(old.digests if old is not None else ()))
        _write_manifest(tree.root, owner, records)
        for file in files:
            write_file(tree.root / file.path, file.content)
            records[file.path] = file.record()
            yield file
        for path in removed:
            (tree.root / path).unlink(missing_ok=True)
            _drop_empty(tree.root, (tree.root / path).parent)
            records.pop(path, None)
        _write_manifest(tree.root, owner, records)
    except OSError as error:
        raise TargetError(f"{error.filename or tree.root} cannot be written: {error.strerror}") from error


def write_file(path: Path, content: bytes) -> None:
    """Replace a file in one step: a reader sees the old content or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files that only the owner reads; a Grafana runs as somebody else.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def digest(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _record(value: Any) -> Record:
    return Record(kind=value["kind"], uid=value["uid"], digests=tuple(value["sha256"]))


def _write_manifest(root: Path, owner: str, records: Mapping[str, Record]) -> None:
    files = {
        path: {"kind": record.kind, "uid": record.uid, "sha256": list(record.digests)}
        for path, record in records.items()
    }
    document = {"format": _FORMAT, "owner": owner, "files": files}
    content = orjson.dumps(document, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if not (root / MANIFEST).is_file() or (root / MANIFEST).read_bytes() != content:
        write_file(root / MANIFEST, content)


def _drop_empty(root: Path, folder: Path) -> None:
    while folder != root and folder.is_relative_to(root) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
