"""State timeline: lanes of states over time.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/state-timeline/
"""

import math
from collections.abc import Sequence
from typing import Final

import attrs

from grafmint.picture.axis import FONT_SIZE, Axis, Mark
from grafmint.picture.bar_layout import spread
from grafmint.picture.box import Box
from grafmint.picture.canvas import Anchor, Canvas, Lettering
from grafmint.picture.color import mixed, with_opacity
from grafmint.picture.empty import draw_empty
from grafmint.picture.legend import draw_legend
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel
from grafmint.picture.pixels import Pixels
from grafmint.picture.plot import Planned, laid_out, time_axis
from grafmint.picture.shade import rgb
from grafmint.picture.state_legend import state_items
from grafmint.picture.states import Lane, State, lanes_of
from grafmint.picture.timeticks import zone_of

_ROW_HEIGHT: Final = 0.9
_OPACITY: Final = 70.0
_NAME_GAP: Final = 16.0
_TEXT_PADDING: Final = 2.0
#: How wide a letter is taken to be, to tell how many have room.
_LETTER: Final = 9.5
_FEWEST: Final = 2
#: How much white letters must stand out, and what makes up brightness: https://www.w3.org/TR/WCAG20-TECHS/G17.html
_CONTRAST: Final = 3.0
_LUMINANCE: Final = (0.2126, 0.7152, 0.0722)


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Fill the box with the panel's lanes, their names, the time and the legend."""
    lanes = lanes_of(panel)
    if not lanes:
        draw_empty(panel, canvas, box, "Data does not have a time field")
        return
    if panel.end <= panel.start:
        raise NotDrawn("the time range is empty")
    box = draw_legend(panel.options, state_items([each.field for each in lanes]), box, canvas, panel.theme)
    row = number(panel.options, "rowHeight")
    places = spread(len(lanes), _ROW_HEIGHT if row is None else row)
    zone = zone_of(next((each for each in option(panel.options, "timezone", ()) if each), panel.timezone))
    times = time_axis(panel.start, panel.end, zone, canvas)
    plot = laid_out(box, (times,), (_names(lanes, places),), canvas)
    if min(plot.box.width, plot.box.height) <= 0:
        return
    plot.draw(canvas, panel.theme)
    with canvas.clipped(plot.box):
        for lane, (start, size) in zip(lanes, places, strict=True):
            if not option(lane.field.custom, "hideFrom.viz", False):
                top, bottom = (round(plot.box.y + each * plot.box.height) for each in (start, start + size))
                _draw_lane(lane, Box(plot.box.x, top, plot.box.width, bottom - top), panel, canvas)


def _names(lanes: Sequence[Lane], places: Sequence[tuple[float, float]]) -> Planned:
    marks = tuple(
        Mark(share=1 - start - size / 2, label=lane.field.name)
        for lane, (start, size) in zip(lanes, places, strict=True)
    )
    return lambda _: Axis(side="left", marks=marks, grid=False, ticks=False, gap=_NAME_GAP)


def _draw_lane(lane: Lane, row: Box, panel: Panel, canvas: Canvas) -> None:
    opacity = number(lane.field.custom, "fillOpacity")
    brush = _Brush(
        opacity=(_OPACITY if opacity is None else opacity) / 100,
        stroke=number(lane.field.custom, "lineWidth") or 0.0,
        shown=str(option(panel.options, "showValue", "auto")),
        align=str(option(panel.options, "alignValue", "left")),
        ground=panel.theme.panel,
        canvas=canvas,
        narrow=Pixels(row),
    )
    for state in lane.states:
        left, right = (
            round(row.x + (each - panel.start) / (panel.end - panel.start) * row.width)
            for each in (state.start, state.end)
        )
        # The page leaves out what is narrower than a pixel.
        if right > row.x and left < row.right and right - left >= 1:
            brush.draw(state, Box(left, row.y, right - left, row.height))
    brush.narrow.draw(canvas)


@attrs.frozen(kw_only=True)
class _Brush:
    """How the states of a lane are drawn; those that no text fits into are painted as pixels, together."""

    opacity: float
    stroke: float
    shown: str
    align: str
    ground: str
    canvas: Canvas
    narrow: Pixels

    def draw(self, state: State, box: Box) -> None:
        """Draw one state."""
        opaque = len(state.color) == len("#rrggbb")
        fill = with_opacity(state.color, self.opacity) if opaque else state.color
        text = self._text(state, box)
        if not text and box.width < _FEWEST * _LETTER and not 0 < 2 * self.stroke < box.width:
            self.narrow.paint(box, state.color if self.stroke else fill)
            return
        half = self.stroke / 2
        stroke = state.color if self.stroke else None
        self.canvas.rects([box.inset(half, half, half, half)], fill=fill, stroke=stroke, width=self.stroke)
        if text:
            x, anchor = _text_place(self.align, box, self.stroke)
            look = Lettering(color=_readable(fill, self.ground), size=FONT_SIZE)
            self.canvas.text(x, box.center[1], text, look, anchor, "middle")

    def _text(self, state: State, box: Box) -> str:
        letters = math.floor(box.width / _LETTER)
        fits = self.shown != "never" and (self.shown != "auto" or letters >= _FEWEST)
        return state.text[:letters] if fits else ""


def _text_place(align: str, box: Box, stroke: float) -> tuple[float, Anchor]:
    if align == "center":
        return box.center[0], "middle"
    if align == "right":
        return box.right - stroke - _TEXT_PADDING, "end"
    return box.x + stroke + _TEXT_PADDING, "start"


def _readable(fill: str, background: str) -> str:
    """White, or black where white does not stand out from a colour on its background."""
    share = int(fill[7:9], 16) / 255 if len(fill) > len("#rrggbb") else 1.0
    parts = (each / 255 for each in rgb(mixed(background, fill[:7], share)))
    linear = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)  # noqa: PLR2004
    luminance = sum(weight * each for weight, each in zip(_LUMINANCE, linear, strict=True))
    return "#ffffff" if 1.05 / (luminance + 0.05) >= _CONTRAST else "#000000"
