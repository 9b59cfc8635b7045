"""Requests: their counter and their histogram, and what both say."""

import attrs

from grafmint import promql
from grafmint.block import Block


@attrs.frozen(kw_only=True)
class Requests(Block):
    """A counter of requests with the status of each answer, and a histogram of their durations in seconds.

    `by` is the label that tells services apart, `endpoint` what they were asked for; `failed`, `denied` and
    `wrong` are patterns of the status: the service failed, it refused, or either side got it wrong. `quantiles` are the
    ones that graphs show, `slow` the one that is judged.
    Source: https://prometheus.io/docs/practices/naming/
    """

    count: str = "http_requests_total"
    duration: str = "http_request_duration_seconds_bucket"
    by: str = "service"
    endpoint: str = "endpoint"
    status: str = "status"
    failed: str = "5.."
    denied: str = "401|403|429"
    wrong: str = "[45].."
    quantiles: tuple[float, ...] = (0.5, 0.95, 0.99)
    slow: float = 0.95
    interval: str = "15s"
    scope: promql.Scope = attrs.field(factory=promql.Scope)

    def of(self, service: str) -> "Requests":
        """The requests to one service alone."""
        return attrs.evolve(self, scope=self.scope.where(**{self.by: service}))

    @property
    def all(self) -> promql.Metric:
        """The counter of every request."""
        return self.scope.metric(self.count)

    @property
    def durations(self) -> promql.Metric:
        """The buckets of the histogram."""
        return self.scope.metric(self.duration)

    def answered(self, status: str) -> promql.Metric:
        """The counter of requests whose status matches a pattern."""
        return self.all.where(**{self.status: promql.re(status)})


def rate(requests: Requests, *, by: str | None = None) -> promql.Expr:
    """Requests in a second, in all or by a label."""
    return promql.sum(promql.rate(requests.all), by=by)


def error_percentage(requests: Requests, *, by: str | None = None) -> promql.Expr:
    """The share of requests that failed, 0 to 100, in all or by a label; 0 where none has failed yet."""
    return 100 * promql.ratio(promql.sum(promql.rate(requests.answered(requests.failed)), by=by), rate(requests, by=by))


def duration(requests: Requests, quantile: float, *, by: str | None = None) -> promql.Expr:
    """The seconds that a share of the requests stays below."""
    return promql.quantile(quantile, requests.durations, by=by)
