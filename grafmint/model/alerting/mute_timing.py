"""MuteTiming: named times at which notifications rest, or (as active times) the only ones at which they go out.

Source: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/mute-timings/
"""

import re
from collections.abc import Iterable
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.alerting.span import DAY_OF_MONTH, MONTH, WEEKDAY, YEAR
from grafmint.model.alerting.zone import check_zone, is_utc
from grafmint.model.base import ROOT, Json, Model, Parts, Traced, at, field, frozen, many
from grafmint.model.context import Context

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", re.ASCII)
_CALENDARS = {"weekdays": WEEKDAY, "days_of_month": DAY_OF_MONTH, "months": MONTH, "years": YEAR}


@frozen(kw_only=True)
class TimeRange(Model):
    """From `start` until `end` of a day, as HH:MM; 24:00 is its end."""

    start: str = field("start_time")
    end: str = field("end_time")

    def _validate(self) -> None:
        for option, text in (("start", self.start), ("end", self.end)):
            if not _CLOCK.fullmatch(text):
                raise ModelError(f"TimeRange: {option}={text!r} is no time of a day", hint='write it as "09:00"')
        # Both have two digits for each number, so that they compare as they are.
        if self.start >= self.end:
            raise ModelError(
                f"TimeRange: {self.end} is not after {self.start}",
                hint="a range ends on its day: for one over midnight write two, or use maintenance(…)",
            )


def ranges_of(value: TimeRange | Iterable[TimeRange]) -> tuple[TimeRange, ...]:
    """One range or several."""
    return many(value)


def texts_of(value: str | Iterable[str]) -> tuple[str, ...]:
    """One text or several."""
    return many(value)


@frozen(kw_only=True)
class TimeInterval(Model):
    """Times that are all of what is given: `weekdays="monday:friday"` with `times` is those hours on those days.

    `days_of_month` counts from 1, or with a minus from the end (`"-1"`); `months` are names or numbers; `location` is a
    time zone such as Europe/Berlin, left out UTC, which every Grafana knows.
    """

    times: tuple[TimeRange, ...] = attrs.field(default=(), converter=ranges_of)
    weekdays: tuple[str, ...] = attrs.field(default=(), converter=texts_of)
    days_of_month: tuple[str, ...] = attrs.field(default=(), converter=texts_of, metadata=at(ROOT, "days_of_month"))
    months: tuple[str, ...] = attrs.field(default=(), converter=texts_of)
    years: tuple[str, ...] = attrs.field(default=(), converter=texts_of)
    location: str | Unset = field()

    def _validate(self) -> None:
        if not any((self.times, self.weekdays, self.days_of_month, self.months, self.years)):
            raise ModelError("TimeInterval says no time", hint='write weekdays="monday:friday", times=TimeRange(…) …')
        for option, calendar in _CALENDARS.items():
            for text in getattr(self, option):
                calendar.read(f"TimeInterval: {option}", text)
        if not isinstance(self.location, Unset):
            check_zone("TimeInterval", self.location)

    @property
    def zone(self) -> str | None:
        """Its time zone; None is UTC."""
        return None if isinstance(self.location, Unset) or is_utc(self.location) else self.location

    def _assemble(self, parts: Parts, context: Context) -> Json:
        # Older Grafanas and Alertmanagers refuse every location, and each of them takes none for UTC.
        return parts[ROOT] if self.zone else {key: value for key, value in parts[ROOT].items() if key != "location"}


def intervals_of(value: TimeInterval | Iterable[TimeInterval]) -> tuple[TimeInterval, ...]:
    """One interval or several."""
    return many(value)


@frozen(kw_only=True)
class MuteTiming(Traced):
    """A name and its time intervals, any of which counts."""

    is_resource: ClassVar[bool] = True

    name: str
    time_intervals: tuple[TimeInterval, ...] = attrs.field(converter=intervals_of, metadata=at(ROOT, "time_intervals"))

    def _validate(self) -> None:
        if not self.name.strip():
            raise ModelError("MuteTiming: the name is empty", hint="write when it is, such as weekends")
        if not self.time_intervals:
            raise ModelError(f"MuteTiming {self.name!r} has no time intervals", hint="write time_intervals=weekends()")
