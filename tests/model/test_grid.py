"""Grid: a place is refused by the panel that it is given to."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Grid, Panel, Stat, Text
from grafmint.errors import ModelError


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ({"x": 20}, "x=20 and w=12 end at column 32 of 24"),
        ({"x": 0, "w": 25}, "x=0 and w=25 end at column 25 of 24"),
        ({"x": -1}, "x=-1 is below 0"),
        ({"y": -1}, "y=-1 is below 0"),
        ({"w": 0}, "w=0 is below 1"),
        ({"h": 0}, "h=0 is below 1"),
        ({"x": 0.5}, "x=0.5 is not a whole number"),
        ({"y": 1.5}, "y=1.5 is not a whole number"),
        ({"w": 7.25}, "w=7.25 is not a whole number"),
        ({"h": 2.5}, "h=2.5 is not a whole number"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    refuse: Callable[..., ModelError], place: dict[str, float], problem: str
) -> None:
    """Overflow, negative and fractional places name the panel."""
    error = refuse(Stat, title="CPU", grid=Grid(**place))
    assert error.message == f"Stat 'CPU': grid {problem}"
    assert error.hint == "make it narrower or move it"


def test_a_place_is_written_as_it_is(write_panel: Callable[[Panel], Any]) -> None:
    """The last columns too, and whole numbers without a point."""
    panel = write_panel(Text(title="A", content="", grid=Grid(x=18.0, y=0, w=6.0, h=3)))
    assert panel["gridPos"] == {"x": 18, "y": 0, "w": 6, "h": 3}
    assert all(type(value) is int for value in panel["gridPos"].values())
