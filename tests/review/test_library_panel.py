"""Library panels in a review: who shows what changes, and pictures with their content."""

from typing import Any

from grafmint.bundle import Bundle, Entry
from grafmint.data.sample import NOW, Sample
from grafmint.picture.image import PictureKey, panel_name
from grafmint.review.illustrate import Look, illustrated
from grafmint.review.make import make_review
from grafmint.review.pictures import keys, wanted
from grafmint.review.review import ResourceChange, Review
from grafmint.revision import Revision
from tests.review.scene import Panel, board, change, changes, entry, panel, steps, told

LOW, HIGH = (steps(("green", None), ("red", value), unit="percentunit") for value in (1.0, 50.0))
USE: Panel = {
    "id": 7,
    "title": "Errors",
    "gridPos": {"x": 0, "y": 0, "w": 24, "h": 4},
    "libraryPanel": {"uid": "errors", "name": "Errors"},
}
LOOK = Look(now=NOW, format="svg", datasources={"prom": "prometheus"})


def _library(*, name: str = "Errors", uid: str = "errors", folder: str | None = None, **fields: Any) -> Entry:
    model = {key: value for key, value in panel("Errors", **fields).items() if key not in ("id", "gridPos")}
    document = {"uid": uid, "name": name, "model": model}
    return entry(document, uid, title=name, folder=folder, kind="library-panel")


def _boards(count: int) -> list[Entry]:
    return [board(USE, uid=f"b{number}", title=f"Board {number}") for number in range(count)]


def _one(before: list[Entry], after: list[Entry]) -> ResourceChange:
    (found,) = changes(before, after)
    return found


def _review(before: list[Entry], after: list[Entry]) -> Review:
    base, head = (Revision(name="x", bundle=Bundle(entries=tuple(each))) for each in (before, after))
    return make_review(base, head, project="shop", environment=None)


def test_a_change_names_the_dashboards_that_show_it() -> None:
    """It is told once, of the library panel, and the dashboards are as they were."""
    found = _one([_library(**LOW), *_boards(2)], [_library(**HIGH), *_boards(2)])
    assert (found.kind, found.uid, found.verb) == ("library-panel", "errors", "changed")
    assert told(found) == [
        (
            "panel",
            "Errors",
            "changed",
            (
                "turns red at 5000% instead of 100%",
                'seen on the dashboards "Board 0" and "Board 1"',
            ),
        )
    ]


def test_of_many_dashboards_some_are_named() -> None:
    """Nobody reads forty titles; one alone is no list, and none is told as well."""
    said = {}
    for count in (0, 1, 40):
        found = _one([_library(**LOW), *_boards(count)], [_library(**HIGH), *_boards(count)])
        said[count] = found.parts[0].lines[-1]
    assert said == {
        0: "seen on no dashboard of the project",
        1: 'seen on the dashboard "Board 0"',
        40: 'seen on the dashboards "Board 0", "Board 1", "Board 2", "Board 3", "Board 4" and 35 more',
    }


def test_a_new_name_is_told_with_both() -> None:
    """Of the library panel; its panel is the same."""
    found = change(_library(), _library(name="Failures"))
    assert [(part.of, part.was, part.name, part.lines) for part in found.parts] == [
        ("board", "Errors", "Failures", ("seen on no dashboard of the project",))
    ]


def test_another_folder_is_a_move() -> None:
    """Which no dashboard shows."""
    found = change(_library(folder="a"), _library(folder="b"))
    assert (found.verb, found.folder_was, found.parts) == ("moved", "a", ())


def test_it_is_found_under_another_uid() -> None:
    """By its name, or by its panel."""
    for other in (_library(uid="other", expr="down"), _library(uid="other", name="Failures")):
        found = change(_library(), other)
        assert (found.verb, found.was, found.uid) == ("renamed", "errors", "other")


def test_a_new_one_and_a_gone_one_are_told_with_their_panel() -> None:
    """As a dashboard of one panel would be."""
    for before, after, verb in (([], [_library()], "added"), ([_library()], [], "removed")):
        found = _one(before, after)
        assert [(part.of, part.name, part.verb) for part in found.parts] == [("panel", "Errors", verb)]
        assert [query.ref_id for query in found.parts[0].queries] == ["A"]


def test_its_place_on_a_dashboard_is_a_part_of_that() -> None:
    """A panel that comes, goes or is another one is called by the library's name."""
    library = _library()
    other = {**USE, "libraryPanel": {"uid": "other", "name": "Other"}}
    came = _one([library, board(panel())], [library, board(panel(), {**USE, "gridPos": {**USE["gridPos"], "y": 8}})])
    assert told(came) == [("panel", "Errors", "added", ())]
    swapped = _one([library, board(USE)], [library, board(other)])
    assert [(part.verb, part.was, part.name) for part in swapped.parts] == [("renamed", "Errors", "Other")]
    assert "library panel  errors → other" in swapped.parts[0].lines


def test_it_is_drawn_before_and_after_as_a_dashboard_shows_it() -> None:
    """With its variables, and the size that it has there."""
    review = _review([_library(**LOW), *_boards(1)], [_library(**HIGH), *_boards(1)])
    (resource,) = review.resources
    drawn = illustrated(wanted(review), Sample(), LOOK)
    assert set(drawn) == set(keys(resource, resource.parts[0], "dark").values())
    assert {key.resource for key in drawn} == {"errors"}
    assert all(picture.width > picture.height * 5 for picture in drawn.values())
    assert all("Errors (timeseries)" in picture.alt for picture in drawn.values())


def test_a_dashboard_is_drawn_with_its_content() -> None:
    """A place that is new shows what stands there, in a row too."""
    row = {"type": "row", "id": 1, "title": "R", "collapsed": True, "panels": [USE]}
    review = _review([_library()], [_library(), board(row)])
    drawn = illustrated(wanted(review), Sample(), LOOK)
    assert list(drawn) == [PictureKey("load", "7", "after", "dark")]
    assert "Errors (timeseries)" in drawn[PictureKey("load", "7", "after", "dark")].alt


def test_a_place_without_an_id_is_drawn_as_well() -> None:
    """Others number their panels as they like; its name on the page follows from what it shows."""
    use = {key: value for key, value in USE.items() if key != "id"}
    review = _review([_library()], [_library(), board(use)])
    (resource,) = review.resources
    (part,) = resource.parts
    assert part.after is not None
    (key,) = illustrated(wanted(review), Sample(), LOOK)
    assert key.panel == panel_name(part.after)
