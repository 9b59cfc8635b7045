"""Attempts that fail, over time."""

from grafmint import promql
from grafmint.kit import security
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above

from .asked import exprs, steps

LOGINS = security.Attempts(metric="logins_total", scope=promql.scope(job="shop"))


def test_failures_over_time_are_a_number_and_not_a_share() -> None:
    """Attempts that fail are counted, however many succeed; none of them is 0, not no data."""
    panel = security.failures_over_time(LOGINS, title="Login failures", thresholds=above(warning=1))
    failed = 'sum(rate(logins_total{job="shop", result="failure"}[$__rate_interval]))'
    assert exprs(panel) == [f'{failed} or 0 * sum(rate(logins_total{{job="shop"}}[$__rate_interval]))']
    assert (panel.title, panel.unit, steps(panel.thresholds)[-1]) == ("Login failures", "cps", (1, "orange"))
    assert security.failures_over_time(LOGINS).thresholds == NO_LIMIT
