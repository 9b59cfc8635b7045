"""How many writes go at once."""

import threading
from contextlib import ExitStack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.target.server.http.limiter import GOOD, Limiter


def _one(limiter: Limiter, *, crowded: bool) -> None:
    with limiter.slot() as slot:
        slot.crowded = crowded


def test_a_crowded_server_halves_it() -> None:
    """Each time by half, and never to nothing."""
    limiter = Limiter(8)
    seen = []
    for _ in range(5):
        _one(limiter, crowded=True)
        seen.append(limiter.limit)
    assert seen == [4, 2, 1, 1, 1]


def test_good_answers_add_one() -> None:
    """Ten in a row allow one more, and no row is longer than its last bad answer."""
    limiter = Limiter(8)
    _one(limiter, crowded=True)
    for _ in range(GOOD - 1):
        _one(limiter, crowded=False)
    with pytest.raises(RuntimeError), limiter.slot():
        raise RuntimeError
    for _ in range(GOOD - 1):
        _one(limiter, crowded=False)
    assert limiter.limit == 4
    _one(limiter, crowded=False)
    assert limiter.limit == 5


def test_one_rush_halves_it_once() -> None:
    """Eight attempts that went together are all told that it was too much: that is said once."""
    limiter = Limiter(8)
    with ExitStack() as rush:
        for slot in [rush.enter_context(limiter.slot()) for _ in range(8)]:
            slot.crowded = True
    assert limiter.limit == 4


@given(st.lists(st.booleans()), st.integers(1, 20))
def test_it_stays_in_its_bounds(answers: list[bool], most: int) -> None:
    """Whatever the server says, at least one goes and never more than allowed."""
    limiter = Limiter(most)
    for crowded in answers:
        _one(limiter, crowded=crowded)
        assert 1 <= limiter.limit <= most


def test_no_more_are_in_flight_than_allowed() -> None:
    """Twenty threads share three places: all three are used, and no fourth."""
    limiter, lock, full = Limiter(3), threading.Lock(), threading.Barrier(3)
    busy, highest, met = 0, 0, 0

    def work() -> None:
        nonlocal busy, highest, met
        with limiter.slot():
            with lock:
                busy += 1
                highest = max(highest, busy)
                meets, met = met < 3, met + 1
            if meets:
                full.wait(timeout=10)
            with lock:
                busy -= 1

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert highest == 3
