"""Steps: durations as Grafana writes them, and the interval it chooses for a range and a width.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/#query-options
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from grafmint.duration import UNITS

#: Those of Prometheus, and Grafana's months.
_UNITS = {**UNITS, "M": 2_592_000_000}
_PART = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhdwMy])")
#: Up to the first number, in milliseconds, an interval becomes the second.
_ROUNDED = (
    (10, 1), (15, 10), (35, 20), (75, 50), (150, 100), (350, 200), (750, 500), (1500, 1000), (3500, 2000),
    (7500, 5000), (12_500, 10_000), (17_500, 15_000), (25_000, 20_000), (45_000, 30_000), (90_000, 60_000),
    (210_000, 120_000), (450_000, 300_000), (750_000, 600_000), (1_050_000, 900_000), (1_500_000, 1_200_000),
    (2_700_000, 1_800_000), (5_400_000, 3_600_000), (9_000_000, 7_200_000), (16_200_000, 10_800_000),
    (32_400_000, 21_600_000), (86_400_000, 43_200_000), (604_800_000, 86_400_000), (1_814_400_000, 604_800_000),
    (3_628_800_000, 2_592_000_000),
)  # fmt: skip
_LONGEST = _UNITS["y"]
#: How often a Prometheus is said to scrape when nobody says it, in milliseconds.
SCRAPE = 15_000
#: The least interval of datasources that have one of their own, in milliseconds.
_LEAST = {"prometheus": SCRAPE, "postgres": 60_000, "mysql": 60_000, "mssql": 60_000}
#: Prometheus refuses more points than this, and no picture shows as many.
MOST_POINTS = 11_000


def milliseconds(text: str) -> int | None:
    """A duration such as `30s` or `1h30m` in milliseconds; None for what is none. A plain number is seconds."""
    plain = text.strip().removeprefix(">").replace(" ", "")
    if plain.isdecimal():
        return _whole(float(plain) * 1000)
    parts = _PART.findall(plain)
    if not parts or "".join(map("".join, parts)) != plain:
        return None
    return _whole(sum(float(number) * _UNITS[unit] for number, unit in parts))


def _whole(length: float) -> int | None:
    return round(length) if math.isfinite(length) else None


def duration(length: int) -> str:
    """Milliseconds in the largest unit that leaves no rest: 90000 is `90s`."""
    for unit in ("w", "d", "h", "m", "s"):
        if length and length % _UNITS[unit] == 0:
            return f"{length // _UNITS[unit]}{unit}"
    return f"{length}ms"


def rounded(interval: float) -> int:
    """An interval as the page rounds it, in milliseconds."""
    return next((chosen for limit, chosen in _ROUNDED if interval < limit), _LONGEST)


def interval_of(length: int, points: int, least: str | None, kind: str | None) -> int:
    """The interval of a panel whose range is `length` milliseconds wide, at most so many points apart."""
    lowest = milliseconds(least) if least else None
    if lowest is None:
        lowest = _LEAST.get(kind or "", 1)
    return max(rounded(length / max(points, 1)), lowest)


def step_of(query: Mapping[str, Any], interval: int, length: int) -> int:
    """The step of one Prometheus query in milliseconds: its own least step, its factor, and what Prometheus takes."""
    least = milliseconds(str(query.get("interval") or "")) or 0
    factor = query.get("intervalFactor")
    safe = length / MOST_POINTS
    safe = math.ceil(safe / 1000) * 1000 if safe > 1000 else safe  # noqa: PLR2004  # a second
    return max(interval * (factor if isinstance(factor, int) and factor > 0 else 1), least, math.ceil(safe), 1)


def rate_interval(query: Mapping[str, Any], step: int) -> int:
    """`$__rate_interval` of a query in milliseconds: at least four scrapes."""
    scrape = milliseconds(str(query.get("interval") or "")) or SCRAPE
    return max(step + scrape, 4 * scrape)
