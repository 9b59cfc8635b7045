"""Difference: what changed from one query to another, in a few phrases about its structure."""

from collections import Counter
from functools import lru_cache

from grafmint.promql.structure.cursor import UnreadableError
from grafmint.promql.structure.pairing import Pairing
from grafmint.promql.structure.reader import read
from grafmint.promql.structure.tree import Node, leaves, size
from grafmint.promql.tokens import scan

#: More than so many phrases say less than the two queries themselves.
_MOST = 5
#: So much of the larger query may be another one, unless it is next to nothing at all.
_SHARE, _LITTLE = 0.7, 2
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def differences(before: str, after: str) -> tuple[str, ...] | None:
    """What changed from one query to the other, a phrase each, code between backticks.

    Empty where they differ only in how they are written: blanks, comments, quotes, parentheses that change nothing, the
    spelling of numbers and variables, the order of labels. None where no few phrases say it, or one cannot be read.
    """
    if before == after:
        return ()
    try:
        old, new = read(before), read(after)
    except UnreadableError:
        return () if _tokens(before) == _tokens(after) else None
    return () if old == new else _told(old, new)


def _told(before: Node, after: Node) -> tuple[str, ...] | None:
    old, new = list(leaves(before)), list(leaves(after))
    if old != new and Counter(old) == Counter(new):
        # The same in another order.
        return None
    found = Pairing.of(before, after).compare(before, after)
    said = tuple(dict.fromkeys(found.phrases))
    if old == new and found.has_grown:
        # The same, taken together otherwise.
        return None
    if any(_opposite(phrase) in said for phrase in said):
        # The same inside out.
        return None
    most = max(_LITTLE, _SHARE * max(size(before), size(after)))
    return said if 0 < len(said) <= _MOST and found.cost <= most and found.is_plain else None


def _opposite(phrase: str) -> str:
    """What is said of the way back, of functions around an expression."""
    before, arrow, after = phrase.partition(" → ")
    return f"{after} → {before}" if arrow else f"no longer {phrase.removeprefix('wrapped ')}"


def _tokens(query: str) -> list[str]:
    return [token.text for token in scan(query)]
