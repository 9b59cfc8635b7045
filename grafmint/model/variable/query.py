"""QueryVariable: values that a datasource knows.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, field, frozen
from grafmint.model.context import Context
from grafmint.model.query import Query
from grafmint.model.variable.base import ALL, REFRESH, ChoiceVariable, chosen, lookup

_SORT = {
    "disabled": 0, "alphaAsc": 1, "alphaDesc": 2, "numericAsc": 3, "numericDesc": 4,
    "alphaInsensitiveAsc": 5, "alphaInsensitiveDesc": 6, "naturalAsc": 7, "naturalDesc": 8,
}  # fmt: skip


@frozen(kw_only=True)
class QueryVariable(ChoiceVariable):
    """Values from a datasource: `QueryVariable(name="pod", query=LabelValues(label="pod"))`."""

    type: ClassVar[str] = "query"

    query: Query = attrs.field(metadata=UNWRITTEN)
    regex: str | Unset = field()
    sort: Literal[
        "disabled", "alphaAsc", "alphaDesc", "numericAsc", "numericDesc",
        "alphaInsensitiveAsc", "alphaInsensitiveDesc", "naturalAsc", "naturalDesc",
    ] = field(default="alphaAsc", encode=lookup(_SORT), always=True)  # fmt: skip
    refresh: Literal["never", "onDashboardLoad", "onTimeRangeChanged"] = field(
        default="onDashboardLoad", encode=lookup(REFRESH), always=True
    )

    def _validate(self) -> None:
        ChoiceVariable._validate(self)
        if not self.query.for_variables:
            raise ModelError(
                f"QueryVariable {self.name!r}: the page cannot read a panel's query here",
                hint='write query=LabelValues(label="pod"), or the VariableQuery of the datasource',
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        variable = {"type": self.type, **parts[ROOT]}
        variable["datasource"] = context.datasource(self.query.datasource, self.query.datasource_type, self.query)
        query = context.encode(self.query)
        variable["query"] = query
        if isinstance(query, str):
            variable["definition"] = query
        elif isinstance(query.get("query"), str):
            variable["definition"] = query["query"]
            variable["query"] = {**query, "refId": f"{self.name}-query"}
        if self.include_all:
            variable["current"] = chosen(["All"], [ALL]) if self.multi else chosen("All", ALL)
        return variable
