"""Containers: do they run, and what do they use."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import containers
from grafmint.kit.containers import Containers as Measured


@attrs.frozen(kw_only=True)
class Containers(Section):
    """The containers that cAdvisor sees, by itself or in a kubelet."""

    containers: Measured = attrs.field(factory=Measured)
    title: str = "Containers"
    alive: Shown | None = None
    resources: Shown | None = None
    cpu: Shown | None = None
    memory: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """How many run."""
        yield from shown(self.alive, partial(containers.alive, self.containers), width=4)

    def rows(self) -> Iterator[Row]:
        """What they use, together and each."""
        yield from row(self.title, spread(self._panels()))

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.resources, partial(containers.resources, self.containers, look=LOOK))
        yield from shown(self.cpu, partial(containers.cpu, self.containers, look=LOOK))
        yield from shown(self.memory, partial(containers.memory, self.containers, look=LOOK))
