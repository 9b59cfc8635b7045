"""Synthetic: does it answer when it is asked, by Prometheus and from where users are."""

from collections.abc import Callable, Iterator
from functools import partial

import attrs

from alerting import synthetic as texts
from alerting.alarm import Shown, Text
from dashboards.section import Section, alone, row, shown, unseen
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import health, probes
from grafmint.kit.health import Targets
from grafmint.kit.probes import Check
from grafmint.kit.probes import Probes as Asked


@attrs.frozen(kw_only=True)
class Instances(Section):
    """Each instance that Prometheus scrapes; `down` is what an alert says of one that does not answer."""

    targets: Targets = attrs.field(factory=Targets)
    title: str = "Instances"
    down: Callable[[Targets], Text] = texts.service_down
    instances: Shown | None = None
    answering: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """Which of them answer."""
        text = self.down(self.targets)
        yield from shown(self.instances, partial(health.instances, self.targets), text=text, width=12)

    def rows(self) -> Iterator[Row]:
        """How many did, over time."""
        answering = shown(self.answering, partial(health.answering, self.targets, look=LOOK))
        yield from row(self.title, answering, columns=1)


@attrs.frozen(kw_only=True)
class Probes(Section):
    """Checks from outside: whether what is checked answers, and how long that takes, one panel a check."""

    probes: Asked = attrs.field(factory=Asked)
    title: str = "Since when?"
    slowness_title: str = "How long does it take?"
    status: Shown | None = None
    history: tuple[Check, ...] = ()
    answering: tuple[Check, ...] = ()
    duration: tuple[Check, ...] = ()
    dns: tuple[Check, ...] = ()

    def now(self) -> Iterator[Panel]:
        """What answers."""
        asked = self.probes
        each = unseen(probes.succeeded(asked), interval=asked.interval, ref_id="checks")
        status = partial(probes.status, asked)
        yield from shown(self.status, status, text=texts.failed(asked), query=each, width=12)

    def rows(self) -> Iterator[Row]:
        """Since when it does not, and how long an answer takes."""
        asked = self.probes
        history = [alone(check, partial(probes.history, asked, check)) for check in self.history]
        answering = [alone(check, partial(probes.answering, asked, check, look=LOOK)) for check in self.answering]
        # A timeline has no legend.
        yield from row(self.title, [*history, *answering], columns=2, height=9 if answering else 6)
        duration = [alone(check, partial(probes.duration, asked, check, look=LOOK)) for check in self.duration]
        dns = [alone(check, partial(probes.dns, asked, check, look=LOOK)) for check in self.dns]
        yield from row(self.slowness_title, [*duration, *dns], columns=2)
