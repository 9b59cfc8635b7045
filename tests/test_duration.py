"""Lengths of time as servers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.duration import UNITS, milliseconds, written


@given(st.integers(0, 10**14))
def test_what_is_written_is_read(length: int) -> None:
    """Every length has a form, from which it is known again."""
    assert milliseconds(written(length)) == length


@pytest.mark.parametrize(
    ("text", "form"),
    [("300s", "5m"), ("24h", "1d"), ("7d", "1w"), ("8d", "8d"), ("365d", "1y"), ("90m", "1h30m"), ("0m", "0s")],
)
def test_a_length_has_one_form(text: str, form: str) -> None:
    """In the largest units; years and weeks only where nothing is left over."""
    length = milliseconds(text)
    assert length is not None
    assert written(length) == form


def test_units_are_added() -> None:
    """Each of them once, the largest first."""
    assert milliseconds("".join(f"1{unit}" for unit in UNITS)) == sum(UNITS.values())


@pytest.mark.parametrize(
    "text", ["", "5", "m", "5 m", "1m1h", "1.5h", "-5m", "5min", "5m5m", f"{'9' * 16}s", "\u0665m"]
)
def test_what_is_no_length(text: str) -> None:
    """A number without a unit, a unit without a number, another order."""
    assert milliseconds(text) is None
