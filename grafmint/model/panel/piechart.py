"""PieChart: the parts of a whole.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/pie-chart/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import Json, field, frozen, option
from grafmint.model.context import Context
from grafmint.model.fields import Legend, Tooltip
from grafmint.model.panel.value import ValuePanel

Shown = Literal["name", "value", "percent"]


def _list(value: str | tuple[str, ...], context: Context) -> Json:
    return [value] if isinstance(value, str) else list(value)


@frozen(kw_only=True)
class PieLegend(Legend):
    """A legend that can show each part's value and share."""

    values: Literal["value", "percent"] | tuple[Literal["value", "percent"], ...] = field(
        default=(), encode=_list, always=True
    )


@frozen(kw_only=True)
class PieChart(ValuePanel):
    """A pie or a ring, one part a series."""

    type: ClassVar[str] = "piechart"
    default_width: ClassVar[int] = 8
    default_height: ClassVar[int] = 8

    pie_type: Literal["pie", "donut"] | Unset = option()
    display_labels: Shown | tuple[Shown, ...] | Unset = option(encode=_list)
    legend: PieLegend | Unset = option()
    tooltip: Tooltip | Unset = option()
