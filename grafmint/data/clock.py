"""Clock: times as a dashboard writes them, `now-6h`, `now/d`, ISO or milliseconds, as moments.

Source: https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#set-dashboard-time-range
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

_STEP = re.compile(r"([-+/])(\d*)(f?)([yMwdhmsQ])")
_WEEKDAYS = {"monday": 0, "saturday": 5, "sunday": 6}
_MONTHS = {"y": 12, "Q": 3, "M": 1}
_EXACT = {"h": timedelta(hours=1), "m": timedelta(minutes=1), "s": timedelta(seconds=1)}
_CALENDAR = {"d": timedelta(days=1), "w": timedelta(weeks=1)}
_TICK = timedelta(milliseconds=1)
#: As far from 1970 as a moment can be that a server reads, in milliseconds: 64 bits.
_FARTHEST = 2**63


@attrs.frozen(kw_only=True)
class Clock:
    """What `now` is, in milliseconds since 1970, and how a dashboard counts days, weeks and years.

    `weekday` is the first day of a week, 0 for Monday; `month` the first of a fiscal year, 0 for January.
    """

    now: int
    zone: tzinfo = UTC
    weekday: int = 6
    month: int = 0

    def moment(self, value: Any, *, up: bool = False) -> int | None:
        """The moment that a text or number means, in milliseconds; `up` rounds to the end of a unit. None for none."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _reached(value)
        text = str(value or "").strip()
        if text.isdecimal():
            return _reached(float(text))
        if text.startswith("now"):
            return self.shifted(self.now, text.removeprefix("now"), up=up)
        start, _, math = text.partition("||")
        try:
            moment = datetime.fromisoformat(start)
        except ValueError:
            return None
        return self.shifted(_milliseconds(moment if moment.tzinfo else moment.replace(tzinfo=self.zone)), math, up=up)

    def shifted(self, moment: int, math: str, *, up: bool = False) -> int | None:
        """A moment after steps such as `-1d/d`; None where they are none."""
        steps = re.sub(r"\s", "", math)
        if _STEP.sub("", steps):
            return None
        try:
            at = datetime.fromtimestamp(moment / 1000, self.zone)
            for sign, count, fiscal, unit in _STEP.findall(steps):
                if sign == "/":
                    at = self._rounded(at, unit, self.month if fiscal else 0, up=up)
                else:
                    at = _moved(at, unit, int(f"{sign}{count or 1}"))
        except (OverflowError, ValueError, OSError):
            return None
        return _milliseconds(at)

    def _rounded(self, at: datetime, unit: str, month: int, *, up: bool) -> datetime:
        start = self._start(at, unit, month)
        return _moved(start, unit, 1) - _TICK if up else start

    def _start(self, at: datetime, unit: str, month: int) -> datetime:
        if unit in _EXACT:
            kept: Mapping[str, Any] = {"s": {}, "m": {"second": 0}, "h": {"second": 0, "minute": 0}}[unit]
            return at.replace(microsecond=0, **kept)
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        if unit in _MONTHS:
            return _moved(day.replace(day=1), "M", -((day.month - 1 - month) % _MONTHS[unit]))
        return day if unit == "d" else day - timedelta(days=(day.weekday() - self.weekday) % 7)


def clock_of(board: Mapping[str, Any], now: int) -> Clock:
    """The clock of a dashboard; the browser's time zone, which differs from reader to reader, is UTC here."""
    weekday, month = _WEEKDAYS.get(str(board.get("weekStart")), _WEEKDAYS["sunday"]), board.get("fiscalYearStartMonth")
    return Clock(now=now, zone=_zone(board), weekday=weekday, month=month if isinstance(month, int) else 0)


def _reached(moment: float) -> int | None:
    return round(moment) if abs(moment) <= _FARTHEST else None


def _zone(board: Mapping[str, Any]) -> tzinfo:
    name = board.get("timezone")
    if not isinstance(name, str) or name in {"", "browser", "utc"}:
        return UTC
    try:
        return ZoneInfo(name)
    # ValueError: a name that would be a path. OSError: a folder of names.
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _moved(at: datetime, unit: str, count: int) -> datetime:
    if unit in _EXACT:
        return (at.astimezone(UTC) + count * _EXACT[unit]).astimezone(at.tzinfo)
    if unit in _CALENDAR:
        return at + count * _CALENDAR[unit]
    months = at.year * 12 + at.month - 1 + count * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
