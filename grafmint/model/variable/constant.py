"""ConstantVariable: one value that the reader does not choose.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

from typing import ClassVar

import attrs

from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, frozen
from grafmint.model.context import Context
from grafmint.model.variable.base import HIDE, Variable, chosen


@frozen(kw_only=True)
class ConstantVariable(Variable):
    """One value, hidden from the page unless `hide` says otherwise."""

    type: ClassVar[str] = "constant"

    value: str = attrs.field(metadata=UNWRITTEN)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {
            "type": self.type,
            "hide": HIDE["variable"],
            **parts[ROOT],
            "query": self.value,
            "current": chosen(self.value, self.value),
            "options": [chosen(self.value, self.value)],
        }
