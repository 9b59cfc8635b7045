"""Guess: what a metric is, and how its value goes, by its name, by what is done to it, and by the panels that show it.

Source: https://prometheus.io/docs/practices/naming/
"""

import re
from collections.abc import Iterator, Sequence
from math import prod

import attrs

from grafmint.data.sample.chance import chance
from grafmint.promql.selected import Selected
from grafmint.testing.simulator.display import Display
from grafmint.testing.simulator.labels import Labels, values_of
from grafmint.testing.simulator.latency import lognormal, varied, wandering
from grafmint.testing.simulator.levels import UNKNOWN, Level, level_of, score_of, steady
from grafmint.testing.simulator.rates import HARDLY, STOPS, is_known, rate_of, size_of
from grafmint.testing.simulator.series import BUCKETS, Counter, Gauge, Histogram, Metric
from grafmint.testing.simulator.shape import Shape, constant, daily, noisy, seldom, spread, steps
from grafmint.testing.simulator.states import split, states
from grafmint.testing.simulator.targets import targets
from grafmint.testing.simulator.wanted import TARGETS
from grafmint.testing.simulator.weighing import STEP, busy

_OF_COUNTERS = frozenset({"rate", "irate", "increase", "resets"})
#: How long requests take: half of them, and all but one of a hundred.
_MEDIAN, _P99 = 0.06, 0.4
#: How much longer the slowest of them take at times, in the slowest of the series.
_WORST = 1.7
#: The busiest hour of a day is between these, and when all is quiet.
_NOON, _HALF_A_DAY = (12.0, 16.5), 12.0
#: Up to here a number of things stays what it is for a while, and then is another; so many of them before the first.
_FEW, _CHANGES = 12, 97
_UNIT = re.compile(r"_(?:duration_)?(?:seconds|milliseconds|ms|bytes)$")
_STORED, _STILL = re.compile(r"filesystem|volume|disk|_size"), 0.004


@attrs.frozen(kw_only=True)
class Wish:
    """A metric without what a histogram adds to its name, all that is asked of it, and the labels that it must have.

    `displays` are the panels that show it as it is.
    """

    name: str
    parts: frozenset[str]
    found: Sequence[Selected]
    labels: Labels
    displays: Sequence[Display] = ()

    @property
    def functions(self) -> frozenset[str]:
        """What is done to it anywhere."""
        return frozenset[str]().union(*(each.functions for each in self.found))

    def fitted(self, low: float, high: float) -> tuple[float, float]:
        """A range of numbers, moved to where its panels have good ones."""
        series = prod(len(values_of(values)) for values in self.labels.values())
        for each in self.displays:
            low, high = each.fitted(low, high, series)
        return low, high

    def by_unit(self, low: float, high: float) -> tuple[float, float]:
        """What the unit of a panel makes of numbers of which the name says nothing."""
        return next((each.usual for each in self.displays if each.usual is not None), (low, high))


def guessed(wish: Wish) -> Iterator[Metric]:
    """The metric as far as its name, its queries and its panels tell; more than one where no product has its labels."""
    if wish.parts:
        yield _histogram(wish)
    elif wish.name == TARGETS:
        yield from targets(wish.labels)
    elif wish.name.endswith("_total") or wish.functions & _OF_COUNTERS:
        yield Counter(wish.name, _rate(wish), labels=busy(wish.labels))
    else:
        yield from (_gauge(attrs.evolve(wish, labels=labels)) for labels in split(wish.labels))


def _rate(wish: Wish) -> Shape:
    if STOPS.search(wish.name):
        return seldom(every=HARDLY)
    low, high = rate_of(wish.name) if is_known(wish.name) else wish.by_unit(*rate_of(wish.name))
    low, high = wish.fitted(low, high)
    # Who leaves a way, and who goes on, are together as many as came: each a little more or less would not be.
    return _waking(wish.name, low, high) if STEP in wish.labels else _living(wish.name, low, high)


def _gauge(wish: Wish) -> Gauge:
    holds = any(states(label, values_of(values)) for label, values in wish.labels.items())
    always = constant(1) if holds else steady(wish.name)
    if always is not None:
        return Gauge(wish.name, always, labels=wish.labels)
    level = _level(wish)
    if level.low == level.high:
        return Gauge(wish.name, level.high, labels=wish.labels)
    labels = busy(wish.labels) if level.daily else wish.labels
    return Gauge(wish.name, _moving(wish.name, level), labels=labels, whole=level.whole)


def _moving(name: str, level: Level) -> Shape:
    if level.daily:
        return _living(name, level.low, level.high)
    if level.whole and level.high <= _FEW:
        random = chance("steps", name)
        return spread(steps([random.uniform(level.low, level.high) for _ in range(_CHANGES)], each="23m"), by=0.2)
    return _wavering(name, level.low, level.high)


def _level(wish: Wish) -> Level:
    most = next((each.most for each in wish.displays if each.most is not None), None)
    level = score_of(wish.name, most) or level_of(wish.name)
    low, high = level.low, level.high
    if level is UNKNOWN:
        low, high = wish.by_unit(low, high)
    low, high = wish.fitted(low, high)
    return attrs.evolve(level, low=low, high=high)


def _histogram(wish: Wish) -> Histogram:
    size = size_of(wish.name)
    named = [
        each.value for one in wish.found for each in one.conditions if each.label == "le" and _is_bound(each.value)
    ]
    # A bound that a query names is there to the letter.
    bounds = {float(text): text for text in (*(f"{float(bound) * size:g}" for bound in BUCKETS), *named)}
    # A panel that shows a quantile says up to where it is good.
    worst = _P99 * size * _WORST
    faster = wish.fitted(worst, worst)[1] / worst
    latency = varied(wandering(lognormal(median=_MEDIAN * size * faster, p99=_P99 * size * faster)))
    return Histogram(
        wish.name,
        _living(wish.name, *rate_of(_UNIT.sub("", wish.name))),
        latency,
        labels=busy(wish.labels),
        buckets=[bounds[bound] for bound in sorted(bounds)],
    )


def _is_bound(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?(?:e[+-]?\d+)?", text) is not None


def _living(name: str, night: float, noon: float) -> Shape:
    """What people do, each of them in their own way."""
    return noisy(spread(_waking(name, night, noon), by=0.1), by=0.2)


def _waking(name: str, night: float, noon: float) -> Shape:
    """What goes with the day; each thing has its own hour."""
    # What one program counts goes together, or shares of it would come and go.
    peak = chance("peak", name.partition("_")[0]).uniform(*_NOON) + (0 if night <= noon else _HALF_A_DAY)
    return daily(low=min(night, noon), high=max(night, noon), peak=f"{peak * 60:.0f}m")


def _wavering(name: str, low: float, high: float) -> Shape:
    """What machines do: it goes up and down about a middle; what is stored hardly does, so that it can be foretold."""
    middle, by = (low + high) / 2, (high - low) / (high + low)
    is_still = _STORED.search(name) is not None
    return noisy(spread(middle, by=by if is_still else by * 0.6), by=_STILL if is_still else by * 0.3)
