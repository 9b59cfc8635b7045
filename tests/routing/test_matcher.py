"""What a matcher fits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.routing import Matcher, matcher_of

_VALUES = st.text('ab.|*"\\\n', max_size=6)


@given(_VALUES, _VALUES)
def test_a_pattern_of_a_plain_text_is_equality(value: str, text: str) -> None:
    """And each operator with an exclamation mark is the opposite of the one without."""
    labels = {"team": text}
    equal = Matcher("team", "=", value).fits(labels)
    assert equal is (value == text)
    assert Matcher("team", "!=", value).fits(labels) is not equal
    assert Matcher("team", "=~", re.escape(value)).fits(labels) is equal
    assert Matcher("team", "!~", re.escape(value)).fits(labels) is not equal


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [("pay", "payments", False), ("pay.*", "payments", True), ("a|b", "ab", False), ("a|b", "b", True), ("", "", True)],
)
def test_a_pattern_fits_the_whole_label(pattern: str, value: str, fits: bool) -> None:
    """However many alternatives it has."""
    assert Matcher("team", "=~", pattern).fits({"team": value}) is fits


def test_a_label_that_is_not_there_is_empty() -> None:
    """So what it must not be it is not."""
    assert Matcher("team", "=", "").fits({})
    assert Matcher("team", "!=", "payments").fits({})
    assert Matcher("team", "=~", ".+").fits({}) is False


def test_a_pattern_that_cannot_be_read_soon_says_nothing() -> None:
    """Somebody's pattern may take for ever, or be none."""
    assert Matcher("team", "=~", "(a+)+$").fits({"team": "a" * 40}) is None
    assert Matcher("team", "=~", "(").fits({"team": "a"}) is None


TEXTS = {
    'severity="critical"': Matcher("severity", "=", "critical"),
    "severity = critical": Matcher("severity", "=", "critical"),
    'team=~"a|b"': Matcher("team", "=~", "a|b"),
    'team!~"a\\"b\\\\c\\n"': Matcher("team", "!~", 'a"b\\c\n'),
    "team!=": Matcher("team", "!=", ""),
    "team": None,
    '="a"': None,
    'team="a" b': None,
}


@pytest.mark.parametrize("text", TEXTS)
def test_an_alertmanager_s_text_is_a_matcher(text: str) -> None:
    """With quotes, with blanks, or with neither."""
    assert matcher_of(text) == TEXTS[text]
