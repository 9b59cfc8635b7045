"""How often an alert fires, by the moments at which its condition held."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data.frame import Field, Frame
from grafmint.review.condition import Condition
from grafmint.review.firing import Held, firings, held

_MINUTE = 60_000
CASES: list[tuple[Sequence[int], int, int, int]] = [
    ([], 0, 0, 0),
    ([1], 0, 0, 1),
    ([1, 2, 3], 0, 0, 1),
    ([1, 3, 5], 0, 0, 3),
    ([1, 2, 3], 2, 0, 1),
    ([1, 2, 4, 5], 2, 0, 0),
    ([1, 2, 3, 5, 6, 7], 2, 0, 2),
    ([1, 2, 3, 5, 6, 7], 2, 1, 1),
    ([1, 3, 5, 9], 0, 1, 2),
]


@pytest.mark.parametrize(("minutes", "pending", "keep", "count"), CASES)
def test_it_fires_once_it_has_held_long_enough(minutes: Sequence[int], pending: int, keep: int, count: int) -> None:
    """Without a gap; and it is the same firing as long as it keeps firing in between."""
    of = Held(moments=[minute * _MINUTE for minute in minutes], step=_MINUTE)
    assert firings(of, Condition(pending=pending * _MINUTE, keep=keep * _MINUTE), 0) == count


def test_what_fires_already_is_counted_and_what_ended_is_not() -> None:
    """The days before are looked at only for what has been pending in them."""
    of = Held(moments=[_MINUTE * minute for minute in (1, 2, 5, 6, 7)], step=_MINUTE)
    assert firings(of, Condition(), 3 * _MINUTE) == 1
    assert firings(of, Condition(), 6 * _MINUTE) == 1
    assert firings(of, Condition(), 8 * _MINUTE) == 0


@given(st.sets(st.integers(0, 60)), st.integers(0, 10), st.integers(0, 10))
def test_patience_never_makes_it_fire_more_often(minutes: set[int], pending: int, keep: int) -> None:
    """Waiting longer before it, and going on longer after it, each leave out firings and bring none."""
    of = Held(moments=[minute * _MINUTE for minute in sorted(minutes)], step=_MINUTE)
    plain = firings(of, Condition(), 0)
    waiting = firings(of, Condition(pending=pending * _MINUTE), 0)
    assert waiting <= plain
    assert firings(of, Condition(pending=pending * _MINUTE, keep=keep * _MINUTE), 0) <= waiting


def test_an_answer_says_how_far_its_moments_are_apart() -> None:
    """Where nothing stands it did not hold; what has no times or no numbers is no series."""
    times = Field(name="Time", type="time", values=(0, 60, 120), config={"interval": 60})
    numbers = Field(name="Value", type="number", values=(1.0, None, 3.0))
    text = Field(name="Text", type="string", values=("a", "b", "c"))
    frames = [Frame(fields=(times, numbers, text)), Frame(fields=(numbers,)), Frame(fields=())]
    assert held(frames, 15) == [Held(moments=[0, 120], step=60)]
    bare = Field(name="Time", type="time", values=(0,), config={"interval": "soon"})
    assert [each.step for each in held([Frame(fields=(bare, numbers))], 15)] == [15]
