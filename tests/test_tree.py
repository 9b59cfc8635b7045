"""A directory of ours among other people's files."""

from pathlib import Path

import pytest

from grafmint.errors import TargetError
from grafmint.tree import MANIFEST, File, digest, open_tree, write_tree

FILE = File(path="a/b.json", kind="dashboard", uid="b", content=b"one")


def _write(root: Path, *files: File, removed: tuple[str, ...] = ()) -> list[File]:
    return list(write_tree(open_tree(root, "me"), "me", files, removed))


def test_a_path_is_absent_ours_edited_or_foreign(tmp_path: Path) -> None:
    """The manifest tells what we wrote from what somebody made of it and from what was never ours."""
    assert open_tree(tmp_path / "none", "me").state("a/b.json") == "absent"
    assert _write(tmp_path, FILE) == [FILE]
    (tmp_path / "a/c.json").write_bytes(b"theirs")
    tree = open_tree(tmp_path, "me")
    assert [tree.state(path) for path in ("a/b.json", "a/c.json", "a/d.json")] == ["ours", "foreign", "absent"]
    (tmp_path / "a/b.json").write_bytes(b"two")
    assert tree.state("a/b.json") == "edited"


def test_removing_drops_empty_directories_only(tmp_path: Path) -> None:
    """A directory that holds somebody else's file stays."""
    other = File(path="x/y/z.json", kind="dashboard", uid="z", content=b"z")
    _write(tmp_path, FILE, other)
    (tmp_path / "a/theirs").write_bytes(b"")
    _write(tmp_path, removed=("a/b.json", "x/y/z.json"))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", MANIFEST, "theirs"]


def test_a_cut_short_write_knows_both_contents(tmp_path: Path) -> None:
    """While files are written, the old content and the new one both count as ours."""
    _write(tmp_path, FILE)
    new = File(path=FILE.path, kind="dashboard", uid="b", content=b"two")
    writing = write_tree(open_tree(tmp_path, "me"), "me", [new, File(path="c", kind="folder", uid="c", content=b"")])
    next(writing)
    del writing
    record = open_tree(tmp_path, "me").records[FILE.path]
    assert set(record.digests) == {digest(b"one"), digest(b"two")}


def test_a_failed_write_leaves_no_half_file(tmp_path: Path) -> None:
    """When a directory stands where the file should be, the error names it and no temporary file is left."""
    (tmp_path / "a/b.json").mkdir(parents=True)
    with pytest.raises(TargetError, match=r"b\.json cannot be written: "):
        _write(tmp_path, FILE)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b.json", MANIFEST]


def test_reading_a_directory_as_a_file_is_told(tmp_path: Path) -> None:
    """What is no file cannot be read, and the message says so."""
    (tmp_path / "a/b.json").mkdir(parents=True)
    with pytest.raises(TargetError, match="Is a directory"):
        open_tree(tmp_path, "me").state("a/b.json")


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", ""])
def test_a_manifest_cannot_point_outside(tmp_path: Path, path: str) -> None:
    """A manifest that names a file outside of its directory is refused, whoever wrote it."""
    files = f'{{"{path}": {{"kind": "folder", "uid": "x", "digests": []}}}}'
    (tmp_path / MANIFEST).write_text(f'{{"format": 1, "owner": "me", "files": {files}}}', encoding="utf-8")
    with pytest.raises(TargetError, match="no manifest of grafmint"):
        open_tree(tmp_path, "me")
