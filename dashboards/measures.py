"""Measures: how each of a product's own numbers is drawn, with its limits and its alerts."""

from collections.abc import Callable
from functools import partial
from typing import Generic, TypeAlias, TypeVar

import attrs

from alerting import business as texts
from alerting.alarm import Alarm
from alerting.rules import alerts
from dashboards.section import F, beside, unseen
from dashboards.theme import LOOK
from grafmint import Gauge, Stat, Thresholds, TimeSeries, ValueMap
from grafmint.block import Block, on_behalf_of
from grafmint.kit import business, levels, revenue, scores, shares, timings
from grafmint.kit.business import Counter
from grafmint.kit.levels import Level
from grafmint.kit.look import NO_LIMIT
from grafmint.kit.measure import Measure
from grafmint.kit.revenue import Revenue
from grafmint.kit.scores import Score
from grafmint.kit.shares import Share
from grafmint.kit.timings import Duration

# A colour begins at its number and an alert above it: of what must not happen at all, none is well.
_NONE = ValueMap(value=0, color="green")

M = TypeVar("M", bound=Measure)
M_co = TypeVar("M_co", bound=Measure, covariant=True)


@attrs.frozen
class Judged(Block, Generic[M_co]):
    """A number of the product with its limits, and the alerts at these; its title is the panel's.

    `together` is for alerts about all kinds of a counter, which the panel tells apart.
    """

    measure: M_co
    thresholds: Thresholds = NO_LIMIT
    alarms: tuple[Alarm, ...] = ()
    together: bool = attrs.field(default=False, kw_only=True)


#: What is drawn as a graph, and what as one number; with limits or without.
Graphed: TypeAlias = Counter | Share | Duration | Level
Numbered: TypeAlias = Counter | Share | Duration | Level | Score


def graph(said: Graphed | Judged[Graphed]) -> TimeSeries:
    """The number over time, of a counter how often in a second, of revenue how much in an hour."""
    judged = of(said)
    match judged.measure:
        case Revenue() as money:
            return told(judged, partial(revenue.over_time, money, look=LOOK), by=money.by)
        case Counter() as counter if judged.together:
            return _of_all(judged, counter)
        case Counter() as counter:
            return told(judged, partial(business.volume, counter, look=LOOK), by=counter.by)
        case Share() as share:
            return told(judged, partial(shares.over_time, share, look=LOOK))
        case Duration() as duration:
            return told(judged, partial(timings.over_time, duration, look=LOOK))
        case Level() as level:
            return told(judged, partial(levels.over_time, level, look=LOOK), by=level.by)


def number(said: Numbered | Judged[Numbered], *, window: str) -> Stat | Gauge:
    """The number now; of what is counted all of a window of time."""
    judged = of(said)
    match judged.measure:
        case Revenue() as money:
            return told(judged, partial(revenue.earned, money, window=window), by=money.by)
        case Counter() as counter:
            return told(judged, partial(business.total, counter, title=counter.title, window=window))
        case Share() as share:
            return told(judged, partial(shares.latest, share))
        case Duration() as duration:
            return told(judged, partial(timings.latest, duration))
        case Level() as level:
            return told(judged, partial(levels.latest, level), by=level.by)
        case Score() as score:
            return told(judged, partial(scores.dial, score))


def of(said: M | Judged[M]) -> Judged[M]:
    """The number with its limits, none where none are said."""
    if isinstance(said, Judged):
        return said
    with on_behalf_of(said):
        return Judged(said)


def told(judged: Judged[M], build: Callable[..., F], *, by: str | None = None) -> F:
    """The panel with the limits of its number, and the alerts at these."""
    limits = judged.thresholds
    with on_behalf_of(judged):
        panel = build(thresholds=limits)
        mappings = (_NONE,) if 0 in {limits.warning, limits.critical} else panel.mappings
        text = texts.passed(judged.measure, panel.unit, by=by)
        return beside(attrs.evolve(panel, mappings=mappings), alerts(judged.alarms, text))


def _of_all(judged: Judged[Graphed], counter: Counter) -> TimeSeries:
    """The kinds of a counter over time, with alerts on their sum."""
    with on_behalf_of(judged):
        panel = business.volume(counter, thresholds=judged.thresholds, look=LOOK)
        every = unseen(counter.rate(), interval=counter.interval, ref_id="all")
        return beside(panel, alerts(judged.alarms, texts.passed(counter, counter.unit), query=every))
