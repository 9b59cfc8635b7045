"""Logs: the lines that say why, and how many there are."""

import attrs

from grafmint import loki
from grafmint.kit.look import LOOK, Look, graph
from grafmint.model.panel.logs import Logs
from grafmint.model.panel.timeseries import TimeSeries

_MOST_LINES = 200


@attrs.frozen(kw_only=True)
class Stream:
    """The log streams of a system: a selector of Loki, the label of their writers, and what a bad line says.

    Patterns are regular expressions (RE2).
    Source: https://grafana.com/docs/loki/latest/query/log_queries/
    """

    selector: str
    by: str = "app"
    errors: str = "(?i)(error|critical|fatal|panic)"

    def matching(self, pattern: str) -> str:
        """The query of the lines that match a pattern."""
        return f"{self.selector} |~ `{pattern}`"


def volume(stream: Stream, *, title: str = "Lines", pattern: str | None = None, look: Look = LOOK) -> TimeSeries:
    """How many lines match a pattern, that of errors unless another is given.

    Unit: lines in each interval of the graph. Source: Loki.
    """
    expr = f"sum by ({stream.by}) (count_over_time({stream.matching(pattern or stream.errors)} [$__interval]))"
    graph_ = graph(
        title,
        loki.Query(expr=expr, legend_format=f"{{{{{stream.by}}}}}"),
        description="Matching log lines in each interval, by who wrote them. The first bar of a group is when it"
        " began and who began it.",
        unit="short",
        stacked=True,
        look=look,
    )
    return attrs.evolve(graph_, draw_style="bars", fill_opacity=70)


def lines(stream: Stream, *, title: str = "Log lines", pattern: str | None = None) -> Logs:
    """The newest lines that match a pattern, that of errors unless another is given.

    Source: Loki.
    """
    return Logs(
        title=title,
        description="The newest matching log lines. Open one for its labels and for the lines around it.",
        queries=loki.Query(expr=stream.matching(pattern or stream.errors), max_lines=_MOST_LINES),
        height=10,
        wrap_log_message=True,
    )
