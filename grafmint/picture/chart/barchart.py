"""Bar chart: groups of bars, one for each row of a table.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/bar-chart/
"""

from collections.abc import Sequence
from typing import Final

from grafmint.picture.axis_scale import Scale
from grafmint.picture.bar_axes import names_axis, names_of, padding_for, scales_of, value_axes
from grafmint.picture.bar_labels import draw_bar_labels
from grafmint.picture.bar_layout import Room, Widths
from grafmint.picture.bar_painter import BarPainter
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.categories import Categories, categories_of
from grafmint.picture.empty import draw_empty
from grafmint.picture.legend import draw_legend, field_item
from grafmint.picture.legend_item import Item
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel
from grafmint.picture.plot import laid_out
from grafmint.picture.state_legend import state_items
from grafmint.picture.thresholds import draw_thresholds

_GROUP: Final = 0.7
_BAR: Final = 0.97
_MOST: Final = 5000


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Fill the box with the panel's bars, their axes and their legend."""
    found = categories_of(panel)
    if isinstance(found, str) or not found.count:
        draw_empty(panel, canvas, box, found if isinstance(found, str) else "")
        return
    if found.count * len(found.series) > _MOST:
        raise NotDrawn(f"{found.count * len(found.series)} bars are more than can be seen", hint="limit the rows")
    asked = option(panel.options, "orientation", "auto")
    upright = asked == "vertical" or (asked == "auto" and box.width >= box.height)
    names = names_of(found, panel, box.height, canvas)
    box = draw_legend(panel.options, _items(found, panel, beside=not upright), box, canvas, panel.theme)
    room, scales = _room(found, names, panel, box, canvas, upright)
    if min(room.plot.width, room.plot.height) <= 0:
        return
    bars = list(room.bars(found, scales))
    with canvas.clipped(room.plot):
        BarPainter(categories=found, room=room, options=panel.options, canvas=canvas).draw(bars, scales)
    draw_bar_labels(bars, room, panel.options, canvas, panel.theme)


def _items(categories: Categories, panel: Panel, *, beside: bool) -> Sequence[Item]:
    if categories.color is not None:
        return state_items([categories.color])
    items = [field_item(each.field, panel.options, right=beside) for each in categories.series]
    return [each for each in items if each is not None]


def _room(
    categories: Categories, names: Sequence[str], panel: Panel, box: Box, canvas: Canvas, upright: bool
) -> tuple[Room, dict[int, Scale]]:
    """Draw the axes and what lies under them; the plot that is left for bars, and their scales."""
    shares = (number(panel.options, "groupWidth"), number(panel.options, "barWidth"))
    widths = Widths.of(
        categories, *(_GROUP if shares[0] is None else shares[0], _BAR if shares[1] is None else shares[1])
    )
    scales = scales_of(categories.series)
    values = value_axes(categories.series, scales, upright=upright)
    own = [names_axis(names, categories, panel, widths.group, upright=upright)]
    if option(categories.names.custom, "axisPlacement") == "hidden":
        own = []
    flat, standing = (own, values) if upright else (values, own)
    plot = laid_out(box, flat, standing, canvas, padding_for(names, panel, canvas, upright=upright))
    for each in categories.series:
        if id(each) in scales:
            draw_thresholds(each.field, scales[id(each)], plot.box, canvas, upright=upright)
    plot.draw(canvas, panel.theme)
    return Room(plot=plot.box, widths=widths, upright=upright), scales
