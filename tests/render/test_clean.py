"""Texts of others as they may be shown."""

import pytest

from grafmint.render.clean import clean
from grafmint.render.markdown import code


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Größe → 日本 🙂", "Größe → 日本 🙂"),
        ("a\tb", "a b"),
        ("a\nb\r", "a\\nb\\r"),
        ("\x1b[31m\x07\x9b", "\\x1b[31m\\x07\\x9b"),
        ("\u202e\u2066\u200f\ufeff", "\\u202e\\u2066\\u200f\\ufeff"),
        ("\u2028\u2029", "\\u2028\\u2029"),
        ("\U000e0041", "\\U000e0041"),
        ("a\u034fb\u115f\u1160", "a\\u034fb\\u115f\\u1160"),
        ("\u17b4\u17b5\u180f\u3164\uffa0", "\\u17b4\\u17b5\\u180f\\u3164\\uffa0"),
        ("\ufe00\ufe0f\U000e0100\U000e01ef", "\\ufe00\\ufe0f\\U000e0100\\U000e01ef"),
        ("\u2065\ufff0\U000e0fff", "\\u2065\\ufff0\\U000e0fff"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_steers_is_shown_as_escapes(text: str, shown: str) -> None:
    """Control, turning, separating and invisible characters are written out; all other signs stay."""
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("plain", "`plain`"),
        ("@all #1 <b> [x](y) | *z* http://x", "`@all #1 <b> [x](y) | *z* http://x`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("``x", "``` ``x ```"),
        (" x ", "`  x  `"),
        ("a\nb", "`a\\nb`"),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_code_span_cannot_be_left(text: str, span: str) -> None:
    """The fence is longer than any run of ticks in the text, and no line end gets through."""
    assert code(text) == span
