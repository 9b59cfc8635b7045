"""Dashboards that others made: taken as they are, without what belongs to one server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grafmint.bundle import Bundle
from grafmint.compile.foreign import lone_entry
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.project import ForeignDashboard

Build = Callable[..., Bundle]
PLACE = Place(str(Path(__file__).parent / "old.json"), 1)


def foreign(**document: Any) -> ForeignDashboard:
    """A dashboard of others."""
    return ForeignDashboard(document=document, place=PLACE)


def test_it_is_taken_as_it_is(build: Build) -> None:
    """Panels, nulls and unknown keys stay; numbers take our form."""
    bundle = build(foreign(uid="old", title="Old", panels=[{"id": 1, "x": None, "n": 2.0}], strange=[{"a": 1.5}]))
    (entry,) = bundle
    assert (entry.kind, entry.uid, entry.title, entry.folder, entry.foreign) == ("dashboard", "old", "Old", None, True)
    assert entry.json == {
        "uid": "old",
        "title": "Old",
        "panels": [{"id": 1, "x": None, "n": 2}],
        "strange": [{"a": 1.5}],
    }
    assert b"2.0" not in entry.document
    assert entry.place("/panels/0") == PLACE


def test_what_belongs_to_one_server_is_dropped(build: Build) -> None:
    """Its own numbers, the extras of an export, and our mark."""
    document: dict[str, Any] = {"uid": "old", "title": "Old"}
    extras = dict.fromkeys(("id", "version", "iteration", "__inputs", "__requires", "__elements", "grafmint"), 1)
    assert build(foreign(**document, **extras)).entries[0].json == document


@pytest.mark.parametrize(
    ("tags", "kept"),
    [
        (["a", "grafmint:shop", "grafmint", "b"], {"tags": ["a", "grafmint", "b"]}),
        (["grafmint:shop", "grafmint:other"], {}),
        ([], {"tags": []}),
        ("grafmint:shop", {"tags": "grafmint:shop"}),
        ([3, None], {"tags": [3, None]}),
    ],
)
def test_a_sync_s_tag_is_no_tag_of_the_dashboard(build: Build, tags: Any, kept: Any) -> None:
    """Whoever exports what a sync wrote brings it along; without others no empty list is left."""
    document: dict[str, Any] = {"uid": "old", "title": "Old"}
    assert build(foreign(**document, tags=tags)).entries[0].json == {**document, **kept}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"uid": "old"}, "the dashboard has no title"),
        ({"uid": "old", "title": " "}, "the dashboard has no title"),
        ({"title": "Old"}, "the dashboard 'Old' has no uid"),
        ({"title": "Old", "uid": 3}, "the dashboard 'Old' has no uid"),
        ({"title": "Old", "uid": "a b"}, "the dashboard 'Old': uid 'a b' has characters other than"),
        ({"title": "Old", "uid": "a", "x": float("nan")}, "nan is not a finite number"),
        ({"title": "Old", "uid": "a", "x": object}, "is no JSON"),
    ],
)
def test_one_that_cannot_go_to_a_server_is_an_error_at_its_file(
    build: Build, document: dict[str, Any], message: str
) -> None:
    """It needs a title and a uid, as ours do."""
    bundle = build(foreign(**document))
    (finding,) = bundle.findings
    assert (finding.rule, finding.severity) == ("foreign-dashboard", "error")
    assert message in finding.message
    assert finding.place == Place("old.json", 1)
    assert bundle.entries == ()


def test_one_that_goes_nowhere_needs_neither() -> None:
    """`grafmint check FILE` looks at any dashboard."""
    entry = lone_entry(foreign(panels=[]))
    assert not isinstance(entry, Finding)
    assert (entry.uid, entry.title) == ("", "")
