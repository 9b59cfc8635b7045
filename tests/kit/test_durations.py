"""How long requests take at one quantile."""

import pytest

from grafmint import promql
from grafmint.kit import durations, red
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above

from .asked import exprs, legends, steps

SHOP = red.Requests(scope=promql.scope(job="shop"))
BUCKETS = 'sum by (le, service) (rate(http_request_duration_seconds_bucket{job="shop"}[$__rate_interval]))'


@pytest.mark.parametrize(("share", "said"), [(0.5, "50 %"), (0.9, "90 %"), (0.95, "95 %"), (0.99, "99 %")])
def test_a_graph_of_one_quantile_has_limits_of_its_own(share: float, said: str) -> None:
    """The quantile is that which is asked for, whichever the subject shows in other graphs."""
    panel = durations.quantile(SHOP, share, title="Response time", thresholds=above(critical=0.2))
    assert exprs(panel) == [f"histogram_quantile({share}, {BUCKETS})"]
    assert (panel.title, panel.unit, legends(panel)) == ("Response time", "s", ["{{service}}"])
    assert said in str(panel.description)
    assert steps(panel.thresholds)[-1] == (0.2, "red")
    assert durations.quantile(SHOP, share).thresholds == NO_LIMIT


def test_each_service_has_a_limit_of_its_own() -> None:
    """A share of 1 is the limit of a service, however long that is, and all of them are in one graph."""
    panel = durations.against_limits(SHOP, limits={"cart": 0.5, "report": 20}, thresholds=above(critical=1))
    (asked,) = exprs(panel)
    cart, report = asked.split(" or ")
    assert 'service="cart"' in cart
    assert cart.endswith(" / 0.5")
    assert 'service="report"' in report
    assert report.endswith(" / 20")
    assert (panel.unit, legends(panel), steps(panel.thresholds)[-1]) == ("percentunit", ["{{service}}"], (1, "red"))
    assert durations.against_limits(SHOP, limits={"cart": 1}).thresholds == NO_LIMIT


def test_the_slowest_service_is_judged_at_the_quantile_of_the_subject() -> None:
    """One number for all services is that of the one in trouble."""
    slow = red.Requests(scope=SHOP.scope, slow=0.9)
    panel = durations.slowest(slow, thresholds=above(critical=1))
    assert exprs(panel) == [f"max(histogram_quantile(0.9, {BUCKETS}))"]
    assert (panel.type, panel.unit, steps(panel.thresholds)[-1]) == ("stat", "s", (1, "red"))
    assert durations.slowest(slow).thresholds == NO_LIMIT
