"""ProbeSuccess: how many probes failed, from a gauge that is 1 where one succeeded."""

import attrs

from grafmint import promql
from grafmint.model.alerting.length import seconds
from grafmint.model.base import UNWRITTEN, frozen
from grafmint.slo.indicator import Indicator, metric_of


@frozen(kw_only=True)
class ProbeSuccess(Indicator):
    """Probes that failed; `metric` is a gauge of 1 and 0, such as `probe_success` or `up`.

    Each sample is a probe. Where nothing probes there are no events, and no budget is spent.
    """

    metric: promql.Metric = attrs.field(converter=metric_of, metadata=UNWRITTEN)

    def bad(self, window: str) -> promql.Expr:
        return (self._probes(window) - self._successes(window)) / seconds(window)

    def events(self, window: str) -> promql.Expr:
        return self._probes(window) / seconds(window)

    def share(self, window: str) -> promql.Expr:
        return 1 - self._successes(window) / self._probes(window)

    def _probes(self, window: str) -> promql.Expr:
        return promql.sum(promql.count_over_time(self.metric, window))

    def _successes(self, window: str) -> promql.Expr:
        return promql.sum(promql.sum_over_time(self.metric, window))
