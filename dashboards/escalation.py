"""Escalation: how soon somebody answers a fault, and who is told when nobody does."""

from collections.abc import Iterator

import attrs

from alerting.escalation import Urgency
from dashboards.section import Section, row
from grafmint import Row, Text


@attrs.frozen(kw_only=True)
class Matrix(Section):
    """The matrix of escalation as a table, for whoever is on call for the first time."""

    urgencies: tuple[Urgency, ...]
    title: str = "Who answers, and how soon?"
    matrix: str = "Escalation matrix"

    def rows(self) -> Iterator[Row]:
        """One line an urgency."""
        yield from row(self.title, [self._table()], columns=1, height=6)

    def _table(self) -> Text:
        head = ("| Urgency | Answer within | Next after | Who |", "| --- | --- | --- | --- |")
        return Text(
            title=self.matrix,
            description="Whom a fault goes to. Nobody has answered in time: tell the next one yourself, whatever pages"
            " people does besides.",
            content="\n".join((*head, *map(_line, self.urgencies))),
        )


def _line(urgency: Urgency) -> str:
    cells = (urgency.name, urgency.response_time, urgency.after, ", then ".join(urgency.path))
    return f"| {' | '.join(cells)} |"
