"""Rings: found in whatever waits for whatever, and only the ring itself."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from grafmint.plan.ring import rings


def test_a_row_is_no_ring() -> None:
    """It has an end that waits for nothing."""
    assert rings({"a": "b", "b": "c"}) == {}


def test_a_ring_is_told_from_each_of_its_places() -> None:
    """Each with the others in the order in which they wait; what only waits for the ring is none of it."""
    waits_for = {"x": "y", "y": "b", "a": "b", "b": "c", "c": "a"}
    assert rings(waits_for) == {"a": ("b", "c"), "b": ("c", "a"), "c": ("a", "b")}
    assert rings({"a": "b", "b": "a", "c": "d", "d": "c"}).keys() == set("abcd")


@given(waits_for=st.dictionaries(st.integers(0, 9), st.integers(0, 9)))
def test_a_ring_is_what_comes_back(waits_for: Mapping[int, int]) -> None:
    """The same as walking on from each one until it is met again, or something a second time."""
    for start in waits_for:
        others: list[int] = []
        at = waits_for[start]
        while at != start and at in waits_for and at not in others:
            others.append(at)
            at = waits_for[at]
        assert rings(waits_for).get(start) == (tuple(others) if at == start else None)
