"""The rules of an SLO on trial: promtool evaluates them, read from counters and from records alike."""

import pytest

from grafmint import promql
from grafmint.slo import SIMPLE, Latency, ProbeSuccess
from grafmint.testing.rules import Run

from .tried import BAD, GOOD, SHOP, alerts, counter, query, renamed, rules

FAST, SLOW, FREEZE = (f"shop-availability {name}" for name in ("fast burn", "slow burn", "freeze"))
BUCKETS = promql.metric("http_request_duration_seconds_bucket", job="shop")
LATENCY = renamed(SHOP, "shop-availability", objective=99, indicator=Latency(buckets=BUCKETS, bound="0.5"))
BOTH = pytest.mark.parametrize("records", [True, False], ids=["records", "counters"])
#: 1000 requests a minute for four hours.
TRAFFIC = counter((1000, 240))


def told(run: Run, at: str) -> set[str]:
    """The alerts that fire."""
    return {each.name for each in run.firing(at=at)}


def numbers(run: Run, at: str) -> dict[str, float]:
    """What is recorded of errors, burn over three days and the budget."""
    found = run.samples('{__name__=~"slo:(errors:rate5m|burn_rate:rate3d|error_budget_remaining:ratio)"}', at=at)
    return {each.labels["__name__"].removeprefix("slo:"): each.value for each in found}


@BOTH
def test_an_outage_pages_within_minutes_and_the_page_ends_with_it(records: bool) -> None:
    """The short window lets go of what the long one still remembers."""
    run = rules(SHOP, records=records).feed({GOOD: TRAFFIC, BAD: counter((0, 40), (1000, 10), (0, 190))})
    run.expect_silent(FAST, at="40m")
    run.expect_firing(FAST, at="43m", labels={"severity": "critical", "slo": "shop-availability", "service": "shop"})
    run.expect_firing(FAST, at="75m")
    assert told(run, "85m") == {SLOW, FREEZE}


@BOTH
def test_a_label_is_the_rules_or_that_of_the_series_and_never_of_both(records: bool) -> None:
    """Grafana would ignore one and warn of it; also while nothing is wrong, and each query has a series then."""
    run = rules(SHOP, records=records).feed({GOOD: TRAFFIC, BAD: counter((0, 40), (1000, 10), (0, 190))})
    for rule in alerts(SHOP, records=records).values():
        for at in ("30m", "45m"):
            (sample,) = run.samples(query(rule), at=at)
            assert set(sample.labels).isdisjoint(rule.labels), rule.name


@BOTH
def test_errors_that_last_are_a_ticket_and_no_page(records: bool) -> None:
    """Twice the pace that the budget allows is above 1 and below 6: told for three days, paged never."""
    run = rules(SHOP, records=records).feed({GOOD: counter((998, 240)), BAD: counter((2, 240))})
    assert told(run, "60m") == {SLOW, FREEZE}
    (ticket,) = run.firing(SLOW, at="60m")
    assert ticket.annotations["summary"] == "shop-availability spends its error budget 2.0 times too fast."


@BOTH
def test_the_freeze_is_told_when_little_is_left_and_before_all_is_spent(records: bool) -> None:
    """At 0.095 % of errors nothing burns too fast, and 5 % of the budget are left."""
    run = rules(SHOP, records=records).feed({GOOD: counter((99905, 240)), BAD: counter((95, 240))})
    assert told(run, "60m") == {FREEZE}
    (freeze,) = run.firing(FREEZE, at="60m")
    assert freeze.labels["severity"] == "warning"
    assert freeze.annotations["summary"] == "shop-availability has 5% of its error budget left: freeze deployments."


@BOTH
def test_errors_within_the_budget_are_nobodys_business(records: bool) -> None:
    """At half of what is allowed nothing fires."""
    run = rules(SHOP, records=records).feed({GOOD: counter((1999, 240)), BAD: counter((1, 240))})
    assert told(run, "60m") == set()


def test_without_a_single_error_there_is_no_series_of_them_and_the_budget_is_whole() -> None:
    """Before the first error its series does not exist: that is 0, not no data."""
    run = rules(SHOP, records=True).feed({GOOD: TRAFFIC})
    assert numbers(run, "60m") == {"errors:rate5m": 0, "burn_rate:rate3d": 0, "error_budget_remaining:ratio": 1}


def test_without_traffic_there_is_no_burn_rate_and_the_budget_is_whole() -> None:
    """Nothing by nothing is no share of errors, and spends nothing: no NaN anywhere."""
    run = rules(SHOP, records=True).feed({GOOD: "7x120", BAD: "3x120"})
    assert numbers(run, "60m") == {"errors:rate5m": 0, "error_budget_remaining:ratio": 1}


