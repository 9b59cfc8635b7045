"""Field configuration: the standard options, colours and overrides that every visual panel shares.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import (
    CUSTOM,
    ROOT,
    STANDARD,
    UNWRITTEN,
    Json,
    JsonObject,
    Model,
    Parts,
    at,
    custom,
    field,
    frozen,
    many,
    standard,
    unwritten,
)
from grafmint.model.context import Context, require
from grafmint.model.link import AnyLink
from grafmint.model.shown import Shown
from grafmint.model.threshold import Thresholds
from grafmint.units import CustomUnit, Unit

ColorMode = Literal[
    "thresholds",
    "palette-classic",
    "palette-classic-by-name",
    "continuous-GrYlRd",
    "continuous-RdYlGr",
    "continuous-BlYlRd",
    "continuous-YlRd",
    "continuous-BlPu",
    "continuous-YlBl",
    "continuous-blues",
    "continuous-reds",
    "continuous-greens",
    "continuous-purples",
]

Calc = Literal[
    "lastNotNull", "last", "firstNotNull", "first", "min", "max", "mean", "sum", "count", "range", "delta", "step",
    "diff", "diffperc", "logmin", "allIsZero", "allIsNull", "changeCount", "distinctCount", "total", "median",
    "variance", "stdDev", "allValues", "uniqueValues", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99",
]  # fmt: skip

LineFill = Literal["solid", "dash", "dot", "square"]

HiddenFrom = Literal["viz", "legend", "tooltip"]


@frozen(kw_only=True)
class Color(Model):
    """One fixed colour, or a shade of it for each series: `Color(fixed_color="red")`."""

    mode: Literal["fixed", "shades"] = field(default="fixed", always=True)
    fixed_color: str


# The pages of older Grafanas throw on a mode that they do not know.
# Source: https://github.com/grafana/grafana/pull/66197
_COLOR_MODES_SINCE = {"palette-classic-by-name": (10, 0), "shades": (10, 0)}


def color_json(value: Any, context: Context) -> Json:
    """`color="thresholds"` is short for a mode alone."""
    mode = value if isinstance(value, str) else value.mode
    if mode in _COLOR_MODES_SINCE:
        require(_COLOR_MODES_SINCE[mode], f"the colour mode {mode!r}", context, "choose another one")
    return {"mode": value} if isinstance(value, str) else context.encode(value)


def mode_json(value: Any, context: Context) -> Json:
    """`thresholds_style="dashed"` is short for the object around it."""
    return {"mode": value}


def stacking_json(value: Any, context: Context) -> Json:
    """All series of a panel are one group of the stack."""
    return {"mode": value, "group": "A"}


def line_style_json(value: Any, context: Context) -> Json:
    """`line_style="dash"` is short for the object around it; dots are dashes of no length."""
    return {"fill": value, "dash": [0, 10]} if value == "dot" else {"fill": value}


def scale_json(value: Any, context: Context) -> Json:
    """`scale="log2"` and `"log10"` are the two bases the page offers."""
    return {"type": "log", "log": int(value[3:])} if value.startswith("log") else {"type": value}


def hide_json(value: Any, context: Context) -> Json:
    """Each of the three places a series can be hidden from is written."""
    return {place: place in value for place in ("viz", "legend", "tooltip")}


def mappings_of(value: Shown | Iterable[Shown]) -> tuple[Shown, ...]:
    """One mapping or several."""
    return many(value)


def links_of(value: AnyLink | Iterable[AnyLink]) -> tuple[AnyLink, ...]:
    """One link or several."""
    return many(value)


def places_of(value: HiddenFrom | Iterable[HiddenFrom]) -> tuple[HiddenFrom, ...]:
    """One place or several."""
    return many(value)


def calcs_of(value: Calc | Iterable[Calc]) -> tuple[Calc, ...]:
    """One calculation or several."""
    return many(value)


#: Where the tuple fields of the standard options are written: type checkers see a converter only in `attrs.field`.
MAPPINGS = at(STANDARD, "mappings")
DATA_LINKS = at(STANDARD, "links")
#: Where a series is hidden from, an option of the panel kind.
HIDE_FROM = at(CUSTOM, "hideFrom", encode=hide_json)


@frozen(kw_only=True)
class ReduceOptions(Model):
    """How a series becomes one value: by a calculation, or (`values=True`) row by row.

    `fields` is "" for numeric fields, `/.*/` for all, or a regular expression between slashes.
    """

    calcs: tuple[Calc, ...] = attrs.field(default=("lastNotNull",), converter=calcs_of)
    fields: str = field(default="", always=True)
    values: bool = field(default=False, always=True)
    limit: int | Unset = field(low=1)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "calcs": list(self.calcs)}


@frozen(kw_only=True)
class Legend(Model):
    """The legend: a list or a table, below or right of the graph, with calculations of each series.

    `show=False` hides it.
    """

    example: ClassVar[str | None] = 'Legend(placement="right")'

    display_mode: Literal["list", "table"] = field(default="list", always=True)
    placement: Literal["bottom", "right"] = field(default="bottom", always=True)
    show: bool = field("showLegend", default=True, always=True)
    calcs: tuple[Calc, ...] = attrs.field(default=(), converter=calcs_of)
    sort_by: str | Unset = field()
    sort_desc: bool | Unset = field()
    width: int | Unset = field(low=1)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {**parts[ROOT], "calcs": list(self.calcs)}


@frozen(kw_only=True)
class Tooltip(Model):
    """The tooltip: of one series, of all, or none."""

    mode: Literal["single", "multi", "none"] = field(default="single", always=True)
    sort: Literal["none", "asc", "desc"] = field(default="none", always=True)


@frozen(kw_only=True)
class TextSize(Model):
    """Sizes of the texts of a value panel, in pixels; left out they fit themselves."""

    title_size: int | Unset = field(low=1)
    value_size: int | Unset = field(low=1)


@frozen(kw_only=True)
class CellOptions(Model):
    """How a table draws a cell; `mode` refines `color-background` (basic, gradient) and `gauge` (all three)."""

    type: Literal["auto", "color-text", "color-background", "gauge", "sparkline", "json-view", "image"]
    mode: Literal["basic", "gradient", "lcd"] | Unset = field()


# What tables called their cells until Grafana 9.5.
_CELL_OPTIONS_SINCE = (9, 5)
_DISPLAY_MODES = {
    ("color-background", None): "color-background",
    ("color-background", "gradient"): "color-background",
    ("color-background", "basic"): "color-background-solid",
    ("gauge", None): "basic",
    ("gauge", "basic"): "basic",
    ("gauge", "gradient"): "gradient-gauge",
    ("gauge", "lcd"): "lcd-gauge",
}


def name_cells(custom: JsonObject, context: Context) -> None:
    """Write the kind of a table's cells as the Grafana that is written for names it."""
    cells = custom.get("cellOptions")
    if cells is not None and context.grafana < _CELL_OPTIONS_SINCE:
        del custom["cellOptions"]
        custom["displayMode"] = _DISPLAY_MODES.get((cells["type"], cells.get("mode")), cells["type"])


