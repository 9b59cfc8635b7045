"""The "did you mean" of every message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.suggest import hint, nearest

NAMES = ["percent", "percentunit", "bytes", "decbytes"]


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ("percnt", "percent"),
        ("Percent", "percent"),
        ("BYTES", "bytes"),
        ("percentunits", "percentunit"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_name(wrong: str, name: str | None) -> None:
    """A slip of the finger is recognised, another case always, and nothing is made up."""
    assert nearest(wrong, NAMES) == name


@given(st.text(), st.lists(st.text(), max_size=6))
def test_only_allowed_names_are_suggested(wrong: str, names: list[str]) -> None:
    """Whatever was written, and one that is allowed is its own nearest."""
    assert nearest(wrong, names) in {None, *names}
    for name in names:
        found = nearest(name, names)
        assert found is not None
        assert found.lower() == name.lower()


@given(st.text(), st.lists(st.text(), max_size=6, unique=True))
def test_the_order_of_the_names_does_not_matter(wrong: str, names: list[str]) -> None:
    """A message is the same on any machine."""
    assert hint(wrong, names) == hint(wrong, reversed(names))


@pytest.mark.parametrize(
    ("wrong", "names", "text"),
    [
        ("percnt", NAMES, "did you mean 'percent'?"),
        ("xyz", NAMES, "allowed: bytes, decbytes, percent, percentunit"),
        ("xyz", [], "none is allowed here"),
        ("xyz", list("abcdefghij"), "allowed: a, b, c, d, e, f, g, h and 2 more"),
    ],
)
def test_what_to_type_instead(wrong: str, names: list[str], text: str) -> None:
    """The nearest name, or what is allowed, cut after a line."""
    assert hint(wrong, names) == text
