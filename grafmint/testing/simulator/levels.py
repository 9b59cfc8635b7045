"""Levels: how the value of a gauge goes, by what is in its name.

Source: https://prometheus.io/docs/practices/naming/
"""

import re
from collections.abc import Sequence

import attrs

from grafmint.testing.simulator.shape import Shape, constant, latest, moment

_GIB = 2.0**30
#: Gauges that say yes or no, or that something is as it should be.
_YES = re.compile(r"(?:^|_)(?:up|success|ready|healthy|info|status|leader|enabled|active_state|resource_requests)$")
_SAME = re.compile(r"(?:^|_)(?:(?:spec|status|ready|available|desired)_)*(?:replicas|generation)", re.IGNORECASE)
_TIMES: Sequence[tuple[str, Shape]] = (
    (r"expir|not_after", moment("45d")),
    (r"boot_time|start_time|created", moment("-12d")),
    (r"last_seen|heartbeat", latest(every="15s")),
    (r"timestamp|last_(?:success|run|backup|time)", latest(every="1d", at="3h")),
)
#: A score of so many points, where no panel says how many there are.
_SCORES = ((r"feedback|rating|satisfaction|stars", 5.0), (r"nps", 100.0), (r"", 1.0))
#: What a good score is of all points.
_GOOD_SCORE = (0.84, 0.94)


@attrs.frozen
class Level:
    """Values lie from `low` to `high`; `daily` ones go with people, who sleep at night, `whole` ones are counted."""

    pattern: str
    low: float
    high: float
    daily: bool = attrs.field(default=False, kw_only=True)
    whole: bool = attrs.field(default=False, kw_only=True)


#: The first that fits decides.
_LEVELS = (
    Level(r"burn_rate", 0.2, 0.8),
    Level(r"ratio|utilization|usage_share|uptime_share", 0.35, 0.6),
    Level(r"percent", 30, 60),
    Level(r"(?:filesystem|volume|disk)\w*_(?:size|capacity|total)", 100 * _GIB, 100 * _GIB),
    Level(r"filesystem|volume|disk", 35 * _GIB, 65 * _GIB),
    Level(r"database_size|table_size|index_size", 3 * _GIB, 8 * _GIB),
    Level(r"MemTotal", 16 * _GIB, 16 * _GIB),
    Level(r"MemAvailable|MemFree", 6 * _GIB, 9 * _GIB),
    Level(r"(?:limits?|max|capacity|allocatable|quota|[Tt]otal)_bytes", 4 * _GIB, 4 * _GIB),
    Level(r"^container\w*bytes", 0.3 * _GIB, 0.6 * _GIB),
    Level(r"bytes", 1.4 * _GIB, 2.2 * _GIB),
    Level(r"max_connections", 200, 200),
    Level(r"(?:^|_)(?:limits?|max|capacity|allocatable|quota)(?:_|$)", 500, 500),
    Level(r"revenue|sales|turnover", 1500, 9000, daily=True),
    Level(r"cost|charges|spend|billing", 2500, 3500),
    Level(r"balance|budget|treasury", 20_000, 26_000),
    Level(r"price", 18, 26),
    Level(r"celsius|temperature", 38, 61),
    Level(r"milliseconds|_ms(?:_|$)", 40, 300),
    Level(r"days", 20, 60),
    Level(r"hours", 3, 20),
    Level(r"minutes", 5, 40),
    Level(r"seconds", 0.08, 0.35),
    Level(r"load\d+", 0.4, 1.8, daily=True),
    Level(r"users|visitors|customers|people|players|viewers|subscribers", 120, 900, daily=True, whole=True),
    Level(r"behind|lag|missing|unavailable|failed|errors?|pending", 0, 2, whole=True),
    Level(r"connections|sessions|clients|activity|queries|requests|in_flight", 6, 36, daily=True, whole=True),
    Level(r"consumers|workers|peers|threads|nodes|members|instances|pods", 8, 10, whole=True),
    Level(r"messages|queue|jobs|backlog|tasks|items|orders|transactions", 6, 24, whole=True),
    Level(r"count$|locks", 4, 30, daily=True, whole=True),
)
UNKNOWN = Level("", 20, 140)


def level_of(name: str) -> Level:
    """How a gauge goes that neither says yes nor tells a time; `UNKNOWN` where its name does not tell."""
    return next((level for level in _LEVELS if re.search(level.pattern, name)), UNKNOWN)


def steady(name: str) -> Shape | None:
    """What a gauge is that does not go up and down: a time, a yes, a number that is wanted; None for any other."""
    for pattern, shape in _TIMES:
        if re.search(pattern, name):
            return shape
    if _YES.search(name):
        return constant(1)
    return constant(3) if _SAME.search(name) else None


def score_of(name: str, most: float | None) -> Level | None:
    """A score of at most so many points; None for what is no score."""
    if not re.search(r"score|rating|satisfaction|stars|(?:^|_)nps(?:_|$)", name):
        return None
    points = next(points for pattern, points in _SCORES if re.search(pattern, name)) if most is None else most
    return Level("", *(share * points for share in _GOOD_SCORE))
