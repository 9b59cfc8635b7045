"""Zones: what the thresholds of a panel call good."""

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


def zones(config: Mapping[str, Any], low: float, high: float, *, is_share: bool) -> list[Zone]:
    """The good zones of a field's thresholds; those in percent lie between `low` and `high`."""
    thresholds = config.get("thresholds")
    listed = thresholds.get("steps") if isinstance(thresholds, Mapping) else None
    steps = [step for step in listed if isinstance(step, Mapping)] if isinstance(listed, list) else []
    values = [_value(step.get("value")) for step in steps[1:]]
    numbers = [value for value in values if value is not None]
    if not numbers or len(numbers) != len(steps) - 1 or (numbers == [_UNCHOSEN] and not is_share):
        return []
    if isinstance(thresholds, Mapping) and thresholds.get("mode") == "percentage":
        numbers = [low + number / 100 * (high - low) for number in numbers]
    starts, ends = [None, *numbers], [*numbers, None]
    return [Zone(start, end) for step, start, end in zip(steps, starts, ends, strict=True) if _is_good(step)]


def good_zone(found: Sequence[Zone], low: float, high: float) -> Zone | None:
    """The zone that is nearest to values between `low` and `high`; None where there is none."""
    middle = (low + high) / 2
    return min(found, key=lambda zone: _distance(zone, middle), default=None)


def _distance(zone: Zone, value: float) -> float:
    below = zone.start - value if zone.start is not None else 0.0
    above = value - zone.end if zone.end is not None else 0.0
    return max(below, above, 0.0)


def _is_good(step: Mapping[str, Any]) -> bool:
    color = str(step.get("color")).lower()
    return any(good in color for good in _GOOD)


def _value(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
