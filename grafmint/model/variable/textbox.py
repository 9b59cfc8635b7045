"""TextBoxVariable: a text that the reader types.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

from typing import ClassVar

from grafmint.model.base import ROOT, Json, Parts, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.variable.base import Variable, chosen


@frozen(kw_only=True)
class TextBoxVariable(Variable):
    """A text that the reader types; `default` is there when the page opens."""

    type: ClassVar[str] = "textbox"

    default: str = unwritten(default="")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {
            "type": self.type,
            **parts[ROOT],
            "query": self.default,
            "current": chosen(self.default, self.default),
            "options": [chosen(self.default, self.default)],
        }
