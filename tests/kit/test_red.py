"""Rate, errors and duration."""

import pytest

from grafmint import promql
from grafmint.kit import red
from grafmint.kit.look import NO_LIMIT, Look
from grafmint.model.fields import Legend
from grafmint.model.panel.base import QueryPanel
from grafmint.model.threshold import above
from grafmint.model.variable.query import QueryVariable
from grafmint.prometheus import LabelValues

from .asked import exprs, legends, overridden, steps

SHOP = red.Requests(scope=promql.scope(job="shop"))
WINDOW = "[$__rate_interval]"


def test_the_rate_is_that_of_the_counter_by_service() -> None:
    """The rate counts requests in a second and names each service."""
    panel = red.throughput(SHOP)
    assert exprs(panel) == [f'sum by (service) (rate(http_requests_total{{job="shop"}}{WINDOW}))']
    assert (legends(panel), panel.unit) == (["{{service}}"], "reqps")


def test_errors_are_a_percentage_that_is_0_where_nothing_failed() -> None:
    """A service without a single failure has a share of 0, not no data."""
    panel = red.errors(SHOP, title="Error rates", thresholds=above(critical=1))
    (expr,) = exprs(panel)
    assert expr.startswith('100 * ((sum by (service) (rate(http_requests_total{job="shop", status=~"5.."}')
    assert " or 0 * sum by (service)" in expr
    assert (panel.title, panel.unit, panel.min) == ("Error rates", "percent", 0)
    assert steps(panel.thresholds) == [(None, "green"), (1, "red")]


def test_each_quantile_is_a_query_of_its_own() -> None:
    """The durations are of the quantiles of the subject, in seconds."""
    panel = red.latency(red.Requests(quantiles=(0.5, 0.9)), thresholds=above(warning=0.5))
    assert exprs(panel) == [
        f"histogram_quantile({q}, sum by (le, service) (rate(http_request_duration_seconds_bucket{WINDOW})))"
        for q in (0.5, 0.9)
    ]
    assert legends(panel) == ["{{service}} p50", "{{service}} p90"]
    assert (panel.unit, steps(panel.thresholds)[-1]) == ("s", (0.5, "orange"))


def test_the_summary_judges_the_worst_service_by_limits_of_its_own_for_each_number() -> None:
    """A small service that fails is not hidden by a large one, and the rate is judged by nothing."""
    panel = red.summary(SHOP, error_rate=above(critical=1), slowness=above(warning=0.5))
    errors, rate, duration = exprs(panel)
    assert errors.startswith("max(100 * (")
    assert rate == f'sum(rate(http_requests_total{{job="shop"}}{WINDOW}))'
    assert duration.startswith("max(histogram_quantile(0.95, ")
    assert steps(panel.thresholds)[-1] == (1, "red")
    assert overridden(panel) == {"rate": NO_LIMIT, "duration": above(warning=0.5)}


def test_the_names_of_metrics_and_labels_are_the_subjects() -> None:
    """A service that names things otherwise is served by values alone."""
    api = red.Requests(count="calls_total", duration="calls_seconds_bucket", by="handler", status="code", failed="err")
    (errors,) = exprs(red.errors(api))
    assert 'sum by (handler) (rate(calls_total{code=~"err"}' in errors
    assert "calls_seconds_bucket" in exprs(red.latency(api))[0]
    assert legends(red.throughput(api)) == ["{{handler}}"]


def test_a_variable_in_the_scope_is_in_every_query() -> None:
    """What a reader chooses narrows all panels of the subject."""
    service = QueryVariable(name="service", query=LabelValues(label="service"), multi=True)
    chosen = red.Requests(scope=promql.scope(service=service))
    panels = [
        red.summary(chosen), red.throughput(chosen), red.errors(chosen), red.latency(chosen), red.distribution(chosen),
        red.statuses(chosen), red.endpoints(chosen), red.usage(chosen), red.denied(chosen), red.denied_share(chosen),
    ]  # fmt: skip
    for panel in panels:
        for expr in exprs(panel):
            assert expr.count("{") == expr.count('service=~"$service"'), panel.title


def test_the_row_puts_the_three_beside_each_other() -> None:
    """Rate, errors and duration have the titles and limits that are given."""
    row = red.row(
        SHOP, title="R", throughput_title="T", errors_title="E", latency_title="L",
        error_rate=above(critical=1), slowness=above(warning=2),
    )  # fmt: skip
    assert (row.title, row.columns, [panel.title for panel in row.panels]) == ("R", 3, ["T", "E", "L"])


def test_the_look_is_that_of_the_project() -> None:
    """Legend and lines come from the look, and only from there."""
    panel = red.throughput(SHOP, look=Look(legend=Legend(placement="right"), line_width=3))
    assert (panel.legend, panel.line_width) == (Legend(placement="right"), 3)


def test_tables_ask_at_the_end_of_the_time_range() -> None:
    """A table has one row an endpoint, worst first, without the column of the time."""
    panel = red.endpoints(SHOP, error_rate=above(critical=1))
    assert all(query.instant is True and query.format == "table" for query in panel.queries)  # type: ignore[attr-defined]
    assert [query.ref_id for query in panel.queries] == ["errors", "duration", "rate"]
    assert overridden(panel)["Errors"] == above(critical=1)


@pytest.mark.parametrize("panel", [red.denied(SHOP), red.denied_share(SHOP)], ids=lambda panel: panel.title)
def test_denied_requests_are_those_of_certain_statuses(panel: QueryPanel) -> None:
    """Refusals are counted by the pattern of their status."""
    assert 'status=~"401|403|429"' in exprs(panel)[0]


def test_the_heatmap_takes_the_buckets_as_they_are() -> None:
    """Durations are spread by the bounds of the histogram's buckets, in seconds."""
    panel = red.distribution(SHOP)
    assert exprs(panel) == [f'sum by (le) (rate(http_request_duration_seconds_bucket{{job="shop"}}{WINDOW}))']
    assert (legends(panel), panel.calculate) == (["{{le}}"], False)
