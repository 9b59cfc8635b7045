"""Indicators: what they count, and what they refuse."""

from typing import Any

import pytest

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.model.variable.custom import CustomVariable
from grafmint.slo import ErrorRatio, Latency, ProbeSuccess

from .tried import REQUESTS

BUCKETS = promql.metric("http_request_duration_seconds_bucket", job="shop")


def test_errors_are_counted_among_all_events() -> None:
    """The share is 0 where no error was ever counted, and there is none without events."""
    indicator = ErrorRatio(errors=REQUESTS.where(code=promql.re("5..")), total=REQUESTS)
    failed = 'sum(rate(http_requests_total{code=~"5..", job="shop"}[1h]))'
    every = 'sum(rate(http_requests_total{job="shop"}[1h]))'
    assert str(indicator.share("1h")) == f"({failed} or 0 * {every}) / ({every} > 0)"


def test_slow_events_are_all_but_those_within_the_bound() -> None:
    """Both come from the buckets themselves; a bound that no bucket has is no data, never a perfect service."""
    indicator = Latency(buckets=BUCKETS, bound="0.5")
    within, every = (f"sum(rate({BUCKETS.where(le=le)}[5m]))" for le in ("0.5", "+Inf"))
    assert str(indicator.bad("5m")) == f"{every} - {within}"
    assert str(indicator.events("5m")) == f"{every} and {within}"
    assert str(indicator.share("5m")) == f"1 - {within} / ({every} > 0)"


def test_each_sample_of_a_probe_is_an_event() -> None:
    """Failed probes are those that did not succeed; a rate is by second."""
    indicator = ProbeSuccess(metric=promql.metric("probe_success"))
    counted, succeeded = (f"sum({name}_over_time(probe_success[5m]))" for name in ("count", "sum"))
    assert str(indicator.share("5m")) == f"1 - {succeeded} / {counted}"
    assert str(indicator.bad("5m")) == f"({counted} - {succeeded}) / 300"


NAMED: dict[str, Any] = {
    "a rate": promql.rate(REQUESTS, "5m"),
    "a sum": promql.sum(REQUESTS),
    "plain text": promql.raw("http_requests_total"),
    "a string": "http_requests_total",
    "nothing": None,
}


@pytest.mark.parametrize("wrong", NAMED.values(), ids=NAMED)
def test_only_a_metric_is_taken(wrong: Any) -> None:
    """A rate has a window already, and the SLO owns the windows."""
    for make in (
        lambda: ErrorRatio(errors=wrong, total=REQUESTS),
        lambda: ErrorRatio(errors=REQUESTS, total=wrong),
        lambda: Latency(buckets=wrong, bound="1"),
        lambda: ProbeSuccess(metric=wrong),
    ):
        with pytest.raises(ModelError, match=r"no metric|takes a metric") as caught:
            make()
        assert "promql.metric" in str(caught.value.hint) or "the metric that is inside" in str(caught.value.hint)


def test_a_variable_is_refused() -> None:
    """Nobody chooses its value where rules are evaluated."""
    service = CustomVariable(name="service", values=["a", "b"])
    with pytest.raises(ModelError, match="has a variable"):
        ErrorRatio(errors=REQUESTS.where(job=service), total=REQUESTS)


def test_errors_are_not_all_events() -> None:
    """The matcher that tells them apart was forgotten, and every event would be bad."""
    with pytest.raises(ModelError, match="errors and total are the same") as caught:
        ErrorRatio(errors=REQUESTS.where(job="shop"), total=REQUESTS)
    assert "what tells an error from the others" in str(caught.value.hint)


@pytest.mark.parametrize("bound", ["", "0", "-1", "500ms", "+Inf", "NaN", " 0.5"])
def test_a_bound_is_the_end_of_a_bucket(bound: str) -> None:
    """Seconds as a text, for the client library decides whether it writes 1 or 1.0."""
    with pytest.raises(ModelError, match="is no bucket's end") as caught:
        Latency(buckets=BUCKETS, bound=bound)
    assert "count by (le) (http_request_duration_seconds_bucket)" in str(caught.value.hint)


def test_a_bound_is_a_text() -> None:
    """A number would not say how the bucket is written."""
    with pytest.raises(ModelError, match=r"bound=0\.5"):
        Latency(buckets=BUCKETS, bound=0.5)  # type: ignore[arg-type]  # what an author may write by mistake


def test_latency_needs_buckets_and_chooses_one_itself() -> None:
    """The other metrics of a histogram have none, and a matcher of `le` is the bound said twice."""
    same = "write http_request_duration_seconds_bucket, the buckets of the same histogram"
    for name, hint in (
        ("http_request_duration_seconds_count", same),
        ("http_request_duration_seconds_sum", same),
        (
            "http_requests_total",
            "write the _bucket series of a histogram of seconds, or an ErrorRatio of two counters",
        ),
    ):
        with pytest.raises(ModelError, match="is not a metric of buckets") as caught:
            Latency(buckets=promql.metric(name), bound="0.5")
        assert caught.value.hint == hint
    with pytest.raises(ModelError, match="have a matcher of le"):
        Latency(buckets=BUCKETS.where(le="1"), bound="0.5")
