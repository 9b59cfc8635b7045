"""Intervals: the times of a mute timing, read and written as Alertmanager does.

Source: https://prometheus.io/docs/alerting/0.25/configuration/#time_interval
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grafmint.testing.alerting import reading
from grafmint.testing.reply import bad_request
from grafmint.testing.stored import Json

_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_CLOCK = re.compile(r"(([01][0-9]|2[0-3]):[0-5][0-9])|24:00")
_NUMBER = re.compile(r"[+-]?[0-9]+")
_LONGEST_MONTH, _SHORTEST_MONTH = 31, 28


def interval_of(body: Json) -> Json:
    """One interval as it is answered; answers 400 when Alertmanager could not read it."""
    found: Json = {
        "times": [_time(each) for each in reading.objects(body, "times")],
        **{name: [read(each) for each in reading.texts(body, name)] for name, read in _RANGES.items()},
        "location": _location(reading.text(body, "location")),
    }
    return {name: value for name, value in found.items() if value}


def _time(body: Json) -> Json:
    start, end = reading.text(body, "start_time"), reading.text(body, "end_time")
    # As texts they have the order of what they say: each has five characters.
    if not _CLOCK.fullmatch(start) or not _CLOCK.fullmatch(end) or start >= end:
        raise bad_request()
    return {"start_time": start, "end_time": end}


def _location(name: str) -> str:
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError):
        raise bad_request() from None


def _ends(text: str, member: Callable[[str], int]) -> tuple[int, int]:
    parts = text.lower().split(":")
    if len(parts) not in {1, 2}:
        raise bad_request()
    return member(parts[0]), member(parts[-1])


def _numbered(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise bad_request()
    return int(text)


def _weekday(text: str) -> int:
    if text not in _DAYS:
        raise bad_request()
    return _DAYS.index(text)


def _month(text: str) -> int:
    return _MONTHS.index(text) + 1 if text in _MONTHS else _numbered(text)


def _written(begin: int, end: int, name: Callable[[int], str] = str) -> str:
    if begin > end:
        raise bad_request()
    return name(begin) if begin == end else f"{name(begin)}:{name(end)}"


def _weekdays(text: str) -> str:
    return _written(*_ends(text, _weekday), _DAYS.__getitem__)


def _days(text: str) -> str:
    begin, end = _ends(text, _numbered)
    if any(day == 0 or abs(day) > _LONGEST_MONTH for day in (begin, end)) or begin < 0 < end:
        raise bad_request()
    first, last = (_SHORTEST_MONTH + day if day < 0 else day for day in (begin, end))
    if first > last:
        raise bad_request()
    return str(begin) if begin == end else f"{begin}:{end}"


def _months(text: str) -> str:
    return _written(*_ends(text, _month))


def _years(text: str) -> str:
    return _written(*_ends(text, _numbered))


_RANGES: Mapping[str, Callable[[str], Any]] = {
    "weekdays": _weekdays,
    "days_of_month": _days,
    "months": _months,
    "years": _years,
}
