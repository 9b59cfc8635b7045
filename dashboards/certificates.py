"""Certificates: which one expires first, and is it renewed."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import certificates as texts
from alerting.alarm import Shown
from dashboards.section import Section, row, shown, unseen
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import certificates
from grafmint.kit.certificates import Certificates as Issued


@attrs.frozen(kw_only=True)
class Certificates(Section):
    """Certificates as their issuer knows them, or as servers present them."""

    certificates: Issued = attrs.field(factory=Issued)
    title: str = "Certificates"
    nearest: Shown | None = None
    table: Shown | None = None
    graph: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """The days of the one that expires first."""
        issued = self.certificates
        each = unseen(certificates.days_left(issued), interval=issued.interval, ref_id="certificates")
        text = texts.expiring(issued)
        yield from shown(self.nearest, partial(certificates.nearest, issued), text=text, query=each, width=4)

    def rows(self) -> Iterator[Row]:
        """Each of them, now and over time."""
        panels = list(self._panels())
        yield from row(self.title, panels, columns=len(panels))

    def _panels(self) -> Iterator[Panel]:
        issued, text = self.certificates, texts.expiring(self.certificates)
        yield from shown(self.table, partial(certificates.table, issued), text=text)
        yield from shown(self.graph, partial(certificates.graph, issued, look=LOOK), text=text)
