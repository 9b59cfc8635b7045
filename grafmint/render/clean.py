"""Texts from others are data: nothing in them may steer a terminal or end a line."""

import unicodedata

# Control and formatting characters, line and paragraph separators, halves of surrogate pairs.
_STEERING = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def clean(text: str) -> str:
    """The text with what could steer a terminal written as Python's escapes; a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if char == "\t" else _visible(char) for char in text)


def _visible(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii") if unicodedata.category(char) in _STEERING else char
