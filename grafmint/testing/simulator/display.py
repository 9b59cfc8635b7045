"""Display: what a panel that shows a metric as it is says of its numbers, by its unit, limits and thresholds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from grafmint.data.sample.scale import scale_of
from grafmint.data.sample.zones import Zone, good_zone, good_zones
from grafmint.promql.reading import Reading, read
from grafmint.testing.simulator.asked import Asked
from grafmint.testing.simulator.weighing import OF_METRIC

#: What leaves numbers as large as they are; and what makes one of several, which may be as large as all of them.
_SUM, _KEEPING = (
    "sum",
    frozenset(
        {
            *("sum", "avg", "max", "min", "topk", "bottomk", "quantile", "sort", "sort_desc", "vector"),
            *("avg_over_time", "last_over_time", "max_over_time", "min_over_time"),
            *("rate", "irate", "histogram_quantile"),
        }
    ),
)
_ASIDE, _ARITHMETIC = re.compile(r'"[^"]*"|\[[^\]]*\]'), re.compile(r"[-+*/%^]")
#: What each of its values lies within, of a panel's own limits.
_LOW, _HIGH = 0.25, 0.7
#: Units whose thresholds are of a whole.
_SHARES = frozenset({"percent", "percentunit"})
#: Of these, or others like them, it is not said how large a number is: of none, and of what is counted in a time.
_SAYING_NOTHING = ("", "ops", "opm", "pps")


@attrs.frozen(kw_only=True)
class Display:
    """`usual` is what the unit makes likely, if it does; `least` and `most` are limits, `good` what is no alarm."""

    usual: tuple[float, float] | None = None
    least: float | None = None
    most: float | None = None
    good: Sequence[Zone] = ()
    summed: bool = False

    def fitted(self, low: float, high: float, series: int) -> tuple[float, float]:
        """The range of one of so many series, moved to where the panel has good values."""
        times = series if self.summed else 1
        least, most = self.least or 0.0, self.most
        if most is not None and high * times > most:
            low, high = ((least + share * (most - least)) / times for share in (_LOW, _HIGH))
        zone = good_zone(self.good, low * times, high * times)
        if zone is None or _holds(zone, low * times, high * times):
            return low, high
        inner = zone.inner(most)
        return max(0.0, inner[0] / times), max(0.0, inner[1] / times)


def displays(asked: Iterable[Asked]) -> Mapping[str, Sequence[Display]]:
    """The panels that show a metric as it is, by its name."""
    found: dict[str, list[Display]] = {}
    for each in asked:
        reading = read(each.expr) if each.config else None
        if reading is not None and _is_plain(each.expr, reading):
            found.setdefault(reading.metrics[0], []).append(_display(each.config, reading))
    return found


def _display(config: Mapping[str, Any], reading: Reading) -> Display:
    unit, least, most = str(config.get("unit") or ""), _number(config.get("min")), _number(config.get("max"))
    usual = _range(unit)
    return Display(
        usual=None if usual in map(_range, _SAYING_NOTHING) else usual,
        least=least,
        most=most,
        good=good_zones(config, least or 0.0, most or 100.0, is_share=unit in _SHARES),
        # A quantile of several is no more than that of the largest.
        summed=_SUM in reading.functions and reading.quantile is None,
    )


def _is_plain(expr: str, reading: Reading) -> bool:
    """Whether nothing is computed with the one metric, of which no state alone is asked for."""
    return (
        len(reading.metrics) == 1
        and _KEEPING.issuperset(reading.functions)
        and _ARITHMETIC.search(_ASIDE.sub("", expr)) is None
        and not any(each.label in OF_METRIC for each in reading.conditions)
    )


def _range(unit: str) -> tuple[float, float]:
    scale = scale_of({"unit": unit}, Reading())
    return scale.low, scale.high


def _holds(zone: Zone, low: float, high: float) -> bool:
    return (zone.start is None or low >= zone.start) and (zone.end is None or high < zone.end)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
