"""Business: do people use the product, more or less than before, and what for."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from alerting.placed import evolved
from dashboards import measures
from dashboards.layout import spread
from dashboards.measures import Graphed, Judged, Numbered
from dashboards.section import Section, alone, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row, TimeSeries
from grafmint.kit import business, levels
from grafmint.kit.business import Counter, States
from grafmint.kit.business import Users as People
from grafmint.kit.levels import Level


@attrs.frozen(kw_only=True)
class Users(Section):
    """The people in the product."""

    users: People = attrs.field(factory=People)
    title: str = "Trends"
    active: Shown | None = None
    concurrent: Shown | None = None
    against_last_week: Shown | None = None
    activity: Shown | None = None
    trends: Shown | None = None
    engagement: Shown | None = None
    sessions: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """How many there are, and against last week."""
        yield from shown(self.active, partial(business.active, self.users))
        yield from shown(self.concurrent, partial(business.concurrent, self.users), width=4)
        yield from shown(self.against_last_week, partial(business.against_last_week, self.users))

    def rows(self) -> Iterator[Row]:
        """More or less than before."""
        yield from row(self.title, self._over_time(), columns=2)

    def _over_time(self) -> Iterator[Panel]:
        yield from shown(self.activity, partial(business.activity, self.users, look=LOOK))
        yield from shown(self.trends, partial(business.week_over_week, self.users, look=LOOK))
        yield from shown(self.engagement, partial(business.engagement, self.users, look=LOOK))
        yield from shown(self.sessions, partial(business.sessions, self.users, look=LOOK))


@attrs.frozen(kw_only=True)
class Measures(Section):
    """The product's own numbers on one subject: payments, support, what is spent.

    `numbers` are those of now, of what is counted that of the last `window`; `graphs` are over time, `bars` beside each
    other, `map` by country.
    """

    title: str = "How much?"
    numbers: tuple[Numbered | Judged[Numbered], ...] = ()
    window: str = "1d"
    graphs: tuple[Graphed | Judged[Graphed], ...] = ()
    bars: tuple[Level | Judged[Level], ...] = ()
    map: Level | None = None

    def now(self) -> Iterator[Panel]:
        """The numbers of now."""
        yield from (measures.number(each, window=self.window) for each in self.numbers)

    def rows(self) -> Iterator[Row]:
        """How they came about."""
        yield from row(self.title, (*spread(self._panels()), *self._map()))

    def _panels(self) -> Iterator[Panel]:
        yield from (measures.graph(each) for each in self.graphs)
        for judged in map(measures.of, self.bars):
            yield measures.told(judged, partial(levels.each, judged.measure), by=judged.measure.by)

    def _map(self) -> Iterator[Panel]:
        if self.map is not None:
            yield evolved(alone(self.map, partial(levels.on_map, self.map)), width=24, height=12)


@attrs.frozen(kw_only=True)
class Comparisons(Section):
    """What is counted in a window of time, against the same window a week before."""

    title: str = "Against last week"
    counters: tuple[Counter | Judged[Counter], ...]
    window: str = "1h"

    def rows(self) -> Iterator[Row]:
        """One graph each."""
        yield from row(self.title, spread(self._panels(), most=2))

    def _panels(self) -> Iterator[TimeSeries]:
        for judged in map(measures.of, self.counters):
            yield measures.told(judged, partial(business.against, judged.measure, window=self.window, look=LOOK))


@attrs.frozen(kw_only=True)
class Rankings(Section):
    """What was counted most in a window of time."""

    title: str = "What for?"
    counters: tuple[Counter, ...]
    window: str = "1d"

    def rows(self) -> Iterator[Row]:
        """One chart each."""
        ranked = (alone(each, partial(business.ranking, each, window=self.window, look=LOOK)) for each in self.counters)
        yield from row(self.title, ranked, columns=1)


@attrs.frozen(kw_only=True)
class Jobs(Section):
    """Work in the background, by the state it is in."""

    jobs: States = attrs.field(factory=States)
    title: str = "Background work"
    failed: Shown | None = None
    states: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """How many failed."""
        yield from shown(self.failed, partial(business.unwanted, self.jobs))

    def rows(self) -> Iterator[Row]:
        """How many are in each state."""
        yield from row(self.title, shown(self.states, partial(business.states, self.jobs)), columns=2)
