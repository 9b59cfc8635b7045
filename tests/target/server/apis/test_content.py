"""Content: the object that is sent, and the version that its mark says this write makes."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from grafmint.bundle import Entry
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.content import Content
from grafmint.target.server.proof.owner import Owner
from tests.target.server.apis.scene import MARK

CLAIM = Claim(owner=Owner("shop"), root=Path("/"))


def version(spec: dict[str, Any], folder: str | None, *, keeps: bool = False) -> int:
    """What the mark says of a write of that over version 4 of `Load` in the folder `shop`."""
    entry = Entry(kind="dashboard", uid="load", title="Load", folder=folder, document=b"{}")
    content = Content(entry=entry, claim=CLAIM, spec=spec, checksum="c", keeps=keeps)
    metadata = {"name": "load", "generation": 4, "resourceVersion": "9", "annotations": {"grafana.app/folder": "shop"}}
    sent = content.over({"metadata": metadata, "spec": {"title": "Load", "description": "d"}})
    found: int = orjson.loads(sent["metadata"]["annotations"][MARK])["version"]
    return found


@pytest.mark.parametrize(
    ("spec", "folder", "expected"),
    [
        ({"title": "Load", "description": "d"}, "shop", 4),
        ({"title": "Load"}, "shop", 5),
        ({"title": "Load", "description": "d"}, "team", 5),
        ({"title": "Load", "description": "d"}, None, 5),
    ],
)
def test_only_another_spec_or_folder_counts(spec: dict[str, Any], folder: str | None, expected: int) -> None:
    """A mark that is ahead of its object would pass for the proof of the next edit of somebody."""
    assert version(spec, folder) == expected


def test_what_is_kept_is_no_change() -> None:
    """A folder's description is nothing that the code speaks of."""
    assert (version({"title": "Load"}, "shop", keeps=True), version({"title": "X"}, "shop", keeps=True)) == (4, 5)
