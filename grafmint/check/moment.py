"""Moment: a point in time as Grafana writes it, `now-7d/d`, and how far back it lies.

Source: https://grafana.com/docs/grafana/latest/dashboards/use-dashboards/#time-units-and-relative-ranges
"""

import re

import attrs

from grafmint.duration import UNITS

_DAY = UNITS["d"]
# Months are no fixed time; here they are as long as people who keep 30 days of something mean.
_UNITS = {**{unit: UNITS[unit] for unit in "smhdwy"}, "M": 30 * _DAY, "Q": 91 * _DAY}
_MOVE = re.compile(r"([+-])(\d{1,15})([smhdwMQy])")
_ROUNDING = re.compile(r"/f?([smhdwMQy])")
_NOW = re.compile(rf"now(?:{_MOVE.pattern}|{_ROUNDING.pattern})*")


@attrs.frozen
class Moment:
    """How far it lies back in milliseconds, and how much further it may by being rounded."""

    back: int
    rounding: int = 0

    @property
    def furthest(self) -> int:
        """How far back it lies at most."""
        return self.back + self.rounding


def moment(text: object) -> Moment | None:
    """A point in time before now, or a length such as `7d` as one; None for what is fixed, or is none."""
    if not isinstance(text, str) or not text:
        return None
    whole = text if text.startswith("now") else f"now-{text}"
    if not _NOW.fullmatch(whole):
        return None
    back = sum((1 if sign == "-" else -1) * int(count) * _UNITS[unit] for sign, count, unit in _MOVE.findall(whole))
    return Moment(back, max((_UNITS[unit] for unit in _ROUNDING.findall(whole)), default=0))
