"""The product's own numbers, as a system judges them: what a board draws is what the kit draws with these limits."""

import pytest

from dashboards.measures import Graphed, Judged, graph
from grafmint import Thresholds, TimeSeries, above, below
from grafmint.kit import business, levels, revenue
from grafmint.kit.business import Counter
from grafmint.kit.levels import Level
from grafmint.kit.revenue import Revenue

_SOLD = Counter(metric="sold_total", title="Sold", shows="What is sold.", advice="Ask why.")
_EARNED = Revenue(metric="earned_total", title="Earned", shows="What is earned.", advice="Ask why.")
_STOCK = Level(metric="stock", title="Stock", shows="What is left.", advice="Order more.")
_LIMITS = (above(warning=3), below(warning=5, critical=2))


def _drawn(measure: Graphed, limits: Thresholds) -> TimeSeries:
    match measure:
        case Revenue():
            return revenue.over_time(measure, thresholds=limits)
        case Level():
            return levels.over_time(measure, thresholds=limits)
        case _:
            assert isinstance(measure, Counter)
            return business.volume(measure, thresholds=limits)


@pytest.mark.parametrize("limits", _LIMITS, ids=["above", "below"])
@pytest.mark.parametrize("measure", [_SOLD, _EARNED, _STOCK], ids=["counter", "revenue", "level"])
def test_a_judged_graph_reaches_its_limits(measure: Graphed, limits: Thresholds) -> None:
    """Its axis and the colours of its lines follow from the limits, as on every other graph."""
    found, drawn = graph(Judged(measure, limits)), _drawn(measure, limits)
    assert found.axis_soft_max == drawn.axis_soft_max == limits.steps[1 if limits.fires == "above" else -1].value
    assert (found.axis_soft_min, found.thresholds) == (drawn.axis_soft_min, drawn.thresholds)


def test_a_counter_judged_together_reaches_its_limits() -> None:
    """It is drawn by kind, and the limit is as well seen as on one that is judged kind by kind."""
    assert graph(Judged(_SOLD, _LIMITS[1], together=True)) == business.volume(_SOLD, thresholds=_LIMITS[1])
