"""BarGauge: values as bars beside each other.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/bar-gauge/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import frozen, option
from grafmint.model.panel.value import ValuePanel


@frozen(kw_only=True)
class BarGauge(ValuePanel):
    """One bar a series, filled from `min` to `max`."""

    type: ClassVar[str] = "bargauge"
    default_width: ClassVar[int] = 8
    default_height: ClassVar[int] = 8

    display_mode: Literal["basic", "lcd", "gradient"] | Unset = option()
    show_unfilled: bool | Unset = option()
    min_viz_width: int | Unset = option(low=0)
    min_viz_height: int | Unset = option(low=0)
