"""Chance that is none: numbers that look random and follow from a text alone, on any machine and at any time."""

import hashlib
from random import Random


def chance(*parts: object) -> Random:
    """A source of numbers that is the same for the same parts."""
    text = "\0".join(map(str, parts))
    # Nobody is kept out by these numbers.
    return Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))  # noqa: S311
