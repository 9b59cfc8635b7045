"""Backups: how much would be lost."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import backups
from grafmint.kit.backups import Backups as Made


@attrs.frozen(kw_only=True)
class Backups(Section):
    """What is backed up, and when it last was."""

    backups: Made = attrs.field(factory=Made)
    title: str = "Which backup?"
    oldest: Shown | None = None
    ages: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """The one that has waited longest."""
        yield from shown(self.oldest, partial(backups.oldest, self.backups), width=6)

    def rows(self) -> Iterator[Row]:
        """Each of them."""
        yield from row(self.title, shown(self.ages, partial(backups.ages, self.backups, look=LOOK)), columns=1)
