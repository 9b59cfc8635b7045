"""Limit: a number that is a hundred times too large or too small for a share, whatever the share is of.

1 and less may be meant in percent (more than half a percent of the requests fail), and a share may be above 1 (the CPU
of several cores, a budget that is spent ten times over). What nobody means is told, and nothing else.
"""

from collections.abc import Iterable

import attrs

#: How the whole is written where a share is a number to 1, and where it is one in percent.
WHOLE, PERCENT = 1, 100
#: Of a share in percent half and more is bad; what goes beyond 100 is none.
_LEAST_PERCENT = 50
#: A goal is above this. Half a percent of what is left may be meant, 0.9 % may not.
_LEAST_GOAL = 0.5


@attrs.frozen
class Wrong:
    """A limit of the other scale, in words, and the number to write."""

    told: str
    instead: str


def misplaced(limits: Iterable[float], scale: float, *, is_low: bool) -> Wrong | None:
    """The first of the limits that is meant for the other scale; lower limits are goals."""
    numbers = tuple(limits)
    if scale == WHOLE and all(each <= PERCENT for each in numbers):
        for each in numbers:
            if each >= _LEAST_PERCENT:
                return Wrong(f"{each:g}, which is {each * PERCENT:g} %", f"{each / PERCENT:g}")
    if scale == PERCENT and is_low and all(each < WHOLE for each in numbers):
        for each in numbers:
            if each > _LEAST_GOAL:
                return Wrong(f"{each:g}, which is {each:g} %", f"{each * PERCENT:g}")
    return None
