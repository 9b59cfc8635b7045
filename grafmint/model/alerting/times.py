"""Times that people talk about, as the intervals that say them: business hours, weekends, holidays, maintenance."""

import re
from calendar import monthrange
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from grafmint.errors import ModelError
from grafmint.model.alerting.mute_timing import TimeInterval, TimeRange, texts_of
from grafmint.model.alerting.span import MONTHS, WEEKDAY, WEEKDAYS
from grafmint.model.alerting.zone import UTC
from grafmint.model.base import many

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_FROM_MONDAY = (*WEEKDAYS[1:], WEEKDAYS[0])
_MIDNIGHT, _END = "00:00", "24:00"


@runtime_checkable
class Date(Protocol):
    """A day of a year, such as `datetime.date`."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def month(self) -> int:
        """The month from 1."""

    @property
    def day(self) -> int:
        """The day of the month from 1."""


def business_hours(
    *,
    location: str = UTC,
    start: str = "09:00",
    end: str = "17:00",
    weekdays: str | Iterable[str] = "monday:friday",
) -> TimeInterval:
    """From `start` until `end` on the `weekdays`."""
    days = _some("business_hours", weekdays)
    return TimeInterval(weekdays=days, times=TimeRange(start=start, end=end), location=location)


def outside_business_hours(
    *,
    location: str = UTC,
    start: str = "09:00",
    end: str = "17:00",
    weekdays: str | Iterable[str] = "monday:friday",
) -> tuple[TimeInterval, ...]:
    """Every minute that is not in `business_hours` of the same arguments."""
    hours = business_hours(location=location, start=start, end=end, weekdays=weekdays)
    at_work = _days(hours.weekdays)
    free = [name for name in _FROM_MONDAY if name not in at_work]
    around = [
        TimeRange(start=first, end=last) for first, last in ((_MIDNIGHT, start), (end, _END)) if first < last
    ]  # of the days of work
    if not free and not around:
        raise ModelError("outside_business_hours: these business hours never end", hint="leave a day or an hour out")
    days_off = [TimeInterval(weekdays=free, location=location)] if free else []
    return (*days_off, *([TimeInterval(weekdays=hours.weekdays, times=around, location=location)] if around else []))


def weekends(*, location: str = UTC) -> TimeInterval:
    """All of Saturday and Sunday."""
    return TimeInterval(weekdays=["saturday", "sunday"], location=location)


def holidays(days: str | Date | Iterable[str | Date], *, location: str = UTC) -> tuple[TimeInterval, ...]:
    """All of each of these days, which are dates or texts such as "2026-12-25"."""
    given: tuple[str | Date, ...] = many(days)
    found = dict.fromkeys(map(_date, given))
    if not found:
        raise ModelError("holidays: there are no days", hint='write holidays(["2026-12-25"])')
    return tuple(
        TimeInterval(years=str(year), months=MONTHS[month - 1], days_of_month=str(day), location=location)
        for year, month, day in found
    )


def maintenance(
    *, weekdays: str | Iterable[str], start: str, end: str, location: str = UTC
) -> tuple[TimeInterval, ...]:
    """From `start` until `end` on the `weekdays`; an `end` before `start` is on the day after."""
    given = _some("maintenance", weekdays)
    if start == end:
        way_out = 'for a whole day, write start="00:00", end="24:00"'
        raise ModelError(f"maintenance: from {start} until {end} is no time at all", hint=way_out)
    if start < end:
        return (TimeInterval(weekdays=given, times=TimeRange(start=start, end=end), location=location),)
    evenings = _days(given)
    mornings = [WEEKDAYS[(WEEKDAYS.index(name) + 1) % len(WEEKDAYS)] for name in evenings]
    first = TimeInterval(weekdays=evenings, times=TimeRange(start=start, end=_END), location=location)
    if end == _MIDNIGHT:
        return (first,)
    return (first, TimeInterval(weekdays=mornings, times=TimeRange(start=_MIDNIGHT, end=end), location=location))


def _some(owner: str, weekdays: str | Iterable[str]) -> tuple[str, ...]:
    """The weekdays; an interval without any would be on all of them."""
    days = texts_of(weekdays)
    if not days:
        raise ModelError(f"{owner}: there are no weekdays", hint='write weekdays="sunday:saturday" for every day')
    return days


def _days(weekdays: Iterable[str]) -> list[str]:
    """Each weekday of some spans by itself."""
    spans = [WEEKDAY.read("weekdays", text) for text in weekdays]
    numbers = {number for first, last in spans for number in range(first, last + 1)}
    return [name for name in _FROM_MONDAY if WEEKDAYS.index(name) in numbers]


def _date(day: str | Date) -> tuple[int, int, int]:
    if isinstance(day, Date):
        return day.year, day.month, day.day
    found = _DATE.fullmatch(day) if isinstance(day, str) else None
    year, month, number = map(int, found.groups()) if found else (0, 0, 0)
    if not year or not 1 <= month <= len(MONTHS) or not 1 <= number <= monthrange(year, month)[1]:
        raise ModelError(f"holidays: {day!r} is no day", hint='write a date, or a text such as "2026-12-25"')
    return year, month, number
