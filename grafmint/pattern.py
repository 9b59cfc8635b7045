"""Pattern: whether a text matches a regular expression of somebody's query, where that is told quickly and surely."""

import re

from grafmint.effort import is_quick


def matches(pattern: str, text: str, *, whole: bool) -> bool | None:
    """Whether it matches the `whole` text or a part of it; None where that is not known."""
    if not is_quick(pattern, len(text)):
        return None
    try:
        found = re.fullmatch(pattern, text) if whole else re.search(pattern, text)
    except (re.error, RecursionError, OverflowError):
        return None
    return found is not None
