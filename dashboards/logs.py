"""Logs: the lines that say why."""

from collections.abc import Iterator
from functools import partial

import attrs

from alerting.alarm import Shown
from dashboards.section import Section, row, shown
from dashboards.theme import LOOK
from grafmint import Panel, Row
from grafmint.kit import logs
from grafmint.kit.logs import Source


@attrs.frozen(kw_only=True)
class Logs(Section):
    """Lines that match a pattern, that of errors unless another is given, in the language of what keeps them."""

    stream: Source
    title: str = "What the log says"
    pattern: str | None = None
    volume: Shown | None = None
    lines: Shown | None = None

    def rows(self) -> Iterator[Row]:
        """How many lines there are, and the newest."""
        yield from row(self.title, self._panels(), columns=1)

    def _panels(self) -> Iterator[Panel]:
        yield from shown(self.volume, partial(logs.volume, self.stream, pattern=self.pattern, look=LOOK))
        yield from shown(self.lines, partial(logs.lines, self.stream, pattern=self.pattern))
