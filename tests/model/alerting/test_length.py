"""Lengths of time, as an author says them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint._unset import UNSET
from grafmint.errors import ModelError
from grafmint.model.alerting.length import check_length, seconds

UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


@given(st.lists(st.integers(0, 999) | st.none(), min_size=5, max_size=5).filter(any))
def test_a_length_is_the_sum_of_its_parts(counts: list[int | None]) -> None:
    """Any of the units may be left out; their order is fixed."""
    given_ = [(count, unit) for count, unit in zip(counts, UNITS, strict=True) if count is not None]
    text = "".join(f"{count}{unit}" for count, unit in given_)
    check_length("Rule", "for", text)
    assert seconds(text) == sum(count * UNITS[unit] for count, unit in given_)


@pytest.mark.parametrize(
    "text", ["", "5", "m", "5 m", "5m ", "1m1h", "1.5h", "-5m", "5min", "\N{ARABIC-INDIC DIGIT FIVE}m", "5m5m"]
)
def test_what_is_no_length(text: str) -> None:
    """It is refused with its owner and its option, and counts as nothing."""
    with pytest.raises(ModelError, match=r"^Rule: for=.* is no duration") as caught:
        check_length("Rule", "for", text)
    assert caught.value.hint == 'write it as "5m", "1h30m" or "30s"'
    assert seconds(text) == 0


def test_no_time_at_all() -> None:
    """Some waits may be none and others not; what is left out is neither."""
    check_length("Rule", "for", "0s")
    check_length("Rule", "for", UNSET, positive=True)
    with pytest.raises(ModelError, match="is no time at all"):
        check_length("Rule", "for", "0m", positive=True)
