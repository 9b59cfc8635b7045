"""Revenue: what was earned, over time and by kind."""

from grafmint import promql
from grafmint.kit import business
from grafmint.kit.revenue import Revenue, earned, over_time, split
from grafmint.model.panel.piechart import PieLegend
from grafmint.model.threshold import below
from grafmint.prometheus import Query

from .asked import exprs, legends, steps

SOLD = Revenue(metric="revenue_total", by="service", title="Revenue", shows="Earned.", advice="Look at payments.")
COINS = Revenue(
    metric="revenue_total",
    by="currency",
    title="Revenue",
    shows="Earned.",
    advice="Look at payments.",
    units={"EUR": "currencyEUR"},
    scope=promql.scope(job="shop"),
)


def test_revenue_is_what_a_counter_grew_by() -> None:
    """A number of the last day, a graph of moving hours, each in money and by kind."""
    number, trend = earned(SOLD, title="Today", thresholds=below(warning=10)), over_time(SOLD)
    assert over_time(SOLD, title="Hours").title == "Hours"
    assert exprs(number) == ["sum by (service) (increase(revenue_total[1d]))"]
    assert exprs(trend) == ["sum by (service) (increase(revenue_total[1h]))"]
    assert (number.unit, trend.unit, legends(trend)) == ("currencyUSD", "currencyUSD", ["{{service}}"])
    assert (number.title, trend.title, steps(number.thresholds)[0]) == ("Today", "Revenue", (None, "orange"))
    assert earned(SOLD).description == "Earned. All of the last 1d. Look at payments."


def test_money_of_another_currency_has_its_own_sign() -> None:
    """What is named keeps its unit, all else has the revenue's."""
    for panel in (earned(COINS), over_time(COINS)):
        assert [(each.matcher.options, each.unit) for each in panel.overrides] == [("EUR", "currencyEUR")]
    assert earned(SOLD).overrides == ()
    assert len({SOLD, COINS}) == 2


def test_a_pie_has_a_part_for_each_kind_and_asks_once() -> None:
    """Its values are of the end of the time range; the legend shows money and share."""
    panel = split(SOLD)
    (query,) = panel.queries
    assert isinstance(query, Query)
    assert (exprs(panel), query.instant) == (["sum by (service) (increase(revenue_total[1d]))"], True)
    assert (panel.title, panel.unit) == ("Revenue share", "currencyUSD")
    assert isinstance(panel.legend, PieLegend)
    assert panel.legend.values == ("value", "percent")


def test_revenue_is_a_counter() -> None:
    """What is told of counters is told of revenue: against the week before, for a panel and an alert."""
    assert str(business.against_earlier(SOLD)).startswith("(sum(increase(revenue_total[1h])) or 0 * ")
