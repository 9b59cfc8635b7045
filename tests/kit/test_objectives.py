"""What is left of error budgets, and how fast they are spent."""

from grafmint import Folder, promql
from grafmint.kit import objectives
from grafmint.kit.look import NO_LIMIT
from grafmint.model.threshold import above, below
from grafmint.slo import SLO, ErrorRatio
from grafmint.slo.records import recording_rules

from .asked import exprs, legends, steps

SHOP = objectives.Objectives(scope=promql.scope(service=promql.re("pay|search")))


def test_the_budget_is_a_bar_for_each_objective() -> None:
    """A bar is full while nothing has failed, and red below the limit that is given."""
    panel = objectives.budgets(SHOP, thresholds=below(critical=0.1))
    assert exprs(panel) == ['min by (slo) (slo:error_budget_remaining:ratio{service=~"pay|search"})']
    assert (panel.type, panel.unit, panel.min, panel.max) == ("bargauge", "percentunit", 0, 1)
    assert (legends(panel), steps(panel.thresholds)) == (["{{slo}}"], [(None, "red"), (0.1, "green")])


def test_the_burn_rate_is_a_line_for_each_objective() -> None:
    """Both limits are lines of the graph."""
    panel = objectives.burn_rates(SHOP, thresholds=above(warning=2, critical=10))
    assert exprs(panel) == ['max by (slo) (slo:burn_rate:rate1h{service=~"pay|search"})']
    assert (panel.type, panel.unit) == ("timeseries", "short")
    assert steps(panel.thresholds)[1:] == [(2, "orange"), (10, "red")]


def test_limits_of_budgets_are_given_or_none() -> None:
    """Nothing is coloured that nobody has set a limit for."""
    assert objectives.budgets(SHOP).thresholds == objectives.burn_rates(SHOP).thresholds == NO_LIMIT


def test_the_series_are_those_that_an_slo_records() -> None:
    """The names and the label stand here and there, and are the same."""
    slo = SLO(
        name="pay",
        folder=Folder(uid="promises", title="Promises"),
        service="pay",
        objective=99.9,
        window="30d",
        indicator=ErrorRatio(
            errors=promql.metric("http_requests_total", status="500"), total=promql.metric("http_requests_total")
        ),
    )
    rules = {rule.record: rule for rule in recording_rules(slo)}
    names = objectives.Objectives()
    assert {names.remaining, names.burn_rate} <= set(rules)
    assert names.by in rules[names.remaining].labels
