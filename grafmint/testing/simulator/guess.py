"""Guess: what a metric is, and how its value goes, by its name and by what is done to it.

Source: https://prometheus.io/docs/practices/naming/
"""

import re
from collections.abc import Sequence

import attrs

from grafmint.data.sample.scale import RARE
from grafmint.promql.selected import Selected
from grafmint.testing.simulator.labels import Labels, values_of
from grafmint.testing.simulator.latency import lognormal, wandering
from grafmint.testing.simulator.series import BUCKETS, Counter, Gauge, Histogram, Metric
from grafmint.testing.simulator.shape import Shape, constant, daily, latest, moment, noisy, spread
from grafmint.testing.simulator.wanted import is_state

_OF_COUNTERS = frozenset({"rate", "irate", "increase", "resets"})
#: How much more the limit is than what it limits; there may be several of these in what is no size.
_LARGER, _MUCH_LARGER = 1.6, 5.0
#: Gauges that say yes or no, or that something is as it should be.
_YES = re.compile(r"(?:^|_)(?:up|success|ready|healthy|info|status|leader|enabled|active_state)$")
_SAME = re.compile(r"(?:^|_)(?:(?:spec|status|ready|available|desired)_)*(?:replicas|generation)", re.IGNORECASE)
#: What changes slowly, so that a forecast makes sense.
_STORED = re.compile(r"filesystem|volume|database_size|disk")
#: What something else is a part of.
_LIMIT = re.compile(
    r"(?:^|_)(?:\w*Total|(?:filesystem|volume|disk)_size|limits?|max|capacity|allocatable|quota)(?:_|$)"
)
_TIMES: Sequence[tuple[str, Shape]] = (
    (r"expir|not_after", moment("45d")),
    (r"boot_time|start_time|created", moment("-12d")),
    (r"last_seen|heartbeat", latest(every="15s")),
    (r"timestamp|last_(?:success|run|backup|time)", latest(every="1d", at="3h")),
)
#: The values of a gauge or the rates of a counter, by what is in its name; the first that fits decides.
_LEVELS: Sequence[tuple[str, float, float]] = (
    (r"burn_rate", 0.2, 0.8),
    (r"ratio|utilization|usage_share|uptime_share", 0.25, 0.6),
    (r"percent", 25, 60),
    (r"bytes", 2.5e9, 6e9),
    (r"celsius", 38, 61),
    (r"milliseconds|_ms", 40, 450),
    (r"seconds", 0.05, 0.45),
    (r"load\d+", 0.3, 2.4),
    (r"behind|lag|pending|missing|unavailable|failed|errors?", 0, 3),
    (r"", 20, 140),
)
_RATES: Sequence[tuple[str, float, float]] = (
    (r"cpu_seconds|cpu_usage_seconds", 0.9, 1.0),
    (r"bytes", 2e5, 4e6),
    (r"_hits?(?:_|$)", 80, 800),
    (r"seconds", 0.05, 0.6),
    (r"", 4, 40),
)
#: What a histogram measures, in terms of seconds.
_UNITS = (("bytes", 1e5), ("milliseconds", 1e3), ("_ms", 1e3), ("", 1.0))
#: What fails does so seldom, and what stops hardly ever.
_HARDLY, _STOPS = 1e-4, re.compile(r"restart|deadlock|oom|crash|kill", re.IGNORECASE)
_SELDOM, _FAILS = 0.02, re.compile(rf"{RARE.pattern}|_errs_", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Wish:
    """A metric without what a histogram adds to its name, all that is asked of it, and the labels that it must have."""

    name: str
    parts: frozenset[str]
    found: Sequence[Selected]
    labels: Labels

    @property
    def functions(self) -> frozenset[str]:
        """What is done to it anywhere."""
        return frozenset[str]().union(*(each.functions for each in self.found))


def guessed(wish: Wish) -> Metric:
    """The metric as far as its name and its queries tell."""
    if wish.parts:
        return _histogram(wish)
    if wish.name.endswith("_total") or wish.functions & _OF_COUNTERS:
        rare = _HARDLY if _STOPS.search(wish.name) else _SELDOM if _FAILS.search(wish.name) else 1.0
        low, high = _range(wish.name.removesuffix("_total"), _RATES)
        return Counter(wish.name, _living(low * rare, high * rare), labels=wish.labels)
    return Gauge(wish.name, _level(wish), labels=wish.labels)


def _level(wish: Wish) -> Shape:
    name = wish.name
    for pattern, shape in _TIMES:
        if re.search(pattern, name):
            return shape
    if _YES.search(name) or any(is_state(label, values_of(values)) for label, values in wish.labels.items()):
        return constant(1)
    if _SAME.search(name):
        return constant(3)
    low, high = _range(name, _LEVELS)
    if _LIMIT.search(name):
        return constant(high * (_LARGER if "bytes" in name else _MUCH_LARGER))
    if _STORED.search(name):
        return noisy(spread(constant(high)), by=0.01)
    return _living(low, high)


def _histogram(wish: Wish) -> Histogram:
    unit = next(factor for part, factor in _UNITS if part in wish.name)
    latency = wandering(lognormal(median=0.08 * unit, p99=0.6 * unit))
    named = [
        each.value for one in wish.found for each in one.conditions if each.label == "le" and _is_bound(each.value)
    ]
    # A bound that a query names is there to the letter.
    bounds = {float(text): text for text in (*(f"{float(bound) * unit:g}" for bound in BUCKETS), *named)}
    low, high = _range("", _RATES)
    return Histogram(
        wish.name,
        _living(low, high),
        latency,
        labels=wish.labels,
        buckets=[bounds[bound] for bound in sorted(bounds)],
    )


def _is_bound(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", text) is not None


def _range(name: str, known: Sequence[tuple[str, float, float]]) -> tuple[float, float]:
    return next((low, high) for pattern, low, high in known if re.search(pattern, name))


def _living(low: float, high: float) -> Shape:
    return noisy(spread(daily(low=low, high=high), by=0.15), by=0.12)
