"""Application: do the services answer, and if not, which one, and why."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import services as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row, Stat, Thresholds
from grafmint.errors import ModelError
from grafmint.kit import answers, durations, red, traffic
from grafmint.kit.look import NO_LIMIT, percentile
from grafmint.prometheus import Query


@attrs.frozen(kw_only=True)
class Requests(Section):
    """Requests, errors and durations by service.

    `summary` is their three numbers, coloured at `error_limit` and `slowness_limit`; `failing` and `slowest` are those
    of the service that does worst. `latency` has all quantiles of `requests` in one graph, `quantiles` a graph each:
    0.95 is p95. `asked_by` are the labels of `patterns`. With `single`, the requests are those of one service, which
    its numbers call neither the worst nor the slowest of several.
    """

    requests: red.Requests = attrs.field(factory=red.Requests)
    single: bool = False
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

    def __attrs_post_init__(self) -> None:
        judged = self.requests.slow
        if self.latency is not None and self.latency.alarms and judged not in self.requests.quantiles:
            raise ModelError(
                f"{self.latency.title!r}: its alerts are about {percentile(judged)}, which it does not draw",
                hint=f"write {judged:g} among the quantiles of its requests, or one of these as slow=…",
            )

    def now(self) -> Iterator[Panel]:
        """Rate, errors and duration as numbers."""
        if self.summary is not None:
            numbers = red.summary(
                self.requests, title=self.summary, error_rate=self.error_limit, slowness=self.slowness_limit
            )
            yield attrs.evolve(_of_one(numbers, self.requests) if self.single else numbers, width=12)
        yield from shown(self.failing, partial(answers.failing, self.requests))
        yield from shown(self.slowest, partial(durations.slowest, self.requests))

    def rows(self) -> Iterator[Row]:
        """Which service fails or is slow, and since when."""
        yield from row(self.title, spread((*self._services(), *self._quantiles())))

    def _services(self) -> Iterator[Panel]:
        requests = self.requests
        yield from shown(self.throughput, partial(red.throughput, requests, look=LOOK))
        yield from shown(self.patterns, partial(traffic.patterns, requests, by=self.asked_by, look=LOOK))
        yield from shown(self.errors, partial(red.errors, requests, look=LOOK), text=texts.errors(requests))
        yield from shown(self.failures, partial(answers.failures, requests, look=LOOK))
        yield from shown(
            self.latency,
            partial(red.latency, requests, look=LOOK),
            text=texts.latency(requests, requests.slow),
            query=_judged(requests),
        )

    def _quantiles(self) -> Iterator[Panel]:
        for share, said in self.quantiles:
            build = partial(durations.quantile, self.requests, share, look=LOOK)
            yield from shown(said, build, text=texts.latency(self.requests, share))


def _of_one(numbers: Stat, requests: red.Requests) -> Stat:
    names = {"errors": "Errors", "rate": "Requests", "duration": percentile(requests.slow)}
    queries = [
        attrs.evolve(query, legend_format=names[str(query.ref_id)])
        for query in numbers.queries
        if isinstance(query, Query)
    ]
    description = (
        "The requests to this service, the share of them that failed, and their duration. Coloured: its worst endpoints"
        " are further below, and so are its traces."
    )
    return attrs.evolve(numbers, queries=queries, description=description)


def _judged(requests: red.Requests) -> int | None:
    """Which of the quantiles alerts are about."""
    return requests.quantiles.index(requests.slow) if requests.slow in requests.quantiles else None


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

    def rows(self) -> Iterator[Row]:
        """Endpoint by endpoint."""
        yield from row(self.title, self._detail())

    def _detail(self) -> Iterator[Panel]:
        requests = self.requests
        worst = partial(red.endpoints, requests, error_rate=self.error_limit, slowness=self.slowness_limit)
        yield from shown(self.worst, worst, width=24)
        yield from spread(self._answers(), most=2)
        yield from shown(self.usage, partial(red.usage, requests, look=LOOK), width=24, height=10)

    def _answers(self) -> Iterator[Panel]:
        requests = self.requests
        yield from shown(self.distribution, partial(red.distribution, requests))
        yield from shown(self.statuses, partial(red.statuses, requests, look=LOOK))
        yield from shown(self.mistakes, partial(answers.mistakes, requests, look=LOOK))
        yield from shown(self.error_types, partial(answers.error_types, requests, look=LOOK))
