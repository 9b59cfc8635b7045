"""What all graphs have in common: their legends, their queries, and the words for a quantile."""

import pytest

from grafmint.kit import backups, durations, probes, red, redis
from grafmint.kit.look import LOOK, Look, ask, ask_now, graph, percentile
from grafmint.model.fields import Legend
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.promql import metric
from tests.fake_context import written

RIGHT = Look(legend=Legend(display_mode="table", placement="right", calcs="mean", sort_by="Mean", sort_desc=True))


def _legend(panel: TimeSeries) -> Legend:
    assert isinstance(panel.legend, Legend)
    return panel.legend


@pytest.mark.parametrize("panel", [red.errors(red.Requests()), red.latency(red.Requests())])
def test_the_legend_begins_with_the_culprit(panel: TimeSeries) -> None:
    """The service that was worst stands first, though its incident is over."""
    legend = _legend(panel)
    assert (legend.calcs, legend.sort_by, legend.sort_desc) == (("lastNotNull", "max"), "Max", True)


@pytest.mark.parametrize("panel", [redis.hit_ratio(redis.Redis()), probes.answering(probes.Probes())])
def test_where_little_is_bad_the_least_stands_first(panel: TimeSeries) -> None:
    """The legend tells the lowest value of each series, and the lowest of all on top."""
    legend = _legend(panel)
    assert (legend.calcs, legend.sort_by, legend.sort_desc) == (("lastNotNull", "min"), "Min", False)


def test_a_project_says_how_its_legends_are() -> None:
    """What it calculates and where it stands is the look's; a graph of low values turns only the order round."""
    query = ask(metric("up"), "up", interval="15s")
    high, low = (
        _legend(graph("Up", query, description="", unit="short", look=RIGHT, lowest=lowest)) for lowest in (False, True)
    )
    assert high == RIGHT.legend
    assert (low.placement, low.sort_by) == ("right", "Min")
    assert LOOK.legend.placement == "bottom"


def test_a_query_of_one_moment_is_a_series_or_a_table() -> None:
    """Both are instant; only rows of a table have no names of their own."""
    over_time = written(ask(metric("up"), "up", interval="15s"))
    once, rows = (
        written(ask(metric("up"), "up", interval="15s", instant=True)),
        written(ask_now(metric("up"), interval="15s")),
    )
    assert (over_time["instant"], once["instant"], rows["instant"]) == (False, True, True)
    assert (once["legendFormat"], rows["format"]) == ("up", "table")
    assert "format" not in once
    assert "legendFormat" not in rows


@pytest.mark.parametrize(("share", "said"), [(0.5, "p50"), (0.95, "p95"), (0.999, "p99.9")])
def test_quantiles_have_names(share: float, said: str) -> None:
    """The name that people say."""
    assert percentile(share) == said


def test_a_history_that_hardly_moves_is_left_out() -> None:
    """Its line would cross the digits of the number; so would that of one which is never 0."""
    high = redis.hit_rate(redis.Redis()), durations.slowest(red.Requests()), backups.oldest(backups.Backups())
    assert {panel.graph_mode for panel in high} == {"none"}
    assert red.summary(red.Requests()).graph_mode == "area"
