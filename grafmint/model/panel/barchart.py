"""BarChart: bars by category.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-chart/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import frozen, option
from grafmint.model.panel.graph import GraphPanel


@frozen(kw_only=True)
class BarChart(GraphPanel):
    """Bars by the values of `x_field`; left out, by the first field that is text or time."""

    type: ClassVar[str] = "barchart"

    x_field: str | Unset = option()
    color_by_field: str | Unset = option()
    orientation: Literal["auto", "horizontal", "vertical"] | Unset = option()
    stacking: Literal["none", "normal", "percent"] | Unset = option()
    show_value: Literal["auto", "never", "always"] | Unset = option()
    bar_width: float | Unset = option(low=0, high=1)
    group_width: float | Unset = option(low=0, high=1)
    x_tick_label_rotation: int | Unset = option(low=-90, high=90)
    x_tick_label_max_length: int | Unset = option(low=1)
