"""Measure: how a reader knows a number that is the product's own."""

import attrs

from grafmint import promql
from grafmint.block import Block
from grafmint.kit.look import legend_of


@attrs.frozen(kw_only=True)
class Measure(Block):
    """The title of a number, what it shows, and the advice for when it is bad.

    No exporter fixes such a number, so a panel of it cannot know these by itself.
    """

    title: str
    shows: str
    advice: str
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    @property
    def description(self) -> str:
        """What a panel says of it."""
        return self.describe()

    def describe(self, *facts: str) -> str:
        """What a panel says of it that has something to add, between what it shows and the advice."""
        return " ".join((self.shows, *facts, self.advice))

    def series(self, by: str | None) -> str:
        """What its series are called: the value of the label that tells them apart, or the title of the only one."""
        return legend_of(by) if by else self.title
