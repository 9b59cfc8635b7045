"""Scale: between which numbers a made-up value lies, by the panel's unit, thresholds and limits, and by its metric."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from grafmint.data.ask import Ask
from grafmint.data.sample.zones import Zone, good_zone, good_zones, recolored
from grafmint.promql.reading import Reading

_Range = tuple[float, float]
_UNITS: Mapping[str, _Range] = {
    "percent": (18, 62), "percentunit": (0.18, 0.62), "humidity": (40, 55),
    "bytes": (3e8, 2.2e9), "decbytes": (3e8, 2.2e9), "kbytes": (3e5, 2.2e6), "deckbytes": (3e5, 2.2e6),
    "mbytes": (300, 2200), "decmbytes": (300, 2200), "gbytes": (12, 60), "decgbytes": (12, 60),
    "bits": (2e9, 1.6e10), "decbits": (2e9, 1.6e10),
    "Bps": (2e5, 4e6), "binBps": (2e5, 4e6), "bps": (2e6, 4e7), "binbps": (2e6, 4e7), "KBs": (200, 4000),
    "MBs": (2, 40), "Kbits": (200, 4000), "Mbits": (2, 40), "pps": (900, 6000),
    "s": (0.04, 0.45), "ms": (40, 450), "µs": (40, 450), "ns": (4e4, 4.5e5), "m": (3, 40), "h": (2, 30), "d": (5, 60),
    "dtdurations": (2e4, 7e5), "dthms": (2e4, 7e5), "clocks": (2e4, 7e5), "dtdurationms": (2e7, 7e8),
    "clockms": (2e7, 7e8),
    "reqps": (30, 180), "ops": (30, 180), "cps": (30, 180), "wps": (30, 180), "rps": (30, 180), "iops": (60, 420),
    "eps": (30, 180), "mps": (30, 180), "recps": (30, 180), "rowsps": (30, 180),
    "opm": (900, 5400), "reqpm": (900, 5400), "cpm": (900, 5400), "rpm": (900, 5400), "wpm": (900, 5400),
    "celsius": (38, 61), "fahrenheit": (98, 140), "rotrpm": (900, 2400), "hertz": (1.8e9, 3.2e9), "volt": (225, 235),
    "watt": (80, 240), "dB": (-60, -20),
}  # fmt: skip
_FAMILIES: Mapping[str, _Range] = {"currency": (900, 4200), "bool": (1, 1)}
#: What no value of a unit exceeds, as gauges of the page have it.
_MOST = {"percent": 100.0, "percentunit": 1.0}
_GROWTH = frozenset({"rate", "irate", "deriv"})
_COUNTS = frozenset({"increase", "delta", "idelta", "changes", "resets", "count_over_time", "count", "count_values"})
_COUNTERS = ("_total", "_bucket")
#: What happens seldom where all is well, and how much less often than the rest.
RARE = re.compile(r"error|fail|drop|evict|reject|rollback|timeout|deadlock|restart|\b5\.\.|5xx|^5\d\d$", re.IGNORECASE)
RARITY = 0.04


@attrs.frozen(kw_only=True)
class Scale:
    """Values lie from `low` to `high`, and never beyond `floor` and `ceiling`.

    `alarm` is a value just beyond the good ones, `crossed` are zones that a change gives another color. `grows` says
    that it is a counter, `whole` that it counts things.
    """

    low: float
    high: float
    floor: float | None = None
    ceiling: float | None = None
    alarm: float | None = None
    crossed: tuple[Zone, ...] = ()
    whole: bool = False
    grows: bool = False

    def of_series(self, place: int) -> "Scale":
        """The scale of one of several series: every other one crosses what changes."""
        return self if place % 2 == 0 else attrs.evolve(self, crossed=())


def scale_in(ask: Ask, ref_id: str, reading: Reading, name: str = "") -> Scale:
    """The scale of a query's values in its panel; where thresholds change, what they recolor is crossed."""
    config = config_of(ask.panel, ref_id, name)
    scale = scale_of(config, reading)
    if ask.changed is None or scale.grows:
        return scale
    after = config_of(ask.changed, ref_id, name)
    crossed = recolored(config, after, scale.floor or 0.0, scale.ceiling or 100.0)
    both = [scale, scale_of({**config, "thresholds": after.get("thresholds")}, reading)]
    wide = [each for each in both if each.alarm is not None and each.low < each.high]
    # Most numbers are good on both sides: in the narrower of two zones.
    good = min(wide, key=lambda each: each.high - each.low, default=scale)
    return attrs.evolve(good, alarm=None, crossed=crossed) if crossed and good.low < good.high else scale


