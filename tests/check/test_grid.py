"""layout."""

import pytest

from tests.check.boards import board, found, panel, said

MOVED = "(the page moves one of them when it is opened)"


def _at(**place: object) -> dict[str, object]:
    return panel(gridPos=place)


def test_places_beside_each_other_pass() -> None:
    """Panels that touch, panels without a place, and those of collapsed rows are fine."""
    row = {"type": "row", "gridPos": {"x": 0, "y": 4, "w": 24, "h": 1}, "panels": [panel(), panel()]}
    assert found(board(panel(), panel(x=6), row, panel(gridPos=None)), foreign=True) == []


def test_a_heading_is_one_line_over_the_whole_width() -> None:
    """The page draws it so, and writes other places itself when it migrates the old model."""
    heading = {"type": "row", "title": "R", "gridPos": {"x": 0, "y": 0, "w": 0, "h": 7}}
    below, beside = (
        panel("A", gridPos={"x": 0, "y": 1, "w": 12, "h": 7}),
        panel("B", x=20, gridPos={"y": 0, "w": 4, "h": 1}),
    )
    assert found(board(heading, below), foreign=True) == []
    assert said(found(board(heading, beside), foreign=True)) == [
        f"warning layout /panels/1: panels 'R' and 'B' overlap {MOVED}"
    ]


def test_overlap_is_a_warning_about_others_panels() -> None:
    """Both panels are named, the second is the place; ours cannot come to this and are not looked at."""
    document = board(panel("A"), panel("B", x=5))
    assert said(found(document, foreign=True)) == [f"warning layout /panels/1: panels 'A' and 'B' overlap {MOVED}"]
    assert found(document) == []


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ({"x": 20, "y": 0, "w": 6, "h": 4}, "x=20 and w=6 end at column 26 of 24"),
        ({"x": -1, "y": 0, "w": 6, "h": 4}, "x=-1 is below 0"),
        ({"x": 0, "y": 0, "w": 6, "h": 0}, "h=0 is below 1"),
        ({"x": 0, "y": 1.5, "w": 6, "h": 4}, "y=1.5 is not a whole number"),
        ({"x": "0", "y": 0, "w": 6, "h": 4}, "is no place"),
    ],
)
def test_places_that_cannot_be(place: dict[str, object], problem: str) -> None:
    """A place that leaves the 24 columns, is negative or no number is told with its numbers."""
    assert said(found(board(_at(**place)), foreign=True)) == [f"warning layout /panels/0: panel 'P': gridPos {problem}"]


def test_a_place_that_is_no_object() -> None:
    """Whatever stands in gridPos is read without falling over it."""
    findings = found(board(panel(gridPos=[1])), foreign=True)
    assert said(findings) == ["warning layout /panels/0: panel 'P': gridPos is no place"]
