"""Bar gauge: values as bars from their least to their greatest.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/bar-gauge/
"""

import attrs

from grafmint.picture.asked import choice, flag, size
from grafmint.picture.bar import PADDING, Bar, BarTexts, bar
from grafmint.picture.bar_fill import MODES, draw_bar, draw_cells
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.figure import longest
from grafmint.picture.fit import baseline, shortened
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option
from grafmint.picture.panel import Panel
from grafmint.picture.repeat import repeated
from grafmint.picture.shown_text import draw_shown, shown_width
from grafmint.picture.theme import Theme
from grafmint.picture.value import Value, values_of

_SPACING = 10
_CELL_SPACING = 2
#: What only later versions of the page have, and the choice that looks as 9.4 does.
_LATER = {"valueMode": "color", "namePlacement": "auto", "sizing": "auto"}


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a bar gauge panel; raises NotDrawn for placements that only later versions of the page have."""
    for name, plain in _LATER.items():
        if option(panel.options, name, plain) != plain:
            raise NotDrawn(f'{name} "{option(panel.options, name)}" is not drawn')
    mode = choice(panel.options, "displayMode", MODES, "gradient")
    orientation = choice(panel.options, "orientation", ("auto", "horizontal", "vertical"), "auto")
    unfilled = flag(panel.options, "showUnfilled", default=True)
    values = values_of(panel)
    if len(values) == 1 and not option(panel.config, "displayName"):
        values = (attrs.evolve(values[0], title=None),)
    least = size(panel.options, "minVizWidth") or 0, size(panel.options, "minVizHeight") or 0
    places = repeated(box, len(values), orientation, _CELL_SPACING if mode == "lcd" else _SPACING, least=least)
    texts = _texts(panel, values)
    with canvas.clipped(box):
        for value, place in zip(values, places.boxes, strict=True):
            parts = bar(canvas, place, texts, vertical=places.orientation == "vertical")
            end = parts.value.right
            if mode == "lcd":
                long = draw_cells(canvas, parts.bar, value, vertical=parts.vertical)
                end = parts.bar.x + long + parts.value.width
            else:
                draw_bar(canvas, parts.bar, value, mode, vertical=parts.vertical, unfilled=unfilled)
            draw_value(canvas, parts, value, end)
            _draw_title(canvas, parts, value, panel.theme)


def _texts(panel: Panel, values: tuple[Value, ...]) -> BarTexts:
    title, value = longest([each.title or "" for each in values], [each.shown for each in values])
    return BarTexts(
        title=title,
        value=value,
        title_size=size(panel.options, "text.titleSize"),
        value_size=size(panel.options, "text.valueSize"),
    )


def draw_value(canvas: Canvas, parts: Bar, value: Value, end: float) -> None:
    """Write a bar's value above it, or at its right up to `end`."""
    look = Lettering(color=value.shown.color, size=parts.value_size)
    wide = shown_width(canvas, value.shown, look)
    x = parts.value.center[0] - wide / 2 if parts.vertical else end - PADDING - wide
    draw_shown(canvas, x, parts.value.center[1], value.shown, look)


def _draw_title(canvas: Canvas, parts: Bar, value: Value, theme: Theme) -> None:
    if parts.title is None or not value.title:
        return
    look = Lettering(color=theme.text, size=parts.title_size)
    shown = shortened(canvas, value.title, look, parts.title.width)
    line = baseline(parts.title.center[1], look.size)
    if parts.vertical:
        canvas.text(parts.title.center[0], line, shown, look, "middle")
    elif parts.title_beside:
        canvas.text(parts.title.right, line, shown, look, "end")
    else:
        canvas.text(parts.title.x, line, shown, look)
