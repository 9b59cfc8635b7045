"""Shares: a part of a whole, and what it leaves over."""

import attrs
import pytest

from grafmint import promql
from grafmint.kit import shares
from grafmint.model.threshold import below

from .answered import answer
from .asked import exprs, legends, steps

PAID = shares.Share(
    title="Payment success rate",
    shows="Payments that succeed.",
    advice="Ask the provider.",
    part="payments_total",
    which=promql.scope(status="success"),
    whole="payments_total",
    scope=promql.scope(job="shop"),
)
LEFT = shares.Share(
    title="Cart abandonment",
    shows="Carts that are left.",
    advice="Look at the checkout.",
    part="checkouts_completed_total",
    whole="carts_created_total",
    rest=True,
    unit="percentunit",
)
GOOD, BAD = 'payments_total{job="shop", status="success"}', 'payments_total{job="shop", status="failed"}'


def test_only_the_part_is_of_one_kind() -> None:
    """Both have the scope of the share, the part has its own labels besides."""
    whole = 'sum(rate(payments_total{job="shop"}[1h]))'
    part = 'sum(rate(payments_total{job="shop", status="success"}[1h]))'
    assert str(shares.ratio(PAID)) == f"100 * (({part} or 0 * {whole}) / ({whole} > 0))"


def test_what_the_part_has_goes_before_what_both_have() -> None:
    """A part may be of another kind than the scope says."""
    narrowed = attrs.evolve(PAID, scope=promql.scope(status="any"))
    assert 'payments_total{status="success"}' in str(shares.ratio(narrowed))


def test_a_number_and_a_graph_of_a_share_say_the_same() -> None:
    """One query, one unit, one limit, and a text that names the window."""
    limit = below(warning=99, critical=98)
    number, trend = (
        shares.latest(PAID, title="Paid", thresholds=limit),
        shares.over_time(PAID, title="Over time", thresholds=limit),
    )
    assert exprs(number) == exprs(trend) == [str(shares.ratio(PAID))]
    assert (number.title, trend.title) == ("Paid", "Over time")
    assert {shares.latest(PAID).title, shares.over_time(PAID).title} == {PAID.title}
    assert (number.unit, trend.unit, legends(trend)) == ("percent", "percent", [PAID.title])
    assert steps(number.thresholds)[:-1] == steps(trend.thresholds)[:-1]
    assert trend.description == "Payments that succeed. Each point is of the 1h before it. Ask the provider."


@pytest.mark.parametrize(
    ("share", "series", "expected"),
    [
        pytest.param(PAID, {GOOD: "0+9x120", BAD: "0+1x120"}, [90], id="some"),
        pytest.param(PAID, {BAD: "0+1x120"}, [0], id="none-was-ever-of-that-kind"),
        pytest.param(PAID, {GOOD: "9x120", BAD: "1x120"}, [], id="nothing-happens"),
        pytest.param(
            LEFT, {"carts_created_total": "0+4x120", "checkouts_completed_total": "0+1x120"}, [0.75], id="the-rest"
        ),
        pytest.param(LEFT, {"carts_created_total": "0+4x120"}, [1], id="all-are-left"),
    ],
)
def test_a_share_is_a_number_only_where_something_happens(
    share: shares.Share, series: dict[str, str], expected: list[float]
) -> None:
    """A part that does not exist is none of the whole, and not no data; of nothing there is no share."""
    assert answer(shares.ratio(share), series, at="2h") == expected
