"""Thresholds: the lines and areas that show on a plot where a field's steps begin.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/configure-thresholds/
"""

from collections.abc import Sequence
from typing import Final

from grafmint.picture.axis_scale import Scale
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.color import with_opacity
from grafmint.picture.display import thresholds_of
from grafmint.picture.option import option
from grafmint.picture.panel import PanelField
from grafmint.picture.slices import Slice

_LINE_WIDTH: Final = 2
_LINE_OPACITY: Final = 0.7
_AREA_OPACITY: Final = 0.15
_DASH: Final = (10.0, 10.0)
_OPAQUE_LENGTH: Final = len("#rrggbb")

#: Each step's first value and its colour, ascending.
Steps = Sequence[tuple[float, str]]


def draw_thresholds(field: PanelField, scale: Scale, plot: Box, canvas: Canvas, *, upright: bool = True) -> None:
    """Draw a field's thresholds in the way its options ask for; nothing where they ask for none."""
    style = str(option(field.custom, "thresholdsStyle.mode", "off"))
    if style == "off":
        return
    steps = thresholds_of(field)
    with canvas.clipped(plot):
        if "area" in style:
            for each in slices(steps, scale, plot, upright=upright):
                part = Box(plot.x, each.top, plot.width, each.bottom - each.top)
                if not upright:
                    part = Box(each.top, plot.y, each.bottom - each.top, plot.height)
                canvas.rect(part, fill=_faint(each.color, _AREA_OPACITY))
        if "line" in style or "dashed" in style:
            _lines(steps, scale, plot, canvas, upright=upright, dash=_DASH if "dashed" in style else ())


def slices(steps: Steps, scale: Scale, plot: Box, *, upright: bool = True) -> tuple[Slice, ...]:
    """The strips of a plot between thresholds; across it where the scale lies."""
    found = []
    low, high = (plot.bottom, plot.y) if upright else (plot.x, plot.right)
    for at, (value, color) in enumerate(steps):
        following = steps[at + 1][0] if at + 1 < len(steps) else scale.high
        start = low if at == 0 else _place(scale, value, low, high)
        end = high if at + 1 == len(steps) else _place(scale, following, low, high)
        if start != end:
            found.append(Slice(top=min(start, end), bottom=max(start, end), color=color))
    return tuple(found)


def _place(scale: Scale, value: float, low: float, high: float) -> float:
    share = min(1.0, max(0.0, scale.share(value)))
    return float(round(low + share * (high - low)))


def _lines(steps: Steps, scale: Scale, plot: Box, canvas: Canvas, *, upright: bool, dash: Sequence[float]) -> None:
    # Below a transparent step the limit counts from above: its line has the colour of what lies under it.
    transparent = next((at for at, (_, color) in enumerate(steps) if _is_transparent(color)), 0)
    for at in range(1, len(steps)):
        color = _faint(steps[at - 1][1] if transparent >= at else steps[at][1], _LINE_OPACITY)
        share = scale.share(steps[at][0])
        if upright:
            y = float(round(plot.bottom - share * plot.height))
            canvas.line((plot.x, plot.right), (y, y), color=color, width=_LINE_WIDTH, dash=dash)
        else:
            x = float(round(plot.x + share * plot.width))
            canvas.line((x, x), (plot.y, plot.bottom), color=color, width=_LINE_WIDTH, dash=dash)


def _is_transparent(color: str) -> bool:
    return len(color) > _OPAQUE_LENGTH and color.endswith("00")


def _faint(color: str, opacity: float) -> str:
    return with_opacity(color, opacity) if len(color) == _OPAQUE_LENGTH else color
