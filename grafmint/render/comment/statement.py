"""Statements: as much of a sentence as there is room for, and of two values the part in which they differ."""

import re
from itertools import islice

_ARROW = " → "
_BLANK = re.compile(" ")
#: A value begins after so many words at most, and so much is shown of what two long ones have in common.
_WORDS, _LEAD = 8, 24


def cut(text: str, length: int) -> str:
    """The text, no longer than so many characters."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def shortened(text: str, length: int) -> str:
    """The statement, no longer than so many characters; of two long values both, from shortly before they differ."""
    before, arrow, after = text.partition(_ARROW)
    if len(text) <= length or not arrow:
        return cut(text, length)
    # The name of what changes stands before the first value, and begins unlike the second one.
    starts = [0, *(found.end() for found in islice(_BLANK.finditer(before), _WORDS))]
    alike = {start: _alike(before[start:], after) for start in starts}
    start = max(alike, key=lambda each: alike[each])
    skipped = max(0, alike[start] - _LEAD)
    lead = "…" if skipped else ""
    old, new = before[start + skipped :], after[skipped:]
    room = max(2 * _LEAD, length - start - len(arrow) - 2 * len(lead))
    old = cut(old, max(room // 2, room - len(new)))
    new = cut(new, room - len(old))
    return cut(f"{before[:start]}{lead}{old}{arrow}{lead}{new}", length)


def _alike(one: str, other: str) -> int:
    """With how many characters two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))