def histogram(counts: dict[str, int]) -> dict[str, str]:
    """The buckets of a histogram, each with so many events a minute for four hours."""
    return {f'{BUCKETS.name}{{job="shop", le="{le}"}}': counter((count, 240)) for le, count in counts.items()}


SILENT = {
    "no errors": {GOOD: TRAFFIC},
    "no traffic": {GOOD: "7x240", BAD: "3x240"},
    "neither": {GOOD: "7x240"},
}


@BOTH
@pytest.mark.parametrize("series", SILENT.values(), ids=SILENT)
def test_where_nothing_fails_nothing_fires(records: bool, series: dict[str, str]) -> None:
    """A service without errors or without traffic is no outage."""
    assert told(rules(SHOP, records=records).feed(series), "40m") == set()


@BOTH
def test_a_service_that_failed_and_fell_silent_stops_paging(records: bool) -> None:
    """The short window has no events, so it has no share of errors either."""
    run = rules(SHOP, records=records).feed({GOOD: counter((9, 30), (0, 120)), BAD: counter((9, 30), (0, 120))})
    run.expect_firing(FAST, at="30m")
    run.expect_silent(FAST, at="75m")


def test_errors_count_by_events_and_not_by_time() -> None:
    """An hour in which half fails costs little where that hour has next to no traffic."""
    run = rules(SHOP, records=True).feed(
        {GOOD: counter((5000, 30), (1, 60), (5000, 30)), BAD: counter((0, 30), (1, 60), (0, 30))}
    )
    spent = 60 / (60 * 5000) / SHOP.budget
    assert numbers(run, "120m")["error_budget_remaining:ratio"] == pytest.approx(1 - spent, abs=0.02)


@BOTH
def test_the_simple_policy_waits_an_hour_for_twice_the_pace(records: bool) -> None:
    """Above 2 for an hour is a ticket, above 10 a page at once; and no freeze where none is wanted."""
    simple = renamed(SHOP, "shop-availability", burn=SIMPLE, freeze_below=None)
    run = rules(simple, records=records).feed({GOOD: TRAFFIC, BAD: counter((0, 10), (5, 100), (200, 60))})
    assert FREEZE not in run.names
    assert [told(run, at) for at in ("65m", "110m", "130m")] == [set(), {SLOW}, {SLOW, FAST}]


@BOTH
def test_latency_counts_what_took_longer_than_the_bound(records: bool) -> None:
    """All but the bucket of the bound are bad events."""
    run = rules(LATENCY, records=records).feed(histogram({"0.5": 950, "1": 1000, "+Inf": 1000}))
    (ticket,) = run.firing(SLOW, at="60m")
    assert ticket.annotations["summary"].endswith("5.0 times too fast.")


@BOTH
def test_a_probe_that_fails_spends_the_budget_of_its_time(records: bool) -> None:
    """One of two probes fails every tenth time: a twentieth of all."""
    probe = promql.metric("probe_success", job="blackbox")
    slo = renamed(SHOP, "shop-availability", objective=99, indicator=ProbeSuccess(metric=probe))
    failing = " ".join(["1x8 0"] * 24)
    run = rules(slo, records=records).feed(
        {'probe_success{job="blackbox", instance="a"}': failing, 'probe_success{job="blackbox", instance="b"}': "1x240"}
    )
    run.expect_silent(FAST, at="89m")
    (ticket,) = run.firing(SLOW, at="89m")
    assert float(ticket.annotations["summary"].split()[5]) == pytest.approx(5, abs=0.4)


def test_records_and_counters_know_the_same_budget() -> None:
    """After two incidents they agree, within what the minutes at the ends can change."""
    run = rules(SHOP, records=True).feed({GOOD: TRAFFIC, BAD: counter((0, 30), (30, 30), (0, 20), (6, 30), (0, 20))})
    shares = [str(SHOP.reading(records=records).attained()) for records in (True, False)]
    recorded, counted = ([each.value for each in run.samples(expr, at="130m")] for expr in shares)
    assert recorded == pytest.approx(counted, abs=2e-4)
    assert counted == pytest.approx([1 - 36 * 30 / 131_080], abs=1e-4)


def test_an_overspent_budget_has_nothing_left() -> None:
    """A large negative share says nothing."""
    run = rules(SHOP, records=True).feed({GOOD: TRAFFIC, BAD: counter((1000, 240))})
    (freeze,) = run.firing(FREEZE, at="60m")
    assert freeze.annotations["summary"] == (
        "shop-availability has nothing of its error budget left: freeze deployments."
    )
