"""Times that people talk about: each minute of a week is where it belongs."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.alerting import TimeInterval, business_hours, holidays, maintenance, outside_business_hours, weekends
from grafmint.errors import ModelError
from grafmint.model.alerting.span import WEEKDAY, WEEKDAYS

Refuse = Callable[..., ModelError]
ZONE = "Europe/Berlin"
DAY = 24 * 60


def minute(text: str) -> int:
    """The minutes since midnight."""
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes)


def clock(minutes: int) -> str:
    """A time of a day."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def week(intervals: Iterable[TimeInterval]) -> set[int]:
    """The minutes of a week that any of the intervals has."""
    found = set[int]()
    for interval in intervals:
        spans = [WEEKDAY.read("", text) for text in interval.weekdays] or [(0, 6)]
        ranges = [(minute(each.start), minute(each.end)) for each in interval.times] or [(0, DAY)]
        for first, last in spans:
            for day in range(first, last + 1):
                for start, end in ranges:
                    found.update(range(day * DAY + start, day * DAY + end))
    return found


weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True)
hours = st.lists(st.integers(0, DAY // 30).map(lambda half: clock(half * 30)), min_size=2, max_size=2, unique=True)


@settings(deadline=None)
@given(weekdays, hours.map(sorted))
def test_a_minute_is_in_business_hours_or_outside(days: list[str], times: list[str]) -> None:
    """Never in both, never in neither."""
    options: dict[str, Any] = {"location": ZONE, "weekdays": days, "start": times[0], "end": times[1]}
    inside = week([business_hours(**options)])
    if len(inside) == 7 * DAY:
        with pytest.raises(ModelError, match="never end"):
            outside_business_hours(**options)
        return
    outside = outside_business_hours(**options)
    assert inside.isdisjoint(week(outside))
    assert len(inside) + len(week(outside)) == 7 * DAY
    assert {each.location for each in outside} == {ZONE}


@settings(deadline=None)
@given(weekdays, hours.filter(lambda times: times[0] != "24:00"))
def test_maintenance_goes_over_midnight(days: list[str], times: list[str]) -> None:
    """It lasts as long on each day as it would without one, on Saturday too."""
    start, end = times
    length = (minute(end) - minute(start)) % DAY or DAY
    begins = [WEEKDAYS.index(day) * DAY + minute(start) for day in days]
    expected = {(begin + each) % (7 * DAY) for begin in begins for each in range(length)}
    assert week(maintenance(weekdays=days, start=start, end=end, location=ZONE)) == expected


def test_what_they_are_left_out() -> None:
    """Nine to five, Monday to Friday."""
    hours = business_hours(location=ZONE)
    assert (hours.weekdays, hours.location) == (("monday:friday",), ZONE)
    assert len(week([hours])) == 5 * 8 * 60
    assert week([weekends(location=ZONE)]) == {*range(DAY), *range(6 * DAY, 7 * DAY)}


def test_times_without_a_zone_are_in_utc() -> None:
    """Each of them has one, and it is UTC."""
    night = maintenance(weekdays="sunday", start="23:00", end="01:00")
    day_off = holidays("2026-12-25")
    found = [business_hours(), *outside_business_hours(), weekends(), *day_off, *night]
    assert {each.location for each in found} == {"UTC"}
    assert {each.zone for each in found} == {None}


def test_holidays_are_days_of_a_year() -> None:
    """Dates and texts, one or several, each once."""
    christmas = TimeInterval(years="2026", months="december", days_of_month="25", location=ZONE)
    assert holidays("2026-12-25", location=ZONE) == (christmas,)
    assert holidays(dt.date(2026, 12, 25), location=ZONE) == (christmas,)
    both = holidays(["2026-12-25", dt.date(2028, 2, 29), "2026-12-25"], location=ZONE)
    assert both == (christmas, TimeInterval(years="2028", months="february", days_of_month="29", location=ZONE))


@pytest.mark.parametrize(
    "day", ["2026-02-29", "25.12.2026", "2026-13-01", "2026-1-1", "0000-01-01", "tomorrow", 20261225]
)
def test_what_is_no_day(refuse: Refuse, day: object) -> None:
    """It is shown, with what to write."""
    error = refuse(lambda: holidays([day], location=ZONE))  # type: ignore[list-item]  # that is the test
    assert error.message == f"holidays: {day!r} is no day"
    assert error.hint == 'write a date, or a text such as "2026-12-25"'


def test_no_days_at_all(refuse: Refuse) -> None:
    """A year without holidays is a mistake."""
    assert refuse(lambda: holidays([], location=ZONE)).message == "holidays: there are no days"


def test_no_weekdays_and_no_hours_are_refused(refuse: Refuse) -> None:
    """An interval without weekdays is on all of them, and one that ends as it begins would be a day long."""
    times: dict[str, Any] = {"location": ZONE, "start": "22:00", "end": "23:00"}
    for make in (business_hours, outside_business_hours, maintenance):
        error = refuse(lambda make=make: make(weekdays=[], **times))
        assert error.message.endswith(": there are no weekdays")
        assert error.hint == 'write weekdays="sunday:saturday" for every day'
    error = refuse(lambda: maintenance(weekdays="monday", location=ZONE, start="22:00", end="22:00"))
    assert error.message == "maintenance: from 22:00 until 22:00 is no time at all"
    assert "is not after" in refuse(lambda: business_hours(location=ZONE, start="09:00", end="09:00")).message


def test_wrong_arguments_are_refused_as_in_an_interval(refuse: Refuse) -> None:
    """Weekdays, hours and zones are looked at by what they become."""
    assert "is no weekday" in refuse(lambda: business_hours(location=ZONE, weekdays="workday")).message
    assert "is no time of a day" in refuse(lambda: business_hours(location=ZONE, start="9")).message
    assert "is no time zone" in refuse(lambda: weekends(location="Berlin")).message
    night = {"start": "23:00", "end": "1:00", "location": ZONE}
    assert "is no time of a day" in refuse(maintenance, weekdays="sunday", **night).message
