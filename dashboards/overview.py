"""Overview: which services answer, and which alerts fire."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import services as texts
from alerting import synthetic
from alerting.alarm import Shown
from dashboards.section import Section, row, shown, unseen
from grafmint import Panel, Row, promql
from grafmint.kit import health
from grafmint.kit.health import Targets


@attrs.frozen(kw_only=True)
class Services(Section):
    """The services as Prometheus sees them."""

    targets: Targets = attrs.field(factory=Targets)
    status: Shown | None = None
    availability: Shown | None = None
    firing: Shown | None = None
    alerts: Shown | None = None
    down: Shown | None = None
    detail: Shown | None = None
    history: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """Each service, the share of scrapes that are answered, and how many alerts fire."""
        yield from self._status()
        yield from shown(
            self.availability,
            partial(health.availability, self.targets),
            text=texts.availability(self.targets),
            # The panel shows the worst job; the alert is about each.
            query="jobs",
            # A Prometheus that scrapes nothing at all is the one silence that somebody must hear of.
            no_data_state="NoData",
            width=6,
        )
        yield from shown(self.firing, partial(health.firing, self.targets), width=6)

    def rows(self) -> Iterator[Row]:
        """What is wrong."""
        yield from row("What is wrong?", self._wrong())

    def _status(self) -> Iterator[Panel]:
        targets = self.targets
        # The panel shows jobs; the alert names the instance that does not answer.
        each = promql.min(targets.reachable, by=(targets.job, targets.instance))
        yield from shown(
            self.status,
            partial(health.status, targets),
            text=synthetic.service_down(targets),
            query=unseen(each, interval=targets.interval, ref_id="instances"),
            width=12,
        )

    def _wrong(self) -> Iterator[Panel]:
        yield from shown(self.alerts, partial(health.alerts, self.targets), width=10)
        yield from shown(self.down, partial(health.down, self.targets), width=6)
        yield from shown(self.detail, health.alert_list, width=8)
        yield from shown(self.history, partial(health.history, self.targets), width=24, height=6)
