"""The axis and line options that panels with axes share."""

from typing import Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import CUSTOM, STANDARD, Parts, custom, frozen, option
from grafmint.model.context import Context
from grafmint.model.fields import HIDE_FROM, HiddenFrom, Legend, Tooltip, mode_json, places_of, scale_json
from grafmint.model.panel.base import FieldPanel

ThresholdsStyle = Literal["off", "line", "dashed", "area", "line+area", "dashed+area"]


@frozen(kw_only=True)
class GraphPanel(FieldPanel):
    """A panel with axes, a legend and a tooltip."""

    legend: Legend | Unset = option()
    tooltip: Tooltip | Unset = option()
    line_width: int | Unset = custom(low=0, high=10)
    fill_opacity: int | Unset = custom(low=0, high=100)
    gradient_mode: Literal["none", "opacity", "hue", "scheme"] | Unset = custom()
    thresholds_style: ThresholdsStyle | Unset = custom(encode=mode_json)
    axis_placement: Literal["auto", "left", "right", "hidden"] | Unset = custom()
    axis_label: str | Unset = custom()
    axis_width: int | Unset = custom(low=1)
    axis_soft_min: float | Unset = custom()
    axis_soft_max: float | Unset = custom()
    axis_grid_show: bool | Unset = custom()
    axis_centered_zero: bool | Unset = custom()
    scale: Literal["linear", "log2", "log10"] | Unset = custom("scaleDistribution", encode=scale_json)
    hide_from: tuple[HiddenFrom, ...] = attrs.field(default=(), converter=places_of, metadata=HIDE_FROM)

    def _derive(self, parts: Parts, context: Context) -> None:
        # Grafana draws thresholds on axes only when told how; who gives numbers wants to see them.
        if "thresholds" in parts[STANDARD]:
            parts[CUSTOM].setdefault("thresholdsStyle", {"mode": "dashed"})
