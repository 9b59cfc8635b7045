"""The grid: spots, what is wrong with a place, which of them overlap."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.layout import Spot, bottom, overlaps, place_problem

SPOTS = st.builds(Spot, st.integers(0, 23), st.integers(0, 20), st.integers(1, 12), st.integers(1, 8))


def cells(spot: Spot) -> set[tuple[int, int]]:
    """The cells that a spot covers."""
    return {(x, y) for x in range(spot.x, spot.x + spot.w) for y in range(spot.y, spot.y + spot.h)}


@given(SPOTS, SPOTS)
def test_spots_overlap_when_they_share_a_cell(one: Spot, other: Spot) -> None:
    """In both directions."""
    assert one.overlaps(other) == other.overlaps(one) == bool(cells(one) & cells(other))


@given(st.lists(SPOTS, max_size=12))
def test_every_overlapping_pair_is_found_once(spots: list[Spot]) -> None:
    """By position, the lower first."""
    expected = [
        (first, second)
        for second in range(len(spots))
        for first in range(second)
        if cells(spots[first]) & cells(spots[second])
    ]
    assert sorted(overlaps(spots)) == sorted(expected)


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ((0, 0, 24, 1), None),
        ((23, 99, 1, 1), None),
        ((12.0, 0, 12, 8), None),
        ((-1, 0, 1, 1), "x=-1 is below 0"),
        ((0, -1, 1, 1), "y=-1 is below 0"),
        ((0, 0, 0, 1), "w=0 is below 1"),
        ((0, 0, 1, 0), "h=0 is below 1"),
        ((0.5, 0, 1, 1), "x=0.5 is not a whole number"),
        ((23, 0, 2, 1), "x=23 and w=2 end at column 25 of 24"),
    ],
)
def test_what_is_wrong_with_a_place(place: tuple[float, float, float, float], problem: str | None) -> None:
    """The first thing, with its number; None where a panel can stand."""
    assert place_problem(*place) == problem


def test_the_line_below() -> None:
    """Of one spot, of several, and of none."""
    assert Spot(0, 2, 4, 3).bottom == 5
    assert bottom([Spot(0, 2, 4, 3), Spot(4, 0, 4, 9)], 0) == 9
    assert bottom([], 7) == 7


def test_a_spot_as_grafana_keeps_it() -> None:
    """Its gridPos."""
    assert Spot(1, 2, 3, 4).json == {"x": 1, "y": 2, "w": 3, "h": 4}
