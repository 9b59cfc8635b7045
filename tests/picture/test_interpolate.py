"""Variables in texts."""

import pytest

from grafmint.data.filling import fill
from grafmint.picture.interpolate import interpolated
from tests.deadline import deadline


@pytest.mark.parametrize("text", ["$a!", "${a}!", "[[a]]!", "${a:csv}!", "[[a:csv]]!", "${a.text}!", "${a.text:csv}!"])
def test_each_spelling_of_a_variable(text: str) -> None:
    """With a path, a format, both or neither."""
    assert interpolated(text, {"a": "b"}) == "b!"
    assert interpolated(text, {}) == text


@pytest.mark.parametrize("part", ["${a.", "${a:", "[[a", "[[", "$", "${"])
def test_a_long_text_is_filled_at_once(part: str) -> None:
    """However many variables are opened and never closed, in a title as in a query."""
    text = (part * 40_000)[:40_000]
    with deadline(3):
        assert interpolated(text, {}) == text
        assert fill(text, {}) == text
