"""IntervalVariable: durations to choose a step or a window from.

Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, UNWRITTEN, Json, Parts, field, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.variable.base import REFRESH, Variable, choice, chosen


def _durations(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


@frozen(kw_only=True)
class IntervalVariable(Variable):
    """Durations to choose a step or window from: `values=["1m", "5m"]`; `auto` adds one that fits the time range."""

    type: ClassVar[str] = "interval"

    values: tuple[str, ...] = attrs.field(converter=_durations, metadata=UNWRITTEN)
    default: str | Unset = unwritten()
    auto: bool = field(default=False, always=True)
    auto_count: int = field("auto_count", default=30, low=1, always=True)
    auto_min: str = field("auto_min", default="10s", always=True)

    def _validate(self) -> None:
        Variable._validate(self)
        if not self.values:
            raise ModelError(f"IntervalVariable {self.name!r} has no values")
        if not isinstance(self.default, Unset) and self.default not in self.values:
            raise ModelError(
                f"IntervalVariable {self.name!r}: default {self.default!r} is not among its values",
                hint=f"values: {', '.join(self.values)}",
            )

    def _assemble(self, parts: Parts, context: Context) -> Json:
        options = [choice(value, value) for value in self.values]
        if self.auto:
            options.insert(0, choice("auto", f"$__auto_interval_{self.name}"))
        wanted = next((o for o in options if o["value"] == self.default), options[0])
        wanted["selected"] = True
        return {
            "type": self.type,
            **parts[ROOT],
            "query": ",".join(self.values),
            "refresh": REFRESH["onTimeRangeChanged"],
            "current": chosen(wanted["text"], wanted["value"]),
            "options": options,
        }
