"""Funnels: steps, those who leave, and those who arrive."""

from grafmint import promql
from grafmint.kit import funnels, shares
from grafmint.model.threshold import below
from grafmint.prometheus import Query

from .answered import answer
from .asked import exprs, steps

SIGN_UP = funnels.Funnel(reached="step_total", left="dropoff_total", scope=promql.scope(job="shop"), interval="30s")


def test_steps_and_losses_are_bars_of_the_last_day() -> None:
    """One bar a step, the longest first, which in a funnel is the order of the steps."""
    reached, left = funnels.steps(SIGN_UP), funnels.dropoffs(SIGN_UP, title="Losses")
    assert exprs(reached) == ['topk(10, floor(sum by (step) (increase(step_total{job="shop"}[1d]))))']
    assert exprs(left) == ['topk(10, floor(sum by (step) (increase(dropoff_total{job="shop"}[1d]))))']
    assert [(panel.title, panel.unit, panel.x_field) for panel in (reached, left)] == [
        ("Funnel", "short", "step"),
        ("Losses", "short", "step"),
    ]


def test_conversion_is_of_the_first_step_to_the_last() -> None:
    """Those between count for neither; as a number on another panel it is the same share."""
    panel = funnels.conversion(SIGN_UP, thresholds=below(warning=20))
    assert exprs(panel) == [str(shares.ratio(SIGN_UP.converted))]
    assert (panel.title, panel.unit, steps(panel.thresholds)[0]) == ("Conversion rate", "percent", (None, "orange"))
    series = {
        'step_total{job="shop", step="started"}': "0+10x120",
        'step_total{job="shop", step="paid"}': "0+6x120",
        'step_total{job="shop", step="completed"}': "0+4x120",
    }
    assert answer(shares.ratio(SIGN_UP.converted), series, at="2h") == [40]


def test_a_funnel_hands_on_how_often_it_is_scraped() -> None:
    """Each of its panels asks for no more points than there are."""
    panels = funnels.steps(SIGN_UP), funnels.dropoffs(SIGN_UP), funnels.conversion(SIGN_UP)
    queries = [query for panel in panels for query in panel.queries if isinstance(query, Query)]
    assert [query.interval for query in queries] == ["30s"] * 3
