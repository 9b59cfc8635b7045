"""Heatmap: how values spread over time.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/heatmap/
"""

from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import Json, Model, field, frozen, option
from grafmint.model.context import Context
from grafmint.model.fields import DATA_LINKS, links_of
from grafmint.model.link import AnyLink
from grafmint.model.panel.base import QueryPanel
from grafmint.units import CustomUnit, Unit


@frozen(kw_only=True)
class HeatmapColor(Model):
    """A scheme of Grafana's (`scheme="Oranges"`) or the opacity of one colour (`mode="opacity"`)."""

    mode: Literal["scheme", "opacity"] = field(default="scheme", always=True)
    scheme: str = field(default="Oranges", always=True)
    fill: str = field(default="dark-orange", always=True)
    scale: Literal["linear", "exponential"] = field(default="exponential", always=True)
    exponent: float = field(default=0.5, always=True)
    steps: int = field(default=64, low=2, high=128, always=True)
    reverse: bool = field(default=False, always=True)


@frozen(kw_only=True)
class HeatmapAxis(Model):
    """The axis of the buckets."""

    unit: Unit | CustomUnit | Unset = field()
    decimals: int | Unset = field(low=0)
    reverse: bool | Unset = field()
    axis_placement: Literal["left", "right", "hidden"] | Unset = field()


@frozen(kw_only=True)
class CellValues(Model):
    """How the value of a cell is written."""

    unit: Unit | CustomUnit | Unset = field()
    decimals: int | Unset = field(low=0)


def _layout_json(value: str, context: Context) -> Json:
    return {"layout": value}


@frozen(kw_only=True)
class Heatmap(QueryPanel):
    """Buckets over time: from a histogram as it is, or (`calculate=True`) from plain series.

    The page keeps no standard options of a heatmap: the unit of a cell is that of `cell_values`, that of the buckets
    is `y_axis`'s.
    """

    type: ClassVar[str] = "heatmap"

    calculate: bool = option(default=False, always=True)
    color_scheme: HeatmapColor | Unset = option("color")
    y_axis: HeatmapAxis | Unset = option()
    cell_values: CellValues | Unset = option()
    data_links: tuple[AnyLink, ...] = attrs.field(default=(), converter=links_of, metadata=DATA_LINKS)
    rows_layout: Literal["auto", "le", "ge", "unknown"] | Unset = option("rowsFrame", encode=_layout_json)
    cell_gap: int | Unset = option(low=0)
    show_value: Literal["auto", "never", "always"] | Unset = option()
