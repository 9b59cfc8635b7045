"""Stat: one large value a series, with a sparkline.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/stat/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import frozen, option
from grafmint.model.panel.value import ValuePanel


@frozen(kw_only=True)
class Stat(ValuePanel):
    """One large value a series, coloured by its thresholds."""

    type: ClassVar[str] = "stat"

    graph_mode: Literal["none", "area"] | Unset = option()
    color_mode: Literal["none", "value", "background"] | Unset = option()
    justify_mode: Literal["auto", "center"] | Unset = option()
    text_mode: Literal["auto", "value", "value_and_name", "name", "none"] | Unset = option()
