"""TimeSeries: values over time as lines, bars or points.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/time-series/
"""

from typing import ClassVar, Literal

from grafmint._unset import Unset
from grafmint.model.base import CUSTOM, Parts, custom, frozen
from grafmint.model.context import Context, require
from grafmint.model.fields import LineFill, line_style_json, stacking_json
from grafmint.model.panel.graph import GraphPanel


@frozen(kw_only=True)
class TimeSeries(GraphPanel):
    """Values over time; thresholds are drawn as dashed lines unless `thresholds_style` says otherwise.

    `span_nulls` and `insert_nulls` take True, False or a duration in milliseconds.
    """

    type: ClassVar[str] = "timeseries"

    draw_style: Literal["line", "bars", "points"] | Unset = custom()
    line_interpolation: Literal["linear", "smooth", "stepBefore", "stepAfter"] | Unset = custom()
    line_style: LineFill | Unset = custom(encode=line_style_json)
    fill_below_to: str | Unset = custom()
    show_points: Literal["auto", "never", "always"] | Unset = custom()
    point_size: int | Unset = custom(low=1, high=40)
    bar_alignment: Literal[-1, 0, 1] | Unset = custom()
    stacking: Literal["none", "normal", "percent"] | Unset = custom(encode=stacking_json)
    transform: Literal["constant", "negative-Y"] | Unset = custom()
    span_nulls: bool | int | Unset = custom()
    insert_nulls: bool | int | Unset = custom()

    def _derive(self, parts: Parts, context: Context) -> None:
        GraphPanel._derive(self, parts, context)
        if "insertNulls" in parts[CUSTOM]:
            # The page of 9.4 drops it on the first save.
            require((10, 0), "TimeSeries: insert_nulls", context, "leave it out")
