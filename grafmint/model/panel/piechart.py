"""PieChart: the parts of a whole.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/pie-chart/
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import OPTIONS, Json, JsonObject, Parts, at, frozen, many, option
from grafmint.model.context import Context
from grafmint.model.fields import Legend, Tooltip
from grafmint.model.panel.value import ValuePanel

Shown = Literal["name", "value", "percent"]
LegendValue = Literal["value", "percent"]


def values_of(value: LegendValue | Iterable[LegendValue]) -> tuple[LegendValue, ...]:
    """One value or several."""
    return many(value)


def labels_of(value: Shown | Iterable[Shown]) -> tuple[Shown, ...]:
    """One label or several."""
    return many(value)


@frozen(kw_only=True)
class PieLegend(Legend):
    """A legend that can show each part's value and share."""

    values: tuple[LegendValue, ...] = attrs.field(default=(), converter=values_of)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        legend: JsonObject = Legend._assemble(self, parts, context)
        return legend | {"values": list(self.values)}


@frozen(kw_only=True)
class PieChart(ValuePanel):
    """A pie or a ring, one part a series."""

    type: ClassVar[str] = "piechart"
    default_width: ClassVar[int] = 8
    default_height: ClassVar[int] = 8

    pie_type: Literal["pie", "donut"] | Unset = option()
    display_labels: tuple[Shown, ...] = attrs.field(
        default=(), converter=labels_of, metadata=at(OPTIONS, "displayLabels")
    )
    legend: PieLegend | Unset = option()
    tooltip: Tooltip | Unset = option()
