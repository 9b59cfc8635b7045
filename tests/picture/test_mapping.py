"""Value mappings of each kind, in the order in which they are written."""

from typing import Any

import pytest

from grafmint.picture.mapping import Mapped, mapped

VALUE = {"type": "value", "options": {"11": {"text": "elva"}, "true": {"text": "yes"}, "Low": {"color": "red"}}}
RANGE = {"type": "range", "options": {"from": 1, "to": 9, "result": {"text": "1-9", "icon": "drone.svg"}}}
OPEN = {"type": "range", "options": {"from": None, "to": -5, "result": {"text": "cold"}}}
REGEX = {"type": "regex", "options": {"pattern": "([^.]*).example.com", "result": {"text": "$1"}}}
NULL = {"type": "special", "options": {"match": "null", "result": {"text": "it is null"}}}
NAN = {"type": "special", "options": {"match": "nan", "result": {"text": "no number"}}}
EMPTY = {"type": "special", "options": {"match": "empty", "result": {"text": "blank"}}}
TRUE = {"type": "special", "options": {"match": "true", "result": {"text": "on"}}}


@pytest.mark.parametrize(
    ("value", "mapping", "text"),
    [
        (11, VALUE, "elva"), (11.0, VALUE, "elva"), ("11", VALUE, "elva"), (True, VALUE, "yes"), (12, VALUE, None),
        (1, RANGE, "1-9"), (9, RANGE, "1-9"), ("8 apples", RANGE, "1-9"), (9.1, RANGE, None), (None, RANGE, None),
        (float("nan"), RANGE, None), (-40, OPEN, "cold"), (-4, OPEN, None),
        ("host.example.com", REGEX, "host"), ("host.acme.com", REGEX, None), (5, REGEX, None),
        (None, NULL, "it is null"), (0, NULL, None), (float("nan"), NAN, "no number"), ("abc", NAN, "no number"),
        ("12", NAN, None), ("", EMPTY, "blank"), (0, EMPTY, None), (True, TRUE, "on"), ("true", TRUE, "on"),
        (1, TRUE, None),
    ],
)  # fmt: skip
def test_each_kind_of_mapping(value: Any, mapping: dict[str, Any], text: str | None) -> None:
    """A value is compared as the page compares it."""
    found = mapped(value, [mapping])
    assert (found.text if found else None) == text


def test_the_first_that_fits_is_taken() -> None:
    """A value that two mappings fit has the text of the one above."""
    wide = {"type": "range", "options": {"from": 0, "to": 100, "result": {"text": "wide"}}}
    assert mapped(5, [VALUE, RANGE, wide]) == Mapped(text="1-9", icon="drone.svg")
    assert mapped(5, [wide, RANGE]) == Mapped(text="wide")


def test_a_mapping_may_give_only_a_colour() -> None:
    """The value keeps its own text."""
    assert mapped("Low", [VALUE]) == Mapped(color="red")


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("/o/g", "0", "f00 b0t"), ("/o/", "0", "f0o bot"), ("/(?<first>f)oo/", "$<first>!", "f! bot"),
        ("/foo/", "$&$$$1", "foo$$1 bot"), ("/FOO.*/i", "", ""),
    ],
)  # fmt: skip
def test_patterns_are_those_of_a_browser(pattern: str, text: str, expected: str) -> None:
    """Flags, named groups, and references that name no group."""
    mapping = {"type": "regex", "options": {"pattern": pattern, "result": {"text": text}}}
    found = mapped("foo bot", [mapping])
    assert found == Mapped(text=expected)


def test_a_pattern_that_cannot_be_read_fits_nothing() -> None:
    """A board with a mistake is drawn without it."""
    assert mapped("a", [{"type": "regex", "options": {"pattern": "((", "result": {"text": "x"}}}]) is None


@pytest.mark.parametrize(("value", "text"), [(1, "up"), (None, "nothing"), (15, "teens"), (25, None)])
def test_old_mappings_are_read(value: Any, text: str | None) -> None:
    """Boards of old have numbers for kinds, and limits as texts."""
    old = [
        {"type": 1, "value": "1", "text": "up"},
        {"type": 1, "value": "null", "text": "nothing"},
        {"type": 2, "from": "10", "to": "19", "text": "teens"},
    ]
    found = mapped(value, old)
    assert (found.text if found else None) == text
