"""What only the Multi-service platform has: falls against the week before, a policy of budgets, a way for business."""

import pytest

from grafmint.testing.rules import Rules, bundle_of, routes_to
from tests.compile.prometheus.tools import needs_tools
from tests.slo.tried import counter

from .scene import durations, requests
from .scenes.multi_service import TRIAL, WEEKLY
from .test_alerts import only
from .test_boards import ROOT

pytestmark = needs_tools
each_engine = pytest.mark.parametrize("engine", TRIAL.engines)
#: A sample each five minutes, for a week and four hours.
_WEEK, _MORE = 2016, 48
#: The counters that alerts compare, and at how many percent of the week before each of them fires.
_FALLS = {"revenue_total": 70, "conversions_total": 70, "http_requests_total": 50}


@each_engine
@pytest.mark.parametrize(("below", "told"), [(10, WEEKLY), (-5, frozenset[str]())], ids=["fallen", "nearly"])
def test_a_fall_against_the_week_before_is_told(engine: str, below: int, told: frozenset[str]) -> None:
    """Each alert fires below its share of the same hour a week before, and not above it."""
    series = {metric: counter((1000, _WEEK), (10 * (share - below), _MORE)) for metric, share in _FALLS.items()}
    run = only(engine, lambda rule: rule.get("alert") in WEEKLY).feed(series, interval="5m")
    assert {one.name for one in run.firing(at="7d2h")} == told


@each_engine
@pytest.mark.parametrize(
    ("bad", "told"),
    [(50, set()), (95, {"freeze"}), (300, {"freeze", "slow burn"}), (1100, {"freeze", "slow burn", "fast burn"})],
    ids=["well", "nearly spent", "thrice", "eleven times"],
)
def test_a_budget_is_told_at_ten_times_at_twice_and_with_a_tenth_left(engine: str, bad: int, told: set[str]) -> None:
    """Payments have the smallest budget: a hundred of a million may fail."""
    slo = "payment-availability"
    run = _of(engine, slo).feed(requests("payment", counter((1_000_000 - bad, 120)), counter((bad, 120))))
    fired = run.firing(at="95m")
    assert {one.name.removeprefix(f"{slo} ") for one in fired} == told
    assert {one.labels["service"] for one in fired} <= {"payment"}


@each_engine
def test_a_service_that_takes_too_long_spends_its_budget(engine: str) -> None:
    """Six of ten payments take longer than two seconds, where one of twenty may: that is twelve times too fast."""
    slo = "payment-latency"
    slow = durations("payment", ("1", counter((300, 90))), ("2", counter((400, 90))), ("+Inf", counter((1000, 90))))
    (page,) = _of(engine, slo).feed(slow).firing(f"{slo} fast burn", at="60m")
    assert page.labels["service"] == "payment"
    assert page.annotations["summary"] == f"{slo} spends its error budget 12.0 times too fast."


@each_engine
def test_what_is_critical_for_the_business_is_told_by_text_message_too(engine: str) -> None:
    """Beside the page that every critical alert is; a warning is not."""
    built = bundle_of(engine, ROOT)
    told = {level: routes_to(built, {"severity": level, "category": "business"}) for level in ("critical", "warning")}
    assert told == {
        "critical": ("Multi-service: critical for the business", "Multi-service: critical"),
        "warning": ("Multi-service: warning",),
    }


def _of(engine: str, slo: str) -> Rules:
    """The rules of one objective."""
    return only(engine, lambda rule: rule["labels"].get("slo") == slo)
