"""Texts from others are data: nothing in them may steer a terminal or end a line."""

import unicodedata

_STEERING = {"Cc", "Cf", "Zl", "Zp"}


def clean(text: str) -> str:
    """The text with control, formatting and line-ending characters written as escapes; a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if char == "\t" else _visible(char) for char in text)


def _visible(char: str) -> str:
    return f"\\u{ord(char):04x}" if unicodedata.category(char) in _STEERING else char
