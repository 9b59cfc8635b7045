"""The files of a build."""

from pathlib import Path

import pytest

from grafmint.bundle import Bundle, Entry, Kind
from grafmint.output import path_of, prepare_build, write_build


def _entry(kind: Kind = "dashboard", folder: str | None = None, document: bytes = b"{}\n") -> Entry:
    return Entry(kind=kind, uid="u", title="U", folder=folder, document=document)


@pytest.mark.parametrize(
    ("entry", "path"),
    [
        (_entry(), "dashboards/u.json"),
        (_entry(folder="shop"), "dashboards/shop/u.json"),
        (_entry("folder", folder="parent"), "folders/u.json"),
        (_entry("datasource"), "datasources/u.json"),
    ],
)
def test_a_kind_has_its_place(entry: Entry, path: str) -> None:
    """Dashboards lie by folder, everything else by kind."""
    assert path_of(entry) == path


def test_preparing_writes_nothing(tmp_path: Path) -> None:
    """What a build would change is known before anything is."""
    prepared = prepare_build(Bundle(entries=(_entry(),)), tmp_path / "x", "me")
    assert [file.path for file in prepared.changed] == ["dashboards/u.json"]
    assert list(tmp_path.iterdir()) == []


def test_writing_counts_what_changed(tmp_path: Path) -> None:
    """Changed and removed files are counted, the others are not touched."""
    bundle = Bundle(entries=(_entry(), _entry("folder")))
    assert write_build(bundle, tmp_path, "me") == 2
    assert write_build(bundle, tmp_path, "me") == 0
    assert write_build(Bundle(entries=(_entry(document=b"[]\n"),)), tmp_path, "me") == 2


def test_an_edit_is_known_before_it_is_overwritten(tmp_path: Path) -> None:
    """What a build overwrites tells an edit from a file that only the code has changed."""
    write_build(Bundle(entries=(_entry(), _entry("folder"))), tmp_path, "me")
    (tmp_path / "folders/u.json").write_bytes(b"by hand")
    prepared = prepare_build(Bundle(entries=(_entry(document=b"[]\n"), _entry("folder"))), tmp_path, "me")
    assert len(prepared.changed) == 2
    assert prepared.overwritten == ("folders/u.json",)
