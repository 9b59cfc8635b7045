"""Durations: lengths of time in the unit that suits them, in words, and as clocks.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
"""

import math
from collections.abc import Sequence
from typing import Final

import attrs

from grafmint.formats.formatted import Formatted
from grafmint.formats.number import endless, fixed

#: Seconds; a year of 365 days and a month of 30, as the page counts in words.
_WORDS: Final = {
    "year": 31536000,
    "month": 2592000,
    "week": 604800,
    "day": 86400,
    "hour": 3600,
    "minute": 60,
    "second": 1,
    "millisecond": 0.001,
}
_MINUTE: Final = 60_000
_HOUR: Final = 3_600_000
#: The last millisecond that a browser has a date for.
_LAST: Final = 8.64e15


@attrs.frozen
class Step:
    """Numbers below `limit` are multiplied, divided and shown with a suffix."""

    limit: float
    suffix: str
    divided: float = 1
    times: float = 1


_ENDLESS: Final = math.inf
STEPS: Final[dict[str, Sequence[Step]]] = {
    "ns": (
        Step(1e3, " ns"), Step(1e6, " µs", 1e3), Step(1e9, " ms", 1e6), Step(6e10, " s", 1e9),
        Step(3.6e12, " min", 6e10), Step(8.64e13, " hour", 3.6e12), Step(_ENDLESS, " day", 8.64e13),
    ),
    "µs": (Step(1e3, " µs"), Step(1e6, " ms", 1e3), Step(_ENDLESS, " s", 1e6)),
    "ms": (
        Step(1e3, " ms"), Step(6e4, " s", 1e3), Step(3.6e6, " min", 6e4), Step(8.64e7, " hour", 3.6e6),
        Step(3.1536e10, " day", 8.64e7), Step(_ENDLESS, " year", 3.1536e10),
    ),
    "s": (
        Step(1e-6, " ns", times=1e9), Step(1e-3, " µs", times=1e6), Step(1, " ms", times=1e3), Step(60, " s"),
        Step(3600, " min", 60), Step(86400, " hour", 3600), Step(604800, " day", 86400),
        Step(31536000, " week", 604800), Step(_ENDLESS, " year", 3.15569e7),
    ),
    "m": (
        Step(60, " min"), Step(1440, " hour", 60), Step(10080, " day", 1440), Step(604800, " week", 10080),
        Step(_ENDLESS, " year", 5.25948e5),
    ),
    "h": (Step(24, " hour"), Step(168, " day", 24), Step(8760, " week", 168), Step(_ENDLESS, " year", 8760)),
    "d": (Step(7, " day"), Step(365, " week", 7), Step(_ENDLESS, " year", 365)),
}  # fmt: skip


def lasting(number: float, unit: str, decimals: int | None = None) -> Formatted:
    """A length of time in the unit that suits it."""
    if unit == "s" and number == 0:
        return Formatted(text="0", suffix=" s")
    steps = STEPS[unit]
    step = next((each for each in steps if abs(number) < each.limit), steps[-1])
    return Formatted(text=fixed(number * step.times / step.divided, decimals), suffix=step.suffix)


def in_words(number: float, unit: str, decimals: int | None = None) -> Formatted:
    """A length of time as `1 hour, 5 minutes`; `decimals` says how many further parts are told."""
    if not math.isfinite(number):
        return Formatted(text=endless(number))
    if number == 0:
        return Formatted(text="0", suffix=f" {unit}s")
    rest = abs(number) * _WORDS[unit] * 1000
    parts: list[str] = []
    for name, seconds in _WORDS.items():
        size = seconds * 1000
        if len(parts) > (decimals or 0):
            break
        if parts or rest >= size:
            count = math.floor(rest / size)
            parts.append(f"{count} {name}" + ("" if count == 1 else "s"))
            rest = math.fmod(rest, size)
    return Formatted(text=", ".join(parts), suffix=" ago" if number < 0 else "")


def hours_and_days(seconds: float, *, days: bool = False) -> Formatted:
    """A length of time as hh:mm:ss, its days apart where asked."""
    if not math.isfinite(seconds):
        return Formatted(text=endless(seconds))
    rest, before = abs(seconds), ""
    if days:
        whole, rest = divmod(rest, 86400)
        before = f"{int(whole)} d " if whole else ""
    hours, minutes, left = int(rest // 3600), int(rest % 3600 // 60), int(rest % 60)
    return Formatted(text=f"{before}{hours:02}:{minutes:02}:{left:02}", suffix=" ago" if seconds < 0 else "")


def clock(milliseconds: float, decimals: int | None = None) -> Formatted:
    """A length of time as `01h:59m:59s:999ms`; `decimals` leaves parts out at the end."""
    if not abs(milliseconds) <= _LAST:
        return Formatted(text="Invalid date")
    whole = math.trunc(milliseconds)
    second = f"{whole // 1000 % 60:02}s"
    minute = f"{whole // _MINUTE % 60:02}m"
    parts = [minute, second, f"{whole % 1000:03}ms"]
    if whole >= _HOUR:
        # The page keeps the last two digits of the hours.
        parts.insert(0, f"{whole // _HOUR % 100:02}h")
    elif whole < _MINUTE:
        parts = parts[1:] if whole >= 1000 else parts[2:]  # noqa: PLR2004
    told = len(parts) if decimals is None or decimals < 0 else decimals + 1
    return Formatted(text=":".join(parts[:told]))
