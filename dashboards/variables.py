"""The choices a reader has: the values of a label, several or all of them."""

import attrs

from grafmint import QueryVariable, promql
from grafmint.block import Block, on_behalf_of
from grafmint.prometheus import LabelValues


@attrs.frozen(kw_only=True)
class Choice(Block):
    """A label's values among the series of a metric, as readers choose them; its variable is named like the label."""

    label: str
    metric: promql.Metric
    title: str

    @property
    def variable(self) -> QueryVariable:
        """The variable of a dashboard, written where the choice was."""
        with on_behalf_of(self):
            return QueryVariable(
                name=self.label,
                label=self.title,
                query=LabelValues(label=self.label, metric=self.metric),
                multi=True,
                include_all=True,
            )
