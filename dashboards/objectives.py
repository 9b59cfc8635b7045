"""Objectives: which service keeps what was promised for it, and what is left to spend."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import services as texts
from alerting.alarm import Shown
from alerting.rules import alerts
from dashboards.layout import spread
from dashboards.section import Section, row, shown, watched
from dashboards.theme import LOOK
from grafmint import Panel, Row, Thresholds, TimeSeries, above, promql
from grafmint.kit import answers, durations, health, objectives, red
from grafmint.kit.health import Targets
from grafmint.kit.look import NO_LIMIT, ask, graph, legend_of
from grafmint.kit.objectives import Objectives
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Promise:
    """What was promised for a service: the percentage of its requests that do not fail, and how long they take."""

    service: str
    title: str
    objective: float
    seconds: float

    def of(self, requests: red.Requests) -> red.Requests:
        """The requests to this service alone."""
        return attrs.evolve(requests, scope=requests.scope.where(**{requests.by: self.service}))


@attrs.frozen(kw_only=True)
class Promises(Section):
    """Each service against its own objectives, those of its availability in a window of time.

    `against_limits` has the durations of all of them as shares of what was promised, at the quantile that `requests`
    judges: 1 is just kept.
    """

    promises: tuple[Promise, ...]
    requests: red.Requests = attrs.field(factory=red.Requests)
    title: str = "Who is too slow?"
    window: str = "30d"
    against_limits: Shown | None = None

    def now(self, system: Identity) -> Iterator[Panel]:
        """The availability of each."""
        for each in self.promises:
            gauge = answers.availability(
                each.of(self.requests), objective=each.objective, title=f"{each.title} availability", window=self.window
            )
            yield attrs.evolve(gauge, width=4)

    def rows(self, system: Identity) -> Iterator[Row]:
        """How long each takes, against its own limit."""
        slow = alerts(system, self.against_limits, texts.over_limit(self.requests))
        yield from row(self.title, watched(self.against_limits, self._against_limits, slow), columns=1)
        yield from row("Each against its limit", spread(map(self._latency, self.promises)))

    def _latency(self, promise: Promise) -> TimeSeries:
        slow = self.requests.slow
        return durations.quantile(
            promise.of(self.requests),
            slow,
            title=f"{promise.title} p{100 * slow:g} latency",
            thresholds=above(critical=promise.seconds),
            look=LOOK,
        )

    def _against_limits(self, *, title: str, thresholds: Thresholds = NO_LIMIT) -> TimeSeries:
        requests = self.requests
        taken = (
            red.duration(each.of(self.requests), requests.slow, by=requests.by) / each.seconds for each in self.promises
        )
        return graph(
            title,
            ask(promql.either(*taken), legend_of(requests.by), interval=requests.interval),
            description="How long each service takes, as a share of what was promised for it: above 100 % it is too"
            " slow. Its own graph further below says since when, the endpoints on its board say which part.",
            unit="percentunit",
            thresholds=thresholds,
            look=LOOK,
        )


@attrs.frozen(kw_only=True)
class Budgets(Section):
    """The error budgets of all SLOs, as their recording rules write them."""

    objectives: Objectives = attrs.field(factory=Objectives)
    title: str = "What is left to spend?"
    remaining: Shown | None = None
    burn: Shown | None = None

    def rows(self, system: Identity) -> Iterator[Row]:
        """What is left, and how fast it goes."""
        yield from row(self.title, spread(self._panels()))

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.remaining, partial(objectives.budgets, self.objectives))
        yield from shown(self.burn, partial(objectives.burn_rates, self.objectives, look=LOOK))


@attrs.frozen(kw_only=True)
class Uptime(Section):
    """The share of scrapes that were answered in a long window of time, as one number."""

    targets: Targets = attrs.field(factory=Targets)
    window: str = "30d"
    uptime: Shown | None = None

    def now(self, system: Identity) -> Iterator[Panel]:
        """That of the job where it was the fewest."""
        yield from shown(self.uptime, partial(health.uptime, self.targets, window=self.window))
