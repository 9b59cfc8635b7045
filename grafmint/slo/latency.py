"""Latency: how many events took longer than a bound, from a histogram."""

import math

import attrs

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.model.base import UNWRITTEN, frozen
from grafmint.slo.indicator import Indicator, metric_of

_BUCKET = "_bucket"


@frozen(kw_only=True)
class Latency(Indicator):
    """Events that took longer than `bound` seconds; `buckets` is the metric of a classic histogram (`…_bucket`).

    `bound` is the label `le` of one of its buckets, written as it stands there: `"0.5"`, and `"1.0"` where that is how
    the client library writes it. A bound between two buckets cannot be counted: where no bucket has it there are no
    events either.
    """

    buckets: promql.Metric = attrs.field(converter=metric_of, metadata=UNWRITTEN)
    bound: str = attrs.field(metadata=UNWRITTEN)

    def _validate(self) -> None:
        name = self.buckets.name
        if not name.endswith(_BUCKET):
            raise ModelError(
                f"Latency: {name} is not a metric of buckets",
                hint=_instead_of(name),
            )
        if any(matcher.label == "le" for matcher in self.buckets.matchers):
            raise ModelError(
                "Latency: the buckets have a matcher of le", hint="leave it out: bound says which one counts"
            )
        if not _is_bound(self.bound):
            raise ModelError(
                f"Latency: bound={self.bound!r} is no bucket's end",
                hint=f"write the seconds as the label le has them: the query `count by (le) ({name})` lists them",
            )

    def bad(self, window: str) -> promql.Expr:
        return self._within("+Inf", window) - self._within(self.bound, window)

    def events(self, window: str) -> promql.Expr:
        # Without the bucket of the bound no event can be told good or bad.
        return promql.both(self._within("+Inf", window), self._within(self.bound, window))

    def share(self, window: str) -> promql.Expr:
        return 1 - self._within(self.bound, window) / promql.gt(self._within("+Inf", window), 0)

    def _within(self, le: str, window: str) -> promql.Expr:
        return promql.sum(promql.rate(self.buckets.where(le=le), window))


def _instead_of(name: str) -> str:
    """What could have been meant by a metric without buckets: a histogram's other series, or a counter."""
    base = name.removesuffix("_count").removesuffix("_sum")
    if base != name:
        return f"write {base}{_BUCKET}, the buckets of the same histogram"
    return f"write the {_BUCKET} series of a histogram of seconds, or an ErrorRatio of two counters"


def _is_bound(text: str) -> bool:
    try:
        value = float(text)
    except ValueError:
        return False
    return 0 < value < math.inf and text == text.strip()
