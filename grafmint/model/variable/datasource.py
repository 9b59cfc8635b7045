"""DatasourceVariable: the datasources of one type to choose from.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.model.base import ROOT, Json, Parts, at, field, frozen
from grafmint.model.context import Context
from grafmint.model.variable.base import REFRESH, ChoiceVariable


@frozen(kw_only=True)
class DatasourceVariable(ChoiceVariable):
    """The datasources of one type to choose from; `regex` narrows them by name."""

    type: ClassVar[str] = "datasource"

    plugin: str = attrs.field(metadata=at(ROOT, "query"))
    regex: str | Unset = field()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"type": self.type, **parts[ROOT], "refresh": REFRESH["onDashboardLoad"]}
