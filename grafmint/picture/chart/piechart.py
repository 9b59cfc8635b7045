"""Pie chart: values as parts of their sum.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/pie-chart/
"""

import math
from collections.abc import Sequence

import attrs

from grafmint.picture.asked import choice, texts
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.empty import draw_empty
from grafmint.picture.legend import draw_legend
from grafmint.picture.legend_item import Item
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel, Shown
from grafmint.picture.shade import darkened, over
from grafmint.picture.theme import Theme
from grafmint.picture.value import Value, is_empty, values_of

_MARGIN = 16.0
_THINNEST = 20.0
#: Between two slices, in degrees, and where a slice is too narrow for a label.
_GAP = math.degrees(0.005)
_NARROW = math.degrees(0.3)
#: So many rings stand for the colour that changes from the inside to the outside.
_RINGS = 12
_LINE = 1.2
_LABELS = ("name", "value", "percent")


@attrs.frozen(kw_only=True)
class Slice:
    """A value with its part of the whole, 0 to 1, and where it begins and ends, in degrees from the top."""

    value: Value
    share: float
    start: float
    end: float

    @property
    def percent(self) -> str:
        """The part of the whole as the page writes it."""
        decimals = int(number(self.value.field.config, "decimals") or 0)
        return f"{self.share * 100:.{min(max(decimals, 0), 20)}f}%"


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a pie chart panel; raises NotDrawn for labels and legends of kinds that it does not know."""
    kind = choice(panel.options, "pieType", ("pie", "donut"), "pie")
    sort = choice(panel.options, "sort", ("desc", "asc", "none"), "desc")
    labels = texts(panel.options, "displayLabels")
    found = values_of(panel)
    if is_empty(found):
        draw_empty(panel, canvas, box)
        return
    values = _sorted(found, sort)
    slices = _slices(values)
    items = _items(values, slices, texts(panel.options, "legend.values"))
    rest = draw_legend(panel.options, items, box, canvas, panel.theme)
    radius = (min(rest.width, rest.height) - 2 * _MARGIN) / 2
    if radius <= 0:
        return
    thickness = radius if kind == "pie" else min(radius, max(radius / 3, _THINNEST))
    for each in slices:
        _draw_slice(canvas, rest.center, radius, thickness, each, alone=len(slices) == 1)
    for each in slices if labels else ():
        if each.end - each.start >= _NARROW:
            _draw_label(canvas, rest.center, (radius, radius - thickness), each, labels)


def _sorted(values: Sequence[Value], sort: str) -> list[Value]:
    """By their numbers, those without one last."""
    if sort == "none":
        return list(values)
    sign = -1 if sort == "desc" else 1
    return sorted(values, key=lambda each: math.inf if each.shown.number is None else sign * each.shown.number)


def _slices(values: Sequence[Value]) -> list[Slice]:
    shown = [
        (each, each.shown.number)
        for each in values
        if each.shown.number is not None
        and math.isfinite(each.shown.number)
        and not option(each.field.custom, "hideFrom.viz")
    ]
    total = sum(number_ for _, number_ in shown)
    slices, start = [], 0.0
    for each, number_ in shown:
        share = max(0.0, number_ / total) if total > 0 else 0.0
        slices.append(Slice(value=each, share=share, start=start, end=start + share * 360))
        start += share * 360
    return slices


def _items(values: Sequence[Value], slices: Sequence[Slice], wanted: Sequence[str]) -> list[Item]:
    percents = {id(each.value): each.percent for each in slices}
    items = []
    for each in values:
        if option(each.field.custom, "hideFrom.legend"):
            continue
        calcs = []
        if "value" in wanted:
            calcs.append(("Value", each.shown))
        if "percent" in wanted:
            said = percents.get(id(each)) or str(option(each.field.config, "noValue", "-"))
            calcs.append(("Percent" if len(wanted) > 1 else "", Shown(text=said, color=each.shown.color)))
        hidden = bool(option(each.field.custom, "hideFrom.viz"))
        items.append(Item(label=each.title or "", color=each.shown.color, calcs=tuple(calcs), disabled=hidden))
    return items


def _draw_slice(
    canvas: Canvas, center: tuple[float, float], radius: float, thickness: float, each: Slice, *, alone: bool
) -> None:
    """Draw a slice with its edges; one that is alone ends nowhere."""
    gap = 0 if alone else _GAP / 2
    start, end = each.start + gap, each.end - gap
    if end <= start:
        return
    theme = each.value.field.theme
    color = each.value.shown.color
    for ring in range(_RINGS):
        outside = radius - thickness * ring / _RINGS
        shade = (ring + 0.5) / _RINGS
        mixed = over(darkened(color, 10 + 10 * shade, -4 + 8 * shade, theme), theme.panel)
        # Each ring reaches down to the inside, so that no seam shows between two.
        canvas.ring(center, outside, outside - (radius - thickness), start, end, fill=mixed)
    for angle in () if alone else (each.start, each.end):
        _draw_edge(canvas, center, (radius, radius - thickness), angle, theme)


def _draw_edge(
    canvas: Canvas, center: tuple[float, float], radii: tuple[float, float], angle: float, theme: Theme
) -> None:
    x, y = math.sin(math.radians(angle)), -math.cos(math.radians(angle))
    canvas.line([center[0] + r * x for r in radii], [center[1] + r * y for r in radii], color=theme.panel)


def _draw_label(
    canvas: Canvas, center: tuple[float, float], radii: tuple[float, float], each: Slice, labels: Sequence[str]
) -> None:
    outside, inside = radii
    reach = (outside + (inside or outside / 6)) / 2
    angle = math.radians((each.start + each.end) / 2)
    least, most, whole = (12, 30, 150) if "name" in labels else (12, 36, 100)
    size = min(max(outside / whole * 14, least), most)
    look = Lettering(color=each.value.field.theme.text, size=size)
    said = {"name": each.value.title or "", "value": str(each.value.shown), "percent": each.percent}
    x, y = center[0] + reach * math.sin(angle), center[1] - reach * math.cos(angle)
    # The first line's letters stand below the place itself, as they do on the page.
    for line, label in enumerate((label for label in _LABELS if label in labels), 1):
        canvas.text(x, y + line * _LINE * size, said[label], look, "middle")
