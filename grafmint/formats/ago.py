"""Ago: how long ago a point in time was, or how far ahead it lies, in words.

Source: https://momentjs.com/docs/#/displaying/fromnow/
"""

import math
from datetime import UTC, datetime
from typing import Final

from grafmint.formats.moment import instant

#: Up to how many of a unit it is told in words for one, then in numbers, before the next unit is taken.
_LIMITS: Final = (("minute", "a minute", 45), ("hour", "an hour", 22), ("day", "a day", 26), ("month", "a month", 11))
_FEW_SECONDS: Final = 44
_DAYS_OF_A_MONTH: Final = 146097 / 4800
_DAYS_OF_A_YEAR: Final = 146097 / 400


def ago(milliseconds: float) -> str:
    """A point in time, in milliseconds since 1970, as seen from now."""
    at = instant(milliseconds)
    if at is None:
        return "Invalid date"
    seconds = (at - datetime.now(UTC)).total_seconds()
    words = _words(abs(seconds))
    return f"in {words}" if seconds > 0 else f"{words} ago"


def _words(seconds: float) -> str:
    if _round(seconds) <= _FEW_SECONDS:
        return "a few seconds"
    days = seconds / 86400
    sizes = (seconds / 60, seconds / 3600, days, days / _DAYS_OF_A_MONTH)
    for size, (name, one, limit) in zip(sizes, _LIMITS, strict=True):
        count = _round(size)
        if count < limit:
            return one if count <= 1 else f"{count} {name}s"
    years = _round(days / _DAYS_OF_A_YEAR)
    return "a year" if years <= 1 else f"{years} years"


def _round(number: float) -> int:
    return math.floor(number + 0.5)
