"""Limits on graphs: the colours of their lines, and axes that reach them."""

import attrs
import pytest

from grafmint._unset import UNSET
from grafmint.kit import health, kubernetes, rabbitmq
from grafmint.kit.limits import limited
from grafmint.kit.look import LOOK, NO_LIMIT, ask, graph
from grafmint.model.panel.timeseries import TimeSeries
from grafmint.model.threshold import Thresholds, above, below
from grafmint.promql import metric

from .asked import steps


def _graph(thresholds: Thresholds = NO_LIMIT, *, full: bool = False, counted: bool = False) -> TimeSeries:
    query = ask(metric("up"), "up", interval="15s")
    return graph(
        "Up", query, description="", unit="short", look=LOOK, thresholds=thresholds, full=full, counted=counted
    )


def test_a_lower_limit_is_never_green() -> None:
    """Below a transparent step a line has the colour of what lies under it: orange and red, as the limits are."""
    limit = below(warning=0.1, critical=0)
    panel = _graph(limit)
    assert steps(panel.thresholds) == [(None, "red"), (0, "orange"), (0.1, "transparent")]
    assert isinstance(panel.thresholds, Thresholds)
    kept = panel.thresholds
    assert (kept.warning, kept.critical, kept.fires) == (limit.warning, limit.critical, limit.fires)


def test_lines_in_the_colours_of_their_limits_are_seen() -> None:
    """A line that is good would be transparent, so the step keeps its green."""
    coloured = attrs.evolve(_graph(), color="thresholds")
    assert limited(coloured, below(critical=5)).thresholds == below(critical=5)


def test_an_upper_limit_stays_as_it_is() -> None:
    """Its lines have the colour of what begins there already."""
    assert _graph(above(warning=1, critical=3)).thresholds == above(warning=1, critical=3)


@pytest.mark.parametrize(
    ("limit", "low", "high"),
    [
        (above(warning=1, critical=3), UNSET, 1),
        (above(critical=3), UNSET, 3),
        (below(warning=30, critical=7), 30, 30),
        (above(warning=50, critical=90, mode="percentage"), UNSET, UNSET),
        (NO_LIMIT, UNSET, UNSET),
    ],
)
def test_the_axis_reaches_the_limit_that_is_passed_first(limit: Thresholds, low: object, high: object) -> None:
    """Values far from it are seen to be so; a number that is a share of the axis cannot stretch it."""
    panel = _graph(limit)
    assert (panel.axis_soft_min, panel.axis_soft_max) == (low, high)


@pytest.mark.parametrize(
    ("limit", "high"), [(NO_LIMIT, 1), (above(critical=0.5), 1), (above(critical=5), 5), (below(critical=3), 3)]
)
def test_where_nothing_is_counted_the_axis_ends_at_one(limit: Thresholds, high: float) -> None:
    """Grafana would end it at 100, and a limit of none at half a thing."""
    assert _graph(limit, counted=True).axis_soft_max == high


@pytest.mark.parametrize(
    "panel",
    [
        health.answering(health.Targets()),
        kubernetes.replicas(kubernetes.Cluster()),
        rabbitmq.consumers(rabbitmq.Broker()),
    ],
)
def test_a_few_things_have_no_ticks_between_them(panel: TimeSeries) -> None:
    """Nobody has half an instance, and there are never so many that thousands would be rounded."""
    assert (panel.decimals, panel.axis_soft_max) == (0, 1)


def test_an_axis_with_an_end_keeps_it() -> None:
    """Percent end at 100, whatever the limit is."""
    panel = _graph(above(warning=80), full=True)
    assert (panel.max, panel.axis_soft_max) == (100, UNSET)


def test_limits_can_be_given_to_a_finished_graph() -> None:
    """A board that judges a graph of the kit draws the same as one that had the limits before."""
    assert limited(_graph(), below(critical=5)) == _graph(below(critical=5))
