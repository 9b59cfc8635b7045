"""Few: the first of many names, for whoever reads of many knows them by these."""

from collections.abc import Sequence


def few(names: Sequence[str], most: int) -> str:
    """At most so many names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"
