"""Gauge: one value on a dial.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/gauge/
"""

from typing import ClassVar

from grafmint._unset import Unset
from grafmint.model.base import frozen, option
from grafmint.model.panel.value import ValuePanel


@frozen(kw_only=True)
class Gauge(ValuePanel):
    """One value a series on a dial between `min` and `max`."""

    type: ClassVar[str] = "gauge"

    show_threshold_labels: bool | Unset = option()
    show_threshold_markers: bool | Unset = option()
