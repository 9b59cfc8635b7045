"""Which requests fail, and how many do not."""

from collections.abc import Callable

import pytest

from grafmint import promql
from grafmint.kit import answers, red
from grafmint.kit.look import NO_LIMIT
from grafmint.model.panel.base import FieldPanel
from grafmint.model.threshold import above
from grafmint.transform import Organize

from .asked import exprs, legends, steps

SHOP = red.Requests(scope=promql.scope(job="shop"))
WINDOW = "[$__rate_interval]"
WRONG = f'sum by (status) (rate(http_requests_total{{job="shop", status=~"[45].."}}{WINDOW}))'


def test_failures_are_a_number_and_not_a_share() -> None:
    """Requests that failed are counted by service, in the unit of requests; none of them is 0, not no data."""
    panel = answers.failures(SHOP, title="Service error rate", thresholds=above(warning=1))
    failed = f'sum by (service) (rate(http_requests_total{{job="shop", status=~"5.."}}{WINDOW}))'
    assert exprs(panel) == [f'{failed} or 0 * sum by (service) (rate(http_requests_total{{job="shop"}}{WINDOW}))']
    assert (panel.title, panel.unit, legends(panel)) == ("Service error rate", "reqps", ["{{service}}"])
    assert steps(panel.thresholds)[-1] == (1, "orange")


def test_errors_of_both_sides_are_told_apart_by_status() -> None:
    """Over time as lines on each other, now as bars: the same requests in the same unit."""
    trend, now = answers.error_types(SHOP), answers.mistakes(SHOP, title="Errors")
    assert exprs(trend) == exprs(now) == [WRONG]
    assert (trend.unit, trend.stacking, legends(trend)) == ("reqps", "normal", ["{{status}}"])
    assert (now.title, now.type, now.unit, now.x_field, now.no_value) == (
        "Errors", "barchart", "reqps", "status", "No errors found",
    )  # fmt: skip


def test_bars_ask_once_and_name_the_label_of_the_subject() -> None:
    """One row a status at the end of the time range, whatever the label is called; its values are no numbers."""
    panel = answers.mistakes(red.Requests(status="code", wrong="4..|5..|timeout"))
    (query,) = panel.queries
    assert (query.instant, query.format) == (True, "table")  # type: ignore[attr-defined]
    assert exprs(panel) == [f'sum by (code) (rate(http_requests_total{{code=~"4..|5..|timeout"}}{WINDOW}))']
    (override,) = panel.overrides
    assert (override.matcher.options, override.unit, panel.color_by_field) == ("code", "string", "code")
    organize = panel.transformations[-1]
    assert isinstance(organize, Organize)
    assert (panel.x_field, organize.order) == ("code", ("code", "Value"))


def test_the_share_that_is_judged_is_that_of_the_worst_service() -> None:
    """A small service that fails is not hidden by a large one."""
    panel = answers.failing(SHOP, thresholds=above(critical=1))
    assert exprs(panel) == [f"max({red.error_percentage(SHOP, by='service')})"]
    assert (panel.type, panel.unit, steps(panel.thresholds)[-1]) == ("stat", "percent", (1, "red"))


def test_availability_is_of_the_worst_service_and_counts_no_failure_as_none() -> None:
    """A service that never failed has all of 100 %, and one without requests has no share."""
    panel = answers.availability(SHOP, objective=99.9)
    failed = 'sum by (service) (rate(http_requests_total{job="shop", status=~"5.."}[30d]))'
    total = 'sum by (service) (rate(http_requests_total{job="shop"}[30d]))'
    assert exprs(panel) == [f"min(100 * (1 - ({failed} or 0 * {total}) / ({total} > 0)))"]
    assert (panel.type, panel.unit) == ("gauge", "percent")
    assert "[7d]" in exprs(answers.availability(SHOP, objective=99, window="7d"))[0]


def test_a_month_is_read_once() -> None:
    """A query of a whole window at each point of a graph would be dear."""
    (query,) = answers.availability(SHOP, objective=99.9).queries
    assert query.instant is True  # type: ignore[attr-defined]


@pytest.mark.parametrize(("objective", "begins"), [(99.9, 99), (99.95, 99.5), (99.99, 99.9), (95, 50)])
def test_the_axis_of_a_gauge_lets_a_broken_objective_be_seen(objective: float, begins: float) -> None:
    """It is red below the objective, and begins where ten times the allowed failures are."""
    panel = answers.availability(SHOP, objective=objective)
    assert (panel.min, panel.max) == (begins, 100)
    assert steps(panel.thresholds) == [(None, "red"), (objective, "green")]


@pytest.mark.parametrize("builder", [answers.failures, answers.failing])
def test_limits_are_given_or_none(builder: Callable[..., FieldPanel]) -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert builder(SHOP).thresholds == NO_LIMIT
