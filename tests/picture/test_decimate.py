"""Decimation: of many points those stay that can be seen."""

from hypothesis import given
from hypothesis import strategies as st

from grafmint.picture.decimate import allowed, kept

VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=400)


@given(values=VALUES, most=st.integers(4, 60))
def test_what_is_drawn_reaches_as_far_as_the_data(values: list[float | None], most: int) -> None:
    """The first, the last, the least and the greatest value stay, in their order."""
    found = kept(range(len(values)), values, most)
    assert found == sorted(set(found))
    there = [each for each in values if each is not None]
    shown = [value for at in found if (value := values[at]) is not None]
    assert bool(there) == bool(shown)
    if there:
        assert (shown[0], shown[-1], min(shown), max(shown)) == (there[0], there[-1], min(there), max(there))


@given(values=st.lists(st.floats(-1e6, 1e6), max_size=600), most=st.integers(4, 60))
def test_there_are_not_many_more_than_asked_for(values: list[float], most: int) -> None:
    """Two of each column and the ends."""
    assert len(kept(range(len(values)), values, most)) <= max(most, 0) + 4


def test_few_points_stay_all() -> None:
    """With their gaps."""
    assert kept([0, 1, 2, 3], [1, None, None, 2], 4) == [0, 1, 2, 3]


def test_a_wide_gap_stays_a_gap() -> None:
    """One of its Nones stays, and the values at its sides; one that is narrower than a column goes."""
    values = [1.0 if at != 50 and not 500 < at < 600 else None for at in range(1000)]
    found = kept(range(1000), values, 20)
    assert {500, 501, 600} <= set(found)
    assert [at for at in found if values[at] is None] == [501]


def test_a_picture_has_so_many_points_however_many_series_there_are() -> None:
    """One a pixel at most, and less for each the more there are, down to what shows a shape."""
    assert allowed(1, 700) == 700
    assert allowed(10, 700) == 302
    assert allowed(20, 700) == 127
    assert allowed(1000, 700) == 60
