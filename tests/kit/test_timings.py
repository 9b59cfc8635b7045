"""Timings: means and quantiles over a window."""

import attrs

from grafmint.kit import timings
from grafmint.model.threshold import above
from grafmint.prometheus import Query

from .answered import answer
from .asked import exprs, legends, steps

REPAIR = timings.Duration(
    title="MTTR",
    shows="Mean time to resolve an incident.",
    advice="Read the reports.",
    metric="incident_resolution_seconds",
    window="30d",
)
WORK = timings.Duration(
    title="Processing time", shows="Time for a task.", advice="Add workers.", metric="task_seconds", quantile=0.95
)


def test_a_mean_is_of_sum_and_count_and_a_quantile_of_buckets() -> None:
    """The names of all follow from that of the histogram, the window from the duration."""
    name = "incident_resolution_seconds"
    assert str(timings.taken(REPAIR)) == f"sum(rate({name}_sum[30d])) / (sum(rate({name}_count[30d])) > 0)"
    assert str(timings.taken(WORK)) == "histogram_quantile(0.95, sum by (le) (rate(task_seconds_bucket[1h])))"


def test_a_number_over_a_month_is_read_once() -> None:
    """A stat asks for the end of the time range alone, and says so when there was nothing."""
    panel = timings.latest(REPAIR, title="MTTR against 1 hour", thresholds=above(critical=3600))
    (query,) = panel.queries
    assert isinstance(query, Query)
    assert query.instant is True
    assert (panel.title, panel.unit, panel.no_value) == ("MTTR against 1 hour", "s", "None found in 30d")
    assert steps(panel.thresholds)[-1] == (3600, "red")
    assert timings.latest(REPAIR).title == "MTTR"


def test_a_graph_says_what_its_line_is() -> None:
    """Mean or quantile, in the legend and in the text."""
    mean, slow = timings.over_time(REPAIR), timings.over_time(WORK, title="Tasks")
    assert (mean.title, slow.title) == ("MTTR", "Tasks")
    assert (legends(mean), legends(slow), slow.unit) == (["mean"], ["p95"], "s")
    assert exprs(slow) == [str(timings.taken(WORK))]
    assert slow.description == "Time for a task. The p95 of the last 1h. Add workers."


def test_a_mean_is_weighed_by_how_often_and_missing_where_nothing_ended() -> None:
    """Four incidents that took 4800 seconds in all are 1200 each; a quiet hour has no mean."""
    hour = attrs.evolve(REPAIR, window="1h")
    series = {"incident_resolution_seconds_sum": "0x60 4800x120", "incident_resolution_seconds_count": "0x60 4x120"}
    assert answer(timings.taken(hour), series, at="90m") == [1200]
    assert answer(timings.taken(hour), series, at="3h") == []
