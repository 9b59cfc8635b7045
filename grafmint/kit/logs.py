"""Logs: the lines that say why, and how many there are."""

from typing import Protocol

import attrs

from grafmint import loki
from grafmint.block import Block
from grafmint.kit.look import LOOK, Look, graph, legend_of
from grafmint.model.panel.logs import Logs
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.query import Query

_MOST_LINES = 200


class Source(Protocol):
    """Where lines are kept: what it is asked for those that match a pattern, that of errors unless another is given."""

    def counted(self, pattern: str | None) -> Query:
        """How many lines match in each interval, by who wrote them."""

    def found(self, pattern: str | None, *, most: int) -> Query:
        """The newest lines that match, and no more than so many."""


@attrs.frozen(kw_only=True)
class Stream(Block):
    """The log streams of a system: a selector of Loki, the label of their writers, and what a bad line says.

    Patterns are regular expressions (RE2).
    Source: https://grafana.com/docs/loki/latest/query/log_queries/
    """

    selector: str
    by: str = "app"
    errors: str = "(?i)(error|critical|fatal|panic)"

    def counted(self, pattern: str | None) -> loki.Query:
        """How many lines match in each interval, by who wrote them."""
        expr = f"sum by ({self.by}) (count_over_time({self._matching(pattern)} [$__interval]))"
        return loki.Query(expr=expr, legend_format=legend_of(self.by))

    def found(self, pattern: str | None, *, most: int) -> loki.Query:
        """The newest lines that match, and no more than so many."""
        return loki.Query(expr=self._matching(pattern), max_lines=most)

    def _matching(self, pattern: str | None) -> str:
        return f"{self.selector} |~ `{pattern or self.errors}`"


def volume(source: Source, *, title: str = "Lines", pattern: str | None = None, look: Look = LOOK) -> TimeSeries:
    """How many lines match a pattern, that of errors unless another is given.

    Unit: lines in each interval of the graph. Source: Loki, or what else keeps the lines.
    """
    graph_ = graph(
        title,
        source.counted(pattern),
        description="Matching log lines in each interval, by who wrote them. The first bar of a group is when it"
        " began and who began it.",
        unit="short",
        counted=True,
        stacked=True,
        look=look,
    )
    return attrs.evolve(graph_, draw_style="bars", fill_opacity=70)


def lines(source: Source, *, title: str = "Log lines", pattern: str | None = None) -> Logs:
    """The newest lines that match a pattern, that of errors unless another is given.

    Source: Loki, or what else keeps the lines.
    """
    return Logs(
        title=title,
        description="The newest matching log lines. Open one for its labels and for the lines around it.",
        queries=source.found(pattern, most=_MOST_LINES),
        height=10,
        wrap_log_message=True,
    )
