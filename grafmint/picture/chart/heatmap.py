"""Heatmap: cells of time and value, coloured by how much there is in each.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/heatmap/
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from grafmint.picture.axis import Axis, Mark, Side, Writing, marks
from grafmint.picture.axis_scale import Scale
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.color_legend import draw_color_legend
from grafmint.picture.display import display
from grafmint.picture.empty import draw_empty
from grafmint.picture.heat import Cell, Heat, heat_of
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel
from grafmint.picture.place import Place
from grafmint.picture.plot import Planned, laid_out, time_axis
from grafmint.picture.scheme import Pixel, palette
from grafmint.picture.timeticks import zone_of

if TYPE_CHECKING:
    import numpy as np

_GAP: Final = 1.0
#: Cells with no more than this are left out unless options say otherwise: the empty ones.
_EMPTY: Final = 1e-9
#: Dots of the image for each pixel of the page, so that cells keep their edges in a picture of twice the size.
_DOTS: Final = 2
_SHORT: Final = 60
_FEW_NAMES: Final = 3
_NAME_ROOM: Final = 10
_NAME_REST: Final = 15


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Fill the box with the panel's cells, their axes and the legend of their colours."""
    found = heat_of(panel)
    if isinstance(found, str) or not found.cells:
        draw_empty(panel, canvas, box, found if isinstance(found, str) else "No data")
        return
    if panel.end <= panel.start:
        raise NotDrawn("the time range is empty")
    shown = _shown(found, panel)
    colors = palette(option(panel.options, "color", {}), panel.theme)
    least, greatest = _ends(shown, panel)
    if option(panel.options, "legend.show", True) and shown:
        box = draw_color_legend(colors, _names(found, (least, greatest), panel), box, canvas, panel.theme)
    scale = _scale(found, panel)
    times = time_axis(panel.start, panel.end, zone_of(panel.timezone), canvas)
    plot = laid_out(box, (times,), _rows_axis(found, scale, panel, box), canvas)
    if min(plot.box.width, plot.box.height) <= 0:
        return
    plot.draw(canvas, panel.theme)
    place = Place(plot=plot.box, start=panel.start, end=panel.end, scale=scale)
    painted = [(each, _color(each.value, least, greatest, colors)) for each in shown]
    canvas.image(cast("Any", _image(painted, place, panel)), plot.box)


def _shown(heat: Heat, panel: Panel) -> Sequence[Cell]:
    """The cells between the values that are filtered out."""
    over, under = number(panel.options, "filterValues.le"), number(panel.options, "filterValues.ge")
    low, high = _EMPTY if over is None else over, math.inf if under is None else under
    return [each for each in heat.cells if low < each.value < high]


def _ends(cells: Sequence[Cell], panel: Panel) -> tuple[float, float]:
    least, greatest = (number(panel.options, f"color.{name}") for name in ("min", "max"))
    values = [each.value for each in cells] or [0.0]
    return min(values) if least is None else least, max(values) if greatest is None else greatest


def _color(value: float, least: float, greatest: float, colors: Sequence[Pixel]) -> Pixel:
    share = (value - least) / max(greatest - least, 1.0)
    return colors[min(len(colors) - 1, max(0, math.floor(share * len(colors))))]


def _names(heat: Heat, ends: tuple[float, float], panel: Panel) -> tuple[str, str]:
    asked = {name: option(panel.options, f"cellValues.{name}") for name in ("unit", "decimals")}
    config = {**heat.values.config, **{name: each for name, each in asked.items() if each not in {None, ""}}}
    field = attrs.evolve(heat.values, config=config)
    return str(display(field, ends[0])), str(display(field, ends[1]))


def _scale(heat: Heat, panel: Panel) -> Scale:
    low, high = min(each.low for each in heat.cells), max(each.high for each in heat.cells)
    asked = (number(panel.options, "yAxis.min"), number(panel.options, "yAxis.max"))
    if heat.base is not None:
        low = min((each.low for each in heat.cells if each.low > 0), default=1.0)
        low = asked[0] if asked[0] is not None and asked[0] > 0 else low
        high = asked[1] if asked[1] is not None and asked[1] > 0 else high
        exponents = math.floor(round(math.log(low, heat.base), 9)), math.ceil(round(math.log(high, heat.base), 9))
        first, last = (float(heat.base) ** each for each in exponents)
        return Scale(low=first, high=last if last > first else first * heat.base, kind="log", base=heat.base)
    if heat.names is None:
        low, high = low if asked[0] is None else asked[0], high if asked[1] is None else asked[1]
    return Scale(low=low, high=high if high > low else low + 1)


def _rows_axis(heat: Heat, scale: Scale, panel: Panel, box: Box) -> Sequence[Planned]:
    asked = option(panel.options, "yAxis.axisPlacement", "left")
    if asked == "hidden":
        return ()
    side: Side = "right" if asked == "right" else "left"
    decimals = number(panel.options, "yAxis.decimals")
    own = option(panel.options, "yAxis.unit", "") or option(heat.rows.config, "unit", "")
    writing = Writing(unit=str(own), decimals=None if decimals is None else int(decimals))
    upside_down = bool(option(panel.options, "yAxis.reverse", False))

    def planned(length: float) -> Axis:
        found = marks(scale, writing, length, side) if heat.names is None else _named(heat, scale, box.height)
        if upside_down:
            found = tuple(attrs.evolve(each, share=1 - each.share) for each in found)
        label = str(option(panel.options, "yAxis.axisLabel", ""))
        return Axis(side=side, marks=found, label=label, width=number(panel.options, "yAxis.axisWidth") or None)

    return (planned,)


def _named(heat: Heat, scale: Scale, height: float) -> tuple[Mark, ...]:
    """The rows' names, fewer where the chart is low."""
    names = list(heat.names or ())
    if height < _SHORT:
        names = [names[0], names[-1]]
    while len(names) > _FEW_NAMES and (height - _NAME_REST) / len(names) < _NAME_ROOM:
        names = names[::2]
    return tuple(Mark(share=scale.share(at), label=name) for at, name in names)


def _image(cells: Sequence[tuple[Cell, Pixel]], place: Place, panel: Panel) -> "np.ndarray[Any, Any]":
    """All cells as one image of the plot; what no cell covers lets through what lies below."""
    import numpy as np

    plot = place.plot
    pixels = np.zeros((round(plot.height) * _DOTS, round(plot.width) * _DOTS, 4), dtype=np.uint8)
    asked = number(panel.options, "cellGap")
    gap = round((_GAP if asked is None else asked) * _DOTS)
    upside_down = bool(option(panel.options, "yAxis.reverse", False))
    for cell, color in cells:
        left, right = (round((place.x(each) - plot.x) * _DOTS) for each in (cell.left, cell.right))
        top, bottom = (round((place.y(each) - plot.y) * _DOTS) for each in (cell.high, cell.low))
        if upside_down:
            top, bottom = pixels.shape[0] - bottom, pixels.shape[0] - top
        right, top = max(left + _DOTS, right - gap), min(bottom - _DOTS, top + gap)
        pixels[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = color
    return pixels
