"""A directory of ours among other people's files."""

import os
import shutil
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


def test_what_a_killed_run_leaves_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed before it renames leaves one temporary file, and the next write removes it."""
    _write(tmp_path, FILE)
    real = os.replace

    def killed(source: str, target: str) -> None:
        shutil.copy(source, f"{source}.copy")
        real(source, target)
        real(f"{source}.copy", source)

    monkeypatch.setattr(os, "replace", killed)
    _write(tmp_path, File(path=FILE.path, kind="dashboard", uid="b", content=b"two"))
    monkeypatch.undo()
    left = sorted(path.name for path in tmp_path.rglob("*.tmp"))
    assert left == ["b.json.grafmint.tmp", f"{MANIFEST}.grafmint.tmp"]
    _write(tmp_path, File(path="c", kind="folder", uid="c", content=b""))
    assert list(tmp_path.rglob("*.tmp")) == []


def test_leftovers_are_not_removed_through_a_link(tmp_path: Path) -> None:
    """A link to a directory in the place of one of ours is an error, and what lies behind it stays."""
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    _write(root, FILE)
    (root / "a").rename(elsewhere)
    (root / "a").symlink_to(elsewhere)
    (elsewhere / "b.json.grafmint.tmp").write_bytes(b"theirs")
    with pytest.raises(TargetError, match="is a symbolic link"):
        _write(root, File(path="c", kind="folder", uid="c", content=b""))
    assert (elsewhere / "b.json.grafmint.tmp").read_bytes() == b"theirs"


def test_a_planted_temporary_link_is_not_followed(tmp_path: Path) -> None:
    """Who puts a link where the temporary file will be does not have its target written."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"theirs")
    (tmp_path / "root/a").mkdir(parents=True)
    (tmp_path / "root/a/b.json.grafmint.tmp").symlink_to(elsewhere)
    with pytest.raises(TargetError, match="cannot be written"):
        _write(tmp_path / "root", FILE)
    assert elsewhere.read_bytes() == b"theirs"


@pytest.mark.parametrize("link", ["a", "a/b.json"])
def test_reading_follows_no_link(tmp_path: Path, link: str) -> None:
    """A link in the place of a file, or of a folder above it, is refused when it is read."""
    _write(tmp_path / "root", FILE)
    (tmp_path / "root" / link).rename(tmp_path / "elsewhere")
    (tmp_path / "root" / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(TargetError, match="is a symbolic link"):
        open_tree(tmp_path / "root", "me").state(FILE.path)


def test_a_review_is_not_written_through_a_root_that_is_a_link(tmp_path: Path) -> None:
    """Whoever commits a link under the name of its directory has nothing written or removed behind it."""
    elsewhere, link = tmp_path / "elsewhere", tmp_path / "root"
    page = File(path="review.html", kind="review", uid="review.html", content=b"one")
    _write(elsewhere, page)
    link.symlink_to(elsewhere)
    before = (elsewhere / MANIFEST).read_bytes()
    for files, removed in (([File(path="new", kind="review", uid="new", content=b"")], ()), ([], (page.path,))):
        with pytest.raises(TargetError, match="root is a symbolic link"):
            _write(link, *files, removed=removed)
    assert sorted(path.name for path in elsewhere.iterdir()) == [MANIFEST, page.path]
    assert (elsewhere / MANIFEST).read_bytes() == before


def test_a_directory_to_sync_to_may_be_a_link(tmp_path: Path) -> None:
    """Its owner names it, and the link is the owner's."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").symlink_to("elsewhere")
    assert _write(tmp_path / "root", FILE) == [FILE]
    assert (tmp_path / "elsewhere" / FILE.path).read_bytes() == FILE.content
