"""Pattern: whether a text matches a regular expression of somebody's query, where that is told quickly and surely."""

import re

#: Python tries all ways to repeat a part; more of them than this could take longer than anyone waits.
_MOST_REPEATS = 4
_REPEATED = re.compile(r"(?<!\\)[*+{]")
_REPEATED_GROUP = re.compile(r"\)[*+{]")


def matches(pattern: str, text: str, *, whole: bool) -> bool | None:
    """Whether it matches the `whole` text or a part of it; None where that is not known.

    Prometheus and Loki have another language of patterns, which never takes long.
    """
    if _REPEATED_GROUP.search(pattern) or len(_REPEATED.findall(pattern)) > _MOST_REPEATS:
        return None
    try:
        found = re.fullmatch(pattern, text) if whole else re.search(pattern, text)
    except (re.error, RecursionError, OverflowError):
        return None
    return found is not None
