"""Zones: what the thresholds of a panel call good, and what a change of them gives another color."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

#: The colours that people mean no harm with.
_GOOD = ("green", "blue", "transparent", "text", "#73bf69", "#56a64b", "#37872d")
#: The threshold of a new panel, which nobody chose.
_UNCHOSEN = 80


@attrs.frozen
class Zone:
    """From `start` up to `end`; None where there is no end."""

    start: float | None
    end: float | None

    def inner(self, ceiling: float | None) -> tuple[float, float]:
        """Numbers well inside of it, `ceiling` is the greatest there can be."""
        if self.start is None and self.end is not None:
            return (0.35 * self.end, 0.88 * self.end) if self.end > 0 else (self.end - 2, self.end - 1)
        start = self.start or 0.0
        end = self.end if self.end is not None else ceiling
        if end is None or end <= start:
            return (start * 1.03, start * 1.35) if start > 0 else (start, start + 1)
        share = (0.15, 0.85) if self.end is not None else (0.3, 0.95)
        return start + share[0] * (end - start), start + share[1] * (end - start)


#: What the page gives a panel that has no thresholds.
_NEW = ((Zone(None, _UNCHOSEN), "green"), (Zone(_UNCHOSEN, None), "red"))


def good_zones(config: Mapping[str, Any], low: float, high: float, *, is_share: bool) -> list[Zone]:
    """The good zones of a field's thresholds; those in percent lie between `low` and `high`."""
    found = _colored(config, low, high)
    if len(found) <= 1 or (not is_share and [zone.start for zone, _ in found] == [None, _UNCHOSEN]):
        return []
    return [zone for zone, color in found if any(good in color for good in _GOOD)]


def recolored(before: Mapping[str, Any], after: Mapping[str, Any], low: float, high: float) -> tuple[Zone, ...]:
    """The zones that have other colors after a change of the thresholds."""
    old, new = (_colored(config, low, high) or list(_NEW) for config in (before, after))
    ends = sorted({zone.start for zone, _ in old + new if zone.start is not None})
    between = [Zone(start, end) for start, end in zip([None, *ends], [*ends, None], strict=True)]
    return tuple(zone for zone in between if _color(old, zone) != _color(new, zone))


def good_zone(found: Sequence[Zone], low: float, high: float) -> Zone | None:
    """The zone that is nearest to values between `low` and `high`; None where there is none."""
    middle = (low + high) / 2
    return min(found, key=lambda zone: _distance(zone, middle), default=None)


def _distance(zone: Zone, value: float) -> float:
    below = zone.start - value if zone.start is not None else 0.0
    above = value - zone.end if zone.end is not None else 0.0
    return max(below, above, 0.0)


def _colored(config: Mapping[str, Any], low: float, high: float) -> list[tuple[Zone, str]]:
    """The zones of a field's thresholds with their colors, none where it has no thresholds."""
    thresholds = config.get("thresholds")
    listed = thresholds.get("steps") if isinstance(thresholds, Mapping) else None
    steps = [step for step in listed if isinstance(step, Mapping)] if isinstance(listed, list) else []
    values = [_value(step.get("value")) for step in steps[1:]]
    numbers = [value for value in values if value is not None]
    if not steps or len(numbers) != len(values):
        return []
    if isinstance(thresholds, Mapping) and thresholds.get("mode") == "percentage":
        numbers = [low + number / 100 * (high - low) for number in numbers]
    zones = map(Zone, [None, *numbers], [*numbers, None])
    return [(zone, str(step.get("color")).lower()) for zone, step in zip(zones, steps, strict=True)]


def _color(found: Sequence[tuple[Zone, str]], within: Zone) -> str:
    start = -math.inf if within.start is None else within.start
    return [color for zone, color in found if zone.start is None or zone.start <= start][-1]


def _value(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
