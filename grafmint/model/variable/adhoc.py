"""AdhocVariable: filters that the reader adds to every query of a datasource.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

from typing import ClassVar

from grafmint._unset import Unset
from grafmint.model.base import ROOT, Json, Parts, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.query import DatasourceRef
from grafmint.model.variable.base import Variable


@frozen(kw_only=True)
class AdhocVariable(Variable):
    """Filters that the reader adds; Grafana puts them into every query of the datasource."""

    type: ClassVar[str] = "adhoc"

    datasource: DatasourceRef | Unset = unwritten()
    datasource_type: str = unwritten(default="prometheus")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        reference = context.datasource(self.datasource, self.datasource_type, self)
        return {"type": self.type, **parts[ROOT], "datasource": reference}
