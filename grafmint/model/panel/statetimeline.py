"""StateTimeline: which state held when.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/state-timeline/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import custom, frozen, option
from grafmint.model.fields import Legend, Tooltip
from grafmint.model.panel.base import FieldPanel


@frozen(kw_only=True)
class StateTimeline(FieldPanel):
    """One band a series, coloured by state; mappings or thresholds name the states."""

    type: ClassVar[str] = "state-timeline"
    default_width: ClassVar[int] = 24

    legend: Legend | Unset = option()
    tooltip: Tooltip | Unset = option()
    show_value: Literal["auto", "never", "always"] | Unset = option()
    row_height: float | Unset = option(low=0, high=1)
    merge_values: bool | Unset = option()
    align_value: Literal["left", "center", "right"] | Unset = option()
    line_width: int | Unset = custom(low=0, high=10)
    fill_opacity: int | Unset = custom(low=0, high=100)
    span_nulls: bool | int | Unset = custom()
