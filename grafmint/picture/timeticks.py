"""Time ticks: marks at full minutes, hours, days, months and years, with the page's labels.

Times are milliseconds since 1970.
Source: https://grafana.com/docs/grafana/v9.4/setup-grafana/configure-grafana/#date_formats
"""

from collections.abc import Callable, Iterator
from datetime import MAXYEAR, UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.ticks import step

_SECOND: Final = 1000.0
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
_MONTH: Final = 30 * _DAY
_YEAR: Final = 365 * _DAY

STEPS: Final = (
    *(1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0),
    *(_SECOND * each for each in (1, 5, 10, 15, 30)),
    *(_MINUTE * each for each in (1, 5, 10, 15, 30)),
    *(_HOUR * each for each in (1, 2, 3, 4, 6, 8, 12)),
    *(_DAY * each for each in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15)),
    *(_MONTH * each for each in (1, 2, 3, 4, 6)),
    *(_YEAR * each for each in (1, 2, 5, 10, 25, 50, 100)),
)
#: Before a label's width is known, ticks are taken to be this far apart; labels then stand this far apart.
_GUESS: Final = 40.0
_BETWEEN_LABELS: Final = 18.0
#: Zones that name no place.
_UTC_NAMES: Final = frozenset({"", "utc", "browser"})


@lru_cache(maxsize=32)
def zone_of(name: str) -> tzinfo:
    """The time zone of a name; a picture has no browser whose zone it could take, so that one is UTC.

    Raises NotDrawn for a name that this machine does not know.
    """
    if name.lower() in _UTC_NAMES:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotDrawn(f"the time zone {name!r} is not known here", hint="install the package tzdata") from error


def time_step(start: float, end: float, length: float, zone: tzinfo, width_of: Callable[[str], float]) -> float | None:
    """How far ticks are apart so that their labels do not touch; `width_of` measures a label in pixels."""
    if length <= 0 or end <= start:
        return None
    sample = time_label(start, (end - start) * _GUESS / length, end - start, zone)
    return step(end - start, length, width_of(sample) + _BETWEEN_LABELS, STEPS)


def time_ticks(start: float, end: float, distance: float, zone: tzinfo) -> tuple[float, ...]:
    """The ticks from start to end, counted from local midnights, months and years."""
    return tuple(each for each in _walk(start, end, distance, zone) if start <= each <= end)


def _walk(start: float, end: float, distance: float, zone: tzinfo) -> Iterator[float]:
    local = datetime.fromtimestamp(start / 1000, zone).replace(tzinfo=None)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if distance < _HOUR:
        base = _stamp(midnight, zone)
        at = base - (base - start) // distance * distance
        while at <= end:
            yield at
            at += distance
        return
    following = _months(midnight, distance) if distance >= _MONTH else _hours(local, midnight, distance)
    for each in following:
        stamp = _stamp(each, zone)
        if stamp > end:
            return
        yield stamp


def _months(midnight: datetime, distance: float) -> Iterator[datetime]:
    yearly = distance >= _YEAR
    count = round(distance / _YEAR) * 12 if yearly else round(distance / _MONTH)
    first = midnight.year * 12 + (0 if yearly else midnight.month - 1)
    while first < MAXYEAR * 12:
        yield datetime(first // 12, first % 12 + 1, 1)  # noqa: DTZ001  # a wall clock's time, its zone comes later
        first += count


def _hours(local: datetime, midnight: datetime, distance: float) -> Iterator[datetime]:
    gap = timedelta(milliseconds=distance)
    # Days are not counted from a beginning of all time: the first one in view is marked.
    at = midnight + timedelta(days=1) if distance >= _DAY and local > midnight else midnight
    while True:
        yield at
        at += gap


def _stamp(local: datetime, zone: tzinfo) -> float:
    return local.replace(tzinfo=zone).timestamp() * 1000


def time_label(time: float, distance: float, span: float, zone: tzinfo) -> str:
    """A tick's label: as exact as its distance to the next, with a date where the span is longer than a day."""
    at = datetime.fromtimestamp(time / 1000, zone)
    if distance < _SECOND:
        return f"{at:%H:%M:%S}.{at.microsecond // 1000:03}"
    if distance <= _MINUTE:
        return f"{at:%H:%M:%S}"
    if span <= _DAY:
        return f"{at:%H:%M}"
    if distance <= _DAY:
        return f"{at:%m/%d %H:%M}"
    if span < _YEAR:
        return f"{at:%m/%d}"
    return f"{at:%Y}" if distance >= _YEAR else f"{at:%Y-%m}"
