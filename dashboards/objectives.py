"""Objectives: which service keeps what was promised for it, and what is left to spend."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import services as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row, above
from grafmint.block import Block, on_behalf_of
from grafmint.kit import answers, durations, health, objectives, red
from grafmint.kit.health import Targets
from grafmint.kit.look import percentile
from grafmint.kit.objectives import Objectives


@attrs.frozen(kw_only=True)
class ServiceLevel(Block):
    """What was promised for a service: the percentage of its requests that do not fail, and how long they take."""

    service: str
    title: str
    objective: float
    seconds: float

    def availability(self, requests: red.Requests, *, window: str) -> Panel:
        """The share of its requests that did not fail."""
        with on_behalf_of(self):
            gauge = answers.availability(
                requests.of(self.service), objective=self.objective, title=f"{self.title} availability", window=window
            )
            return attrs.evolve(gauge, width=4)

    def latency(self, requests: red.Requests) -> Panel:
        """How long its requests take, at the quantile that is judged."""
        with on_behalf_of(self):
            return durations.quantile(
                requests.of(self.service),
                requests.slow,
                title=f"{self.title} {percentile(requests.slow)} latency",
                thresholds=above(critical=self.seconds),
                look=LOOK,
            )


@attrs.frozen(kw_only=True)
class ServiceLevels(Section):
    """Each service against its own objectives, those of its availability in a window of time.

    `against_limits` has the durations of all of them as shares of what was promised, at the quantile that `requests`
    judges: 1 is just kept.
    """

    levels: tuple[ServiceLevel, ...]
    requests: red.Requests = attrs.field(factory=red.Requests)
    title: str = "Who is too slow?"
    window: str = "30d"
    against_limits: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """The availability of each."""
        yield from (each.availability(self.requests, window=self.window) for each in self.levels)

    def rows(self) -> Iterator[Row]:
        """How long each takes, against its own limit."""
        limits = {each.service: each.seconds for each in self.levels}
        taken = partial(durations.against_limits, self.requests, limits=limits, look=LOOK)
        slow = shown(self.against_limits, taken, text=texts.over_limit(self.requests))
        yield from row(self.title, slow, columns=1)
        yield from row("Each against its limit", spread(each.latency(self.requests) for each in self.levels))


@attrs.frozen(kw_only=True)
class Budgets(Section):
    """The error budgets of all SLOs, as their recording rules write them."""

    objectives: Objectives = attrs.field(factory=Objectives)
    title: str = "What is left to spend?"
    remaining: Shown | None = None
    burn: Shown | None = None

    def rows(self) -> Iterator[Row]:
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

    def now(self) -> Iterator[Panel]:
        """That of the job where it was the fewest."""
        yield from shown(self.uptime, partial(health.uptime, self.targets, window=self.window))
