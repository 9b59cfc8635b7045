"""Boards: what we add is taken away again, and nothing else."""

from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.target.server.api.board import body, plain_document, read_board
from grafmint.target.server.proof.mark import KEY, Mark
from grafmint.target.server.proof.owner import Owner

tags = st.lists(st.sampled_from(("a", "b", "grafmint:other", "grafmint:shop")), max_size=4)
folders, versions = st.none() | st.just("shop"), st.none() | st.integers(min_value=1, max_value=99)


def entry(folder: str | None = None, **said: Any) -> Entry:
    """A dashboard in the code."""
    return Entry(
        kind="dashboard", uid="load", title="Load", folder=folder, document=canonical({"title": "Load", **said})
    )


@given(tags=st.none() | tags, folder=folders, planned=versions)
def test_what_is_saved_is_read_back_as_the_code(
    tags: list[str] | None, folder: str | None, planned: int | None
) -> None:
    """Mark, tag and the server's counters come and go; the document that is compared is the same on both ways."""
    made = entry(folder, **({} if tags is None else {"tags": tags}))
    sent = orjson.loads(body(made, Owner("shop"), planned, "a message", whose="ours"))
    board, version = sent["dashboard"], (planned or 0) + 1
    live = read_board({**board, "id": 7, "version": version}, "shop", version=version, folder=folder)
    assert live.document == plain_document(made, "shop")
    assert live.proof("load") == live.mark
    assert live.tagged
    assert live.mark is not None
    bare = attrs.evolve(live.mark, checksum=None, meaning=None)
    assert bare == Mark(project="shop", uid="load", folder=folder, version=version)
    assert board["tags"].count("grafmint:shop") == 1
    assert "grafmint:other" not in (tags or ()) or "grafmint:other" in board["tags"]


@pytest.mark.parametrize(("planned", "version"), [(None, "none"), (3, 3)])
def test_a_save_never_overwrites(planned: int | None, version: object) -> None:
    """It sends the version that it replaces, none for a new one, and always the folder."""
    sent = orjson.loads(body(entry("shop"), Owner("shop"), planned, "a message", whose="ours"))
    assert (sent["overwrite"], sent["folderUid"], sent["message"]) == (False, "shop", "a message")
    assert sent["dashboard"].get("version", "none") == version
    assert orjson.loads(body(entry(), Owner("shop"), planned, "", whose="ours"))["folderUid"] == ""


@pytest.mark.parametrize(
    "mark",
    [
        None,
        {"project": "other", "uid": "load", "version": 3},
        {"project": "shop", "uid": "copy", "version": 3},
        {"project": "shop", "uid": "load", "version": 2},
        {"project": "shop", "uid": "load"},
    ],
)
def test_another_mark_is_no_proof(mark: object) -> None:
    """Of another project, another uid, another version or none: not as we wrote it."""
    live = read_board({"title": "Load", KEY: mark}, "shop", version=3)
    assert live.proof("load") is None
    assert KEY.encode() not in live.document


def test_tags_of_nobody_break_nothing() -> None:
    """A dashboard of others may have a text or null where its tags should be."""
    for odd in ("grafmint:shop", None, 3):
        assert b'"Load"' in read_board({"title": "Load", "tags": odd}, "shop", version=1).document
