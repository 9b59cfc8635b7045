"""Certificates: which one expires first, and is it renewed."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import certificates as texts
from alerting.alarm import Shown
from alerting.rules import alerts
from dashboards.section import Section, beside, row, shown, unseen, watched
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import certificates
from grafmint.kit.certificates import Certificates as Issued
from systems.identity import Identity


@attrs.frozen(kw_only=True)
class Certificates(Section):
    """Certificates as their issuer knows them, or as servers present them."""

    certificates: Issued = attrs.field(factory=Issued)
    title: str = "Certificates"
    nearest: Shown | None = None
    table: Shown | None = None
    graph: Shown | None = None

    def now(self, system: Identity) -> Iterator[Panel]:
        """The days of the one that expires first."""
        issued = self.certificates
        for panel in shown(self.nearest, partial(certificates.nearest, issued), width=4):
            each = unseen(certificates.days_left(issued), interval=issued.interval, ref_id="certificates")
            yield beside(panel, each, alerts(system, self.nearest, texts.expiring(issued), query=each))

    def rows(self, system: Identity) -> Iterator[Row]:
        """Each of them, now and over time."""
        panels = list(self._panels(system))
        yield from row(self.title, panels, columns=len(panels))

    def _panels(self, system: Identity) -> Iterator[Panel]:
        issued, text = self.certificates, texts.expiring(self.certificates)
        yield from watched(self.table, partial(certificates.table, issued), alerts(system, self.table, text))
        yield from watched(self.graph, partial(certificates.graph, issued, look=LOOK), alerts(system, self.graph, text))