def scale_of(config: Mapping[str, Any], reading: Reading) -> Scale:
    """The scale of a query's values under a field's configuration."""
    unit = str(config.get("unit") or "")
    low, high, whole = _natural(unit, reading)
    if low == high:
        return Scale(low=low, high=high, whole=True)
    floor, ceiling = _number(config.get("min")), _number(config.get("max"))
    floor = 0.0 if floor is None and low >= 0 else floor
    ceiling = _MOST.get(unit) if ceiling is None else ceiling
    zone = good_zone(good_zones(config, floor or 0.0, ceiling or 100.0, is_share=unit in _MOST), low, high)
    if zone is not None:
        low, high = zone.inner(ceiling)
    elif floor is not None and ceiling is not None and not floor <= low <= high <= ceiling:
        low, high = floor + 0.25 * (ceiling - floor), floor + 0.7 * (ceiling - floor)
    elif _is_rare(reading):
        low, high = low * RARITY, high * RARITY
    return Scale(
        low=_within(low, floor, ceiling),
        high=_within(high, floor, ceiling),
        floor=floor,
        ceiling=ceiling,
        alarm=_alarm(zone, ceiling),
        whole=whole,
        grows=zone is None and ceiling is None and _is_counter(reading),
    )


def config_of(panel: Mapping[str, Any], ref_id: str, name: str = "") -> dict[str, Any]:
    """The configuration of a query's fields: the panel's, with the overrides for the query or for its name."""
    config = panel.get("fieldConfig")
    parts: Mapping[str, Any] = config if isinstance(config, Mapping) else {}
    defaults, listed = parts.get("defaults"), parts.get("overrides")
    found: dict[str, Any] = dict(defaults) if isinstance(defaults, Mapping) else {}
    names = {name, f"Value #{ref_id}"} - {""}
    for override in listed if isinstance(listed, list) else ():
        matcher = override.get("matcher") or {}
        by, wanted = matcher.get("id"), matcher.get("options")
        if (by == "byFrameRefID" and wanted == ref_id) or (by == "byName" and wanted in names):
            found |= dict(_properties(override))
    return found


def _properties(override: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for each in override.get("properties") or ():
        yield str(each.get("id")), each.get("value")


def _natural(unit: str, reading: Reading) -> tuple[float, float, bool]:
    known = _UNITS.get(unit) or next((found for start, found in _FAMILIES.items() if unit.startswith(start)), None)
    if known is not None:
        return (*known, False)
    metric, done = (reading.metrics[0] if reading.metrics else ""), set(reading.functions)
    if metric.endswith("up") and not done & _COUNTS:
        return 1, 1, True
    if reading.divides or metric.endswith(("_ratio", "_utilization")):
        return 0.08, 0.6, False
    if done & _COUNTS:
        return (2, 12, True) if "count" in done else (20, 240, True)
    return _by_name(metric, grows=bool(done & _GROWTH), is_quantile=reading.quantile is not None)


def _by_name(metric: str, *, grows: bool, is_quantile: bool) -> tuple[float, float, bool]:
    plain = metric.removesuffix("_total").removesuffix("_bucket").removesuffix("_sum")
    if plain.endswith("bytes"):
        return (*(_UNITS["Bps"] if grows else _UNITS["bytes"]), False)
    if re.search(r"_load\d+$", plain):
        return 0.3, 2.4, False
    if plain.endswith("cpu_seconds"):
        return 0.05, 0.7, False
    if plain.endswith("seconds") and (is_quantile or not grows):
        return (*_UNITS["s"], False)
    return (4, 40, False) if grows else (20, 140, not is_quantile)


def _is_counter(reading: Reading) -> bool:
    changed = set(reading.functions) & (_GROWTH | _COUNTS | {"histogram_quantile"})
    return bool(reading.metrics) and reading.metrics[0].endswith(_COUNTERS) and not changed and not reading.divides


def _is_rare(reading: Reading) -> bool:
    named = (*reading.metrics[:1], *(each.value for each in reading.conditions if each.operator in {"=", "=~"}))
    return any(RARE.search(text) for text in named)


def _alarm(zone: Zone | None, ceiling: float | None) -> float | None:
    """Just above what is good, or just below it."""
    if zone is None:
        return None
    if zone.end is not None:
        return zone.end + 0.06 * max(abs(zone.end), 1e-9)
    if zone.start is None:
        return None
    width = ceiling - zone.start if ceiling is not None and ceiling > zone.start else 0.1 * abs(zone.start)
    return zone.start - 0.3 * width


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _within(value: float, floor: float | None, ceiling: float | None) -> float:
    value = value if floor is None else max(value, floor)
    return value if ceiling is None else min(value, ceiling)
