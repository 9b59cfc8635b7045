"""Age: where a resource is and who saved it when, for people."""

import time
from datetime import UTC, datetime

_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60))


def where(updated: object, version: object, by: object) -> str:
    """In Grafana, since when, which version, and by whom where that is known."""
    who = f", by {by}" if by else ""
    return f"in Grafana, {ago(updated)} (version {version}{who})"


def ago(stamp: object) -> str:
    """How long ago a time of the server was, in the largest unit that fits."""
    try:
        then = datetime.fromisoformat(str(stamp))
    except ValueError:
        return "some time ago"
    seconds = time.time() - then.replace(tzinfo=then.tzinfo or UTC).timestamp()
    for unit, size in _UNITS:
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"
