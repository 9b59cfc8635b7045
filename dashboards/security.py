"""Security: who gets in, who does not, and is that somebody who should."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting import security as texts
from alerting.alarm import Shown
from dashboards.layout import spread
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import red, security
from grafmint.kit.security import Attempts as Counted


@attrs.frozen(kw_only=True)
class Attempts(Section):
    """Attempts at something by their result: logins, or work that can fail."""

    attempts: Counted = attrs.field(factory=Counted)
    title: str = "Since when?"
    failing: Shown | None = None
    failures: Shown | None = None
    results: Shown | None = None
    share: Shown | None = None
    failures_over_time: Shown | None = None
    sources: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """How many fail now."""
        yield from shown(self.failing, partial(security.failing, self.attempts))
        yield from shown(self.failures, partial(security.failures, self.attempts))

    def rows(self) -> Iterator[Row]:
        """Since when, and from where."""
        yield from row(self.title, spread(self._panels(), most=2))

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.results, partial(security.results, self.attempts, look=LOOK))
        yield from shown(self.share, partial(security.failing_over_time, self.attempts, look=LOOK))
        failures = partial(security.failures_over_time, self.attempts, look=LOOK)
        yield from shown(self.failures_over_time, failures, text=texts.failures())
        yield from shown(self.sources, partial(security.sources, self.attempts))


@attrs.frozen(kw_only=True)
class Denied(Section):
    """Requests that were refused."""

    requests: red.Requests = attrs.field(factory=red.Requests)
    title: str = "At what?"
    share: Shown | None = None
    denied: Shown | None = None

    def now(self) -> Iterator[Panel]:
        """The share of them."""
        yield from shown(self.share, partial(red.denied_share, self.requests))

    def rows(self) -> Iterator[Row]:
        """At what they were aimed."""
        yield from row(self.title, shown(self.denied, partial(red.denied, self.requests, look=LOOK)), columns=1)
