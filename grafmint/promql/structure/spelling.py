"""Spelling: the one way in which numbers, windows, strings and variables of two queries are written to be compared."""

import re

from grafmint.promql.strings import quoted
from grafmint.promql.variables import references

_DURATION = re.compile(r"(?:\d+(?:ms|[smhdwy]))+", re.ASCII)
_PART = re.compile(r"(\d+)(ms|[smhdwy])", re.ASCII)
_MILLISECONDS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_MILLISECONDS |= {"w": 7 * _MILLISECONDS["d"], "y": 365 * _MILLISECONDS["d"]}
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))", re.DOTALL)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_LARGEST = 0x10FFFF
# What stays as it is written: a number of more digits is no number of anybody's, and costs time.
_LONGEST = 1000


def number(text: str) -> str:
    """A number by its value; what is none, such as a duration, stays as it is."""
    plain = text.lower()
    if len(plain) > _LONGEST:
        return plain
    try:
        if plain.startswith("0x"):
            return repr(float(int(plain, 16)))
        # Prometheus reads a leading zero as Go does: the number is octal.
        is_octal = len(plain) > 1 and plain[0] == "0" and plain.isdecimal()
        return repr(float(int(plain, 8)) if is_octal else float(plain))
    except (ValueError, OverflowError):
        return duration(plain)


def duration(text: str) -> str:
    """A length of time in milliseconds; one with a variable in it stays as it is."""
    if _DURATION.fullmatch(text) and len(text) <= _LONGEST:
        return f"{sum(int(count) * _MILLISECONDS[unit] for count, unit in _PART.findall(text))} ms"
    if text.isdecimal() and len(text) <= _LONGEST:
        return f"{int(text) * 1000} ms"
    return variables(text)


def string(token: str) -> str:
    """A string in double quotes, whichever it had."""
    return quoted(unquoted(token))


def unquoted(token: str) -> str:
    """What a string says."""
    body = token[1:-1]
    return body if token[0] == "`" else _ESCAPE.sub(_unescaped, body)


def variables(text: str) -> str:
    """The text with each variable as `${name}`."""
    parts, end = list[str](), 0
    for found in references(text):
        body = text[found.start : found.end].lstrip("$").strip("{}[]")
        parts += [text[end : found.start], f"${{{body}}}"]
        end = found.end
    return "".join([*parts, text[end:]])


def _unescaped(found: "re.Match[str]") -> str:
    byte, short, long, octal, letter = found.groups()
    if letter is not None:
        return _LETTERS.get(letter, letter)
    code = int(octal, 8) if octal else int(byte or short or long, 16)
    # What stands for a byte beyond ASCII is a part of a character: it stays as it is written.
    is_character = code <= _LARGEST and not 0xD800 <= code < 0xE000 and (code < 0x80 or not (byte or octal))  # noqa: PLR2004
    return chr(code) if is_character else found[0]
