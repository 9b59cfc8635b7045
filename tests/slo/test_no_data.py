"""What is not measured: no data instead of a perfect service, and one warning that tells it."""

import attrs
import pytest

from grafmint import promql
from grafmint.slo import SLO
from grafmint.testing.rules import Rules

from .test_rules import BOTH, BUCKETS, FREEZE, LATENCY, SLOW, TRAFFIC, histogram, told
from .tried import AVAILABILITY, BAD, GOOD, PROMETHEUS, SHOP, built, counter, renamed, rules

NO_DATA = "shop-availability no data"
MISSPELT = renamed(
    SHOP, "shop-availability", indicator=attrs.evolve(AVAILABILITY, total=promql.metric("http_request_total"))
)
#: What an SLO cannot be measured by.
UNMEASURED = {
    "a bound that no bucket has": (LATENCY, histogram({"0.50": 950, "+Inf": 1000})),
    "errors of a total that is not there": (MISSPELT, {BAD: TRAFFIC}),
    "a service that does not exist yet": (SHOP, {"up": "1x240"}),
}


@BOTH
@pytest.mark.parametrize(("slo", "series"), UNMEASURED.values(), ids=UNMEASURED)
def test_what_is_not_measured_is_no_perfect_service_and_is_told_once(
    records: bool, slo: SLO, series: dict[str, str]
) -> None:
    """No budget and no burn rate, no page and no freeze: one warning, after a quarter of an hour."""
    run = rules(slo, records=records).feed(series)
    reading = slo.reading(records=records)
    assert run.samples(str(promql.either(reading.remaining(), reading.attained(), reading.burn("3d"))), at="40m") == ()
    assert [told(run, at) for at in ("14m", "16m")] == [set(), {NO_DATA}]
    (warning,) = run.firing(NO_DATA, at="40m")
    assert warning.labels["severity"] == "warning"
    assert warning.annotations["summary"] == "shop-availability is not measured: it has no events, not even 0 of them."


@BOTH
def test_a_bucket_that_goes_away_is_told(records: bool) -> None:
    """Its histogram goes on: nothing tells that those events are good, so none of them counts as good."""
    gone = histogram({"0.5": 1000, "+Inf": 1000}) | {str(BUCKETS.where(le="0.5")): counter((1000, 60)) + " stale"}
    run = rules(LATENCY, records=records).feed(gone)
    assert told(run, "59m") == set()
    assert told(run, "200m") == {NO_DATA, SLOW, FREEZE}


@pytest.mark.parametrize("alerting", ["prometheus", "grafana"])
def test_recording_rules_that_nobody_loads_are_told(alerting: str) -> None:
    """Whoever evaluates the alerts: errors without records are no silence."""
    every = Rules.of(built(SHOP, **{**PROMETHEUS, "alerting": alerting})).groups
    run = Rules(tuple(group for group in every if "alert" in group["rules"][0])).feed({GOOD: TRAFFIC, BAD: TRAFFIC})
    assert told(run, "40m") == {NO_DATA}
    (warning,) = run.firing(NO_DATA, at="40m")
    assert "recording rules" in warning.annotations["description"]
