"""Claim: what an object says of where it comes from."""

from pathlib import Path

import pytest

from grafmint.bundle import Entry
from grafmint.origin import Place
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.proof.mark import Mark
from grafmint.target.server.proof.owner import Owner

CLAIM = Claim(owner=Owner("shop", "prod"), root=Path("/home/somebody/project"))
MARK = Mark(project="shop", uid="load", version=1)
SOURCE = "grafana.app/sourcePath"


def entry(file: str | None) -> Entry:
    """A dashboard from a file."""
    place = Place(file, 3) if file is not None else None
    return Entry(kind="dashboard", uid="load", title="Load", document=b"{}", file=place)


@pytest.mark.parametrize(
    ("file", "source"),
    [("/home/somebody/project/json/load.json", "json/load.json"), ("/usr/lib/boards.py", None), (None, None)],
)
def test_a_file_is_named_as_it_is_in_the_project(file: str | None, source: str | None) -> None:
    """Where the project lies on somebody's machine is nobody's business."""
    assert CLAIM.annotations(entry(file), None, MARK).get(SOURCE) == source


def test_what_others_say_stays() -> None:
    """All but what a save of theirs said of itself."""
    there = {
        "metadata": {
            "annotations": {
                "team.example/owner": "payments",
                "grafana.app/message": "theirs",
                "grafana.app/saved-from-ui": "true",
                "grafana.app/folder": "old",
                SOURCE: "old.py",
            }
        }
    }
    assert CLAIM.annotations(entry(None), there, None) == {
        "team.example/owner": "payments",
        "grafana.app/message": "grafmint sync of shop",
    }
