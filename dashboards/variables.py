"""The choices a reader has: the values of a label, several or all of them."""

from grafmint import QueryVariable, promql
from grafmint.prometheus import LabelValues


def choice_of(label: str, metric: promql.Metric, *, name: str, title: str) -> QueryVariable:
    """A variable of a label's values, among the series of a metric."""
    return QueryVariable(
        name=name,
        label=title,
        query=LabelValues(label=label, metric=metric),
        multi=True,
        include_all=True,
    )
