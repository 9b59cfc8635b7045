"""ErrorRatio: errors among all events, each a counter."""

import attrs

from grafmint import promql
from grafmint.errors import ModelError
from grafmint.model.base import UNWRITTEN, frozen
from grafmint.slo.indicator import Indicator, metric_of


@frozen(kw_only=True)
class ErrorRatio(Indicator):
    """Errors among all events; both are counters.

    Nothing checks that they are, for a counter may have any name, and a gauge has a rate that says nothing. Errors of
    which there is no series are 0, as before the first one: a matcher that never holds is a service without errors.
    """

    errors: promql.Metric = attrs.field(converter=metric_of, metadata=UNWRITTEN)
    total: promql.Metric = attrs.field(converter=metric_of, metadata=UNWRITTEN)

    def _validate(self) -> None:
        if self.errors == self.total:
            raise ModelError(
                f"ErrorRatio: errors and total are the same, {self.total}: every event would be bad",
                hint='say in errors what tells an error from the others, such as .where(code=promql.re("5.."))',
            )

    def bad(self, window: str) -> promql.Expr:
        # Before the first error there is no series of them.
        return promql.either(promql.sum(promql.rate(self.errors, window)), 0 * self.events(window))

    def events(self, window: str) -> promql.Expr:
        return promql.sum(promql.rate(self.total, window))
