"""Sales: what the product earns, and how far people come on the way there."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import business as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import business, funnels, revenue
from grafmint.kit.funnels import Funnel as Way
from grafmint.kit.revenue import Revenue as Money


@attrs.frozen(kw_only=True)
class Revenue(Section):
    """Money: of the last day, over time, by kind, and against last week."""

    revenue: Money
    title: str = "What is earned?"
    earned: Shown | None = None
    over_time: Shown | None = None
    split: Shown | None = None
    against_last_week: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """How much it was in the last day."""
        yield from shown(self.earned, partial(revenue.earned, self.revenue))

    def rows(self) -> Iterator[Row]:
        """How much, of what, and is it less than it was."""
        yield from row(self.title, spread(self._panels()))

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.over_time, partial(revenue.over_time, self.revenue, look=LOOK))
        against = partial(business.against, self.revenue, look=LOOK)
        yield from shown(self.against_last_week, against, text=texts.against_last_week(self.revenue))
        yield from shown(self.split, partial(revenue.split, self.revenue, look=LOOK))


@attrs.frozen(kw_only=True)
class Funnel(Section):
    """A way of several steps: how many reach each, how many come to the end, and where the others leave."""

    funnel: Way = attrs.field(factory=Way)
    title: str = "How far do people come?"
    steps: Shown | None = None
    conversion: Shown | None = None
    dropoffs: Shown | None = None

    def rows(self) -> Iterator[Row]:
        """From the first step to where they leave."""
        yield from row(self.title, spread(self._panels()))

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.steps, partial(funnels.steps, self.funnel, look=LOOK))
        converted = texts.passed(self.funnel.converted, "percent")
        yield from shown(self.conversion, partial(funnels.conversion, self.funnel, look=LOOK), text=converted)
        yield from shown(self.dropoffs, partial(funnels.dropoffs, self.funnel, look=LOOK))
