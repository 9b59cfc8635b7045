"""Patterns as a browser reads them, and those that are not tried."""

import pytest

from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.pattern import bare_pattern, pattern_of
from tests.deadline import deadline

ENDLESS = r'^(([a-zA-Z0-9_={}":., -])+)+!$'


@pytest.mark.parametrize("text", [f"/{ENDLESS}/", ENDLESS])
def test_a_pattern_that_could_take_long_is_not_tried(text: str) -> None:
    """It says which one it is, whether something is looked for or replaced."""
    pattern = pattern_of(text)
    assert pattern is not None
    with deadline(3):
        with pytest.raises(NotDrawn, match="could take too long"):
            pattern.is_in("a" * 60)
        with pytest.raises(NotDrawn, match="could take too long"):
            pattern.replaced("a" * 60, "$1")


def test_what_is_found_may_not_grow_without_end() -> None:
    """Nor is a long list of references looked through from each of its beginnings."""
    pattern = bare_pattern("a")
    assert pattern is not None
    with deadline(3):
        with pytest.raises(NotDrawn, match="no end"):
            pattern.replaced("a" * 2000, "$&" * 2000)
        assert pattern.replaced("a", "$<" * 200_000) == "$<" * 200_000


@pytest.mark.parametrize("text", ["((", "(" * 5000, "a{99999999999}"])
def test_what_python_cannot_read_is_no_pattern(text: str) -> None:
    """Too deep and too large are like any other mistake."""
    assert pattern_of(text) is None
    assert bare_pattern(text) is None
