"""Application: do the services answer, and if not, which one, and why."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import services as texts
from alerting.alarm import Shown
from alerting.rules import alerts
from dashboards.layout import spread
from dashboards.section import Section, row, shown, watched
from dashboards.theme import LOOK
from grafmint import Panel, Row, Thresholds
from grafmint.kit import answers, durations, red, traffic
from grafmint.kit.look import NO_LIMIT
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Requests(Section):
    """Requests, errors and durations by service.

    `summary` is their three numbers, coloured at `error_limit` and `slowness_limit`; `failing` and `slowest` are those
    of the service that does worst. `latency` has all quantiles of `requests` in one graph, `quantiles` a graph each:
    0.95 is p95. `asked_by` are the labels of `patterns`.
    """

    requests: red.Requests = attrs.field(factory=red.Requests)
    title: str = "Which service?"
    summary: str | None = None
    error_limit: Thresholds = NO_LIMIT
    slowness_limit: Thresholds = NO_LIMIT
    failing: Shown | None = None
    slowest: Shown | None = None
    throughput: Shown | None = None
    patterns: Shown | None = None
    asked_by: tuple[str, ...] = ("method", "handler")
    errors: Shown | None = None
    failures: Shown | None = None
    latency: Shown | None = None
    quantiles: tuple[tuple[float, Shown], ...] = ()

    def now(self, system: Identity) -> Iterator[Panel]:
        """Rate, errors and duration as numbers."""
        if self.summary is not None:
            numbers = red.summary(
                self.requests, title=self.summary, error_rate=self.error_limit, slowness=self.slowness_limit
            )
            yield attrs.evolve(numbers, width=12)
        yield from shown(self.failing, partial(answers.failing, self.requests))
        yield from shown(self.slowest, partial(durations.slowest, self.requests))

    def rows(self, system: Identity) -> Iterator[Row]:
        """Which service fails or is slow, and since when."""
        yield from row(self.title, spread((*self._services(system), *self._quantiles(system))), height=9)

    def _services(self, system: Identity) -> Iterator[Panel]:
        requests = self.requests
        yield from shown(self.throughput, partial(red.throughput, requests, look=LOOK))
        yield from shown(self.patterns, partial(traffic.patterns, requests, by=self.asked_by, look=LOOK))
        errors = alerts(system, self.errors, texts.errors(requests))
        yield from watched(self.errors, partial(red.errors, requests, look=LOOK), errors)
        yield from shown(self.failures, partial(answers.failures, requests, look=LOOK))
        for panel in shown(self.latency, partial(red.latency, requests, look=LOOK)):
            slow = panel.queries[requests.quantiles.index(requests.slow)]
            told = alerts(system, self.latency, texts.latency(requests, requests.slow), query=slow)
            yield attrs.evolve(panel, alerts=told)

    def _quantiles(self, system: Identity) -> Iterator[Panel]:
        for share, said in self.quantiles:
            told = alerts(system, said, texts.latency(self.requests, share))
            yield from watched(said, partial(durations.quantile, self.requests, share, look=LOOK), told)


@attrs.frozen(kw_only=True)
class Endpoints(Section):
    """What was asked for, and how each answer went.

    `mistakes` are the statuses that go wrong now, `error_types` the same over time.
    """

    requests: red.Requests = attrs.field(factory=red.Requests)
    title: str = "Why not?"
    worst: Shown | None = None
    error_limit: Thresholds = NO_LIMIT
    slowness_limit: Thresholds = NO_LIMIT
    distribution: Shown | None = None
    statuses: Shown | None = None
    mistakes: Shown | None = None
    error_types: Shown | None = None
    usage: Shown | None = None

    def rows(self, system: Identity) -> Iterator[Row]:
        """Endpoint by endpoint."""
        yield from row(self.title, self._detail())

    def _detail(self) -> Iterator[Panel]:
        requests = self.requests
        worst = partial(red.endpoints, requests, error_rate=self.error_limit, slowness=self.slowness_limit)
        yield from shown(self.worst, worst, width=24)
        yield from spread(self._answers(), most=2)
        for panel in shown(self.usage, partial(red.usage, requests, look=LOOK), width=24):
            yield attrs.evolve(panel, height=10)

    def _answers(self) -> Iterator[Panel]:
        requests = self.requests
        yield from shown(self.distribution, partial(red.distribution, requests))
        yield from shown(self.statuses, partial(red.statuses, requests, look=LOOK))
        yield from shown(self.mistakes, partial(answers.mistakes, requests, look=LOOK))
        yield from shown(self.error_types, partial(answers.error_types, requests, look=LOOK))
