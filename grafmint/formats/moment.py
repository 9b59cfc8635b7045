"""Moments: points in time by the patterns of moment.js, in UTC.

Source: https://momentjs.com/docs/#/displaying/format/
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

ISO: Final = "YYYY-MM-DD HH:mm:ss"
US: Final = "MM/DD/YYYY h:mm:ss a"
#: What a browser set to English (United States) makes of its own.
LOCAL: Final = "MM/DD/YYYY, hh:mm:ss A"
_INVALID: Final = "Invalid date"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LONG: Final = {
    "LTS": "h:mm:ss A",
    "LT": "h:mm A",
    "LLLL": "dddd, MMMM D, YYYY h:mm A",
    "LLL": "MMMM D, YYYY h:mm A",
    "LL": "MMMM D, YYYY",
    "L": "MM/DD/YYYY",
    "llll": "ddd, MMM D, YYYY h:mm A",
    "lll": "MMM D, YYYY h:mm A",
    "ll": "MMM D, YYYY",
    "l": "M/D/YYYY",
}
_LONG_TOKEN: Final = re.compile(r"\[[^\[]*\]|\\.|LTS|LT|LL?L?L?|l{1,4}")
_TOKEN: Final = re.compile(
    r"\[([^\[]*)\]|\\(.)|"
    r"(Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[ow]?|W[oW]?|Qo?|YYYYYY|YYYYY|YYYY|YY|GG(?:GG)?|"
    r"a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|E|e)"
)


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _week(at: datetime) -> int:
    """The week that begins on Sunday, where the first is the one with the first of January."""
    saturday = at + timedelta(days=6 - at.isoweekday() % 7)
    return (saturday.timetuple().tm_yday - 1) // 7 + 1


_PARTS: Final[Mapping[str, Callable[[datetime], object]]] = {
    "M": lambda at: at.month,
    "Mo": lambda at: _ordinal(at.month),
    "MM": lambda at: f"{at.month:02}",
    "MMM": lambda at: _MONTHS[at.month - 1][:3],
    "MMMM": lambda at: _MONTHS[at.month - 1],
    "D": lambda at: at.day,
    "Do": lambda at: _ordinal(at.day),
    "DD": lambda at: f"{at.day:02}",
    "DDD": lambda at: at.timetuple().tm_yday,
    "DDDo": lambda at: _ordinal(at.timetuple().tm_yday),
    "DDDD": lambda at: f"{at.timetuple().tm_yday:03}",
    "d": lambda at: at.isoweekday() % 7,
    "do": lambda at: _ordinal(at.isoweekday() % 7),
    "dd": lambda at: _WEEKDAYS[at.weekday()][:2],
    "ddd": lambda at: _WEEKDAYS[at.weekday()][:3],
    "dddd": lambda at: _WEEKDAYS[at.weekday()],
    "e": lambda at: at.isoweekday() % 7,
    "E": lambda at: at.isoweekday(),
    "w": _week,
    "wo": lambda at: _ordinal(_week(at)),
    "ww": lambda at: f"{_week(at):02}",
    "W": lambda at: at.isocalendar().week,
    "Wo": lambda at: _ordinal(at.isocalendar().week),
    "WW": lambda at: f"{at.isocalendar().week:02}",
    "Q": lambda at: (at.month + 2) // 3,
    "Qo": lambda at: _ordinal((at.month + 2) // 3),
    "YY": lambda at: f"{at.year % 100:02}",
    "YYYY": lambda at: f"{at.year:04}",
    "YYYYY": lambda at: f"{at.year:05}",
    "YYYYYY": lambda at: f"+{at.year:06}",
    "GG": lambda at: f"{at.isocalendar().year % 100:02}",
    "GGGG": lambda at: f"{at.isocalendar().year:04}",
    "a": lambda at: "am" if at.hour < 12 else "pm",  # noqa: PLR2004
    "A": lambda at: "AM" if at.hour < 12 else "PM",  # noqa: PLR2004
    "h": lambda at: at.hour % 12 or 12,
    "hh": lambda at: f"{at.hour % 12 or 12:02}",
    "H": lambda at: at.hour,
    "HH": lambda at: f"{at.hour:02}",
    "k": lambda at: at.hour or 24,
    "kk": lambda at: f"{at.hour or 24:02}",
    "m": lambda at: at.minute,
    "mm": lambda at: f"{at.minute:02}",
    "s": lambda at: at.second,
    "ss": lambda at: f"{at.second:02}",
    "X": lambda at: (at - _EPOCH) // timedelta(seconds=1),
    "x": lambda at: (at - _EPOCH) // timedelta(milliseconds=1),
    "z": lambda _: "UTC",
    "zz": lambda _: "Coordinated Universal Time",
    "Z": lambda _: "+00:00",
    "ZZ": lambda _: "+0000",
}


def instant(milliseconds: float) -> datetime | None:
    """A point in time, or None where no calendar has it."""
    try:
        return _EPOCH + timedelta(milliseconds=int(milliseconds))
    except (OverflowError, ValueError):
        return None


def dated(milliseconds: float, pattern: str) -> str:
    """A point in time, in milliseconds since 1970, by a pattern."""
    at = instant(milliseconds)
    if at is None:
        return _INVALID
    whole = _LONG_TOKEN.sub(lambda match: _LONG.get(match[0], match[0]), pattern)
    return _TOKEN.sub(lambda match: _part(match, at), whole)


def _part(match: re.Match[str], at: datetime) -> str:
    escaped = match[1] if match[1] is not None else match[2]
    if escaped is not None:
        return escaped
    if match[3].startswith("S"):
        return f"{at.microsecond:06}".ljust(9, "0")[: len(match[3])]
    return str(_PARTS[match[3]](at))