@frozen(kw_only=True)
class Matcher(Model):
    """Which fields an override is for; made by `by_name`, `by_regexp`, `by_type` and `by_query`."""

    id: Literal["byName", "byRegexp", "byType", "byFrameRefID"]
    options: str


def by_name(name: str) -> Matcher:
    """The field with this name."""
    return Matcher(id="byName", options=name)


def by_regexp(pattern: str) -> Matcher:
    """The fields whose name matches a JavaScript regular expression between slashes."""
    return Matcher(id="byRegexp", options=pattern)


def by_type(type_: Literal["time", "number", "string", "boolean", "other"]) -> Matcher:
    """The fields of a type."""
    return Matcher(id="byType", options=type_)


def by_query(ref_id: str) -> Matcher:
    """The fields that a query returns, by its refId."""
    return Matcher(id="byFrameRefID", options=ref_id)


@frozen(kw_only=True)
class Override(Model):
    """Options for some fields only: `Override(matcher=by_name("p99"), color="thresholds", line_width=2)`.

    What has no argument here is written by its id: `properties={"custom.barAlignment": 1}`.
    Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-overrides/
    """

    matcher: Matcher = attrs.field(metadata=UNWRITTEN)
    unit: Unit | CustomUnit | Unset = standard()
    decimals: int | Unset = standard(low=0, high=20)
    min: float | Unset = standard()
    max: float | Unset = standard()
    display_name: str | Unset = standard()
    no_value: str | Unset = standard()
    color: Color | ColorMode | Unset = standard(encode=color_json)
    thresholds: Thresholds | Unset = standard()
    mappings: tuple[Shown, ...] = attrs.field(default=(), converter=mappings_of, metadata=MAPPINGS)
    data_links: tuple[AnyLink, ...] = attrs.field(default=(), converter=links_of, metadata=DATA_LINKS)
    draw_style: Literal["line", "bars", "points"] | Unset = custom()
    line_width: int | Unset = custom(low=0, high=10)
    line_style: LineFill | Unset = custom(encode=line_style_json)
    fill_opacity: int | Unset = custom(low=0, high=100)
    fill_below_to: str | Unset = custom()
    stacking: Literal["none", "normal", "percent"] | Unset = custom(encode=stacking_json)
    transform: Literal["constant", "negative-Y"] | Unset = custom()
    axis_placement: Literal["auto", "top", "right", "bottom", "left", "hidden"] | Unset = custom()
    axis_label: str | Unset = custom()
    hide_from: tuple[HiddenFrom, ...] = attrs.field(default=(), converter=places_of, metadata=HIDE_FROM)
    align: Literal["auto", "left", "center", "right"] | Unset = custom()
    width: int | Unset = custom(low=1)
    cell_options: CellOptions | Unset = custom()
    properties: Mapping[str, Any] | Unset = unwritten()

    def _assemble(self, parts: Parts, context: Context) -> Json:
        name_cells(parts[CUSTOM], context)
        properties = {
            **parts[STANDARD],
            **{f"custom.{key}": value for key, value in parts[CUSTOM].items()},
            **({} if isinstance(self.properties, Unset) else context.plain(self.properties)),
        }
        return {
            "matcher": context.encode(self.matcher),
            "properties": [{"id": id_, "value": properties[id_]} for id_ in sorted(properties)],
        }
