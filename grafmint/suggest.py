"""The nearest match for a misspelt name: the "did you mean" of every message."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 8


def nearest(wrong: str, allowed: Iterable[str]) -> str | None:
    """The allowed name that is closest to the wrong one, or None when nothing is close."""
    names = sorted(allowed)
    lowered = {name.lower(): name for name in names}
    if wrong.lower() in lowered:
        return lowered[wrong.lower()]
    matches = get_close_matches(wrong, names, n=1, cutoff=0.6)
    return matches[0] if matches else None


def hint(wrong: str, allowed: Iterable[str]) -> str:
    """What to type instead: the nearest name, or the allowed ones."""
    names = sorted(allowed)
    match = nearest(wrong, names)
    if match is not None:
        return f"did you mean {match!r}?"
    if not names:
        return "none is allowed here"
    shown = ", ".join(names[:SHOWN])
    return f"allowed: {shown}" + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
