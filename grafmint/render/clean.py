"""Texts from others are data: nothing in them may steer a terminal, end a line or hide from who reads."""

import unicodedata
from itertools import chain

# Control and formatting characters, line and paragraph separators, halves of surrogate pairs.
_STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Default_Ignorable_Code_Point: what is not shown where it is not known, letters among it. Two names that look alike
# would be two names. Source: https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
_IGNORABLE = frozenset(
    chain(
        (0xAD, 0x34F, 0x61C, 0x3164, 0xFEFF, 0xFFA0),
        range(0x115F, 0x1161),
        range(0x17B4, 0x17B6),
        range(0x180B, 0x1810),
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2070),
        range(0xFE00, 0xFE10),
        range(0xFFF0, 0xFFF9),
        range(0x1BCA0, 0x1BCA4),
        range(0x1D173, 0x1D17B),
        range(0xE0000, 0xE1000),
    )
)


def clean(text: str) -> str:
    """The text with what could steer a terminal or is invisible written as Python's escapes; a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if char == "\t" else _visible(char) for char in text)


def _visible(char: str) -> str:
    is_hidden = ord(char) in _IGNORABLE or unicodedata.category(char) in _STEERING
    return char.encode("unicode_escape").decode("ascii") if is_hidden else char
