"""Bar fill: a bar up to its value, plain, as a gradient, or as a row of lit cells."""

from collections.abc import Sequence
from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.color import hex_of, with_opacity
from grafmint.picture.display import display, thresholds_of
from grafmint.picture.gradient import Stop, fill
from grafmint.picture.option import option
from grafmint.picture.palette import SCHEMES
from grafmint.picture.value import Value

RADIUS = 3.0
MODES: Final = ("basic", "gradient", "lcd")
_EDGE = 2.0
_FAINT = 0.35
_LIT = 0.75
_UNLIT = 0.18


@attrs.frozen(kw_only=True)
class Cells:
    """How wide a lit cell is with the space behind it, how wide that space is, and how round its corners are."""

    width: float = 12.0
    spacing: float = 2.0
    radius: float = 2.0


def draw_bar(canvas: Canvas, box: Box, value: Value, mode: str, *, vertical: bool, unfilled: bool = True) -> None:
    """Draw a basic or gradient bar from the left or from below."""
    whole = box.height if vertical else box.width
    long = max(value.share * whole, 1.0)
    filled = Box(box.x, box.bottom - long, box.width, long) if vertical else Box(box.x, box.y, long, box.height)
    if unfilled:
        # The empty part reaches below the rounded end of the filled one.
        rest = box.inset(bottom=max(0, long - RADIUS)) if vertical else box.inset(left=max(0, long - RADIUS))
        canvas.rect(rest, fill=value.field.theme.track, radius=RADIUS)
    if mode == "gradient":
        fill(canvas, filled, _stops(value, whole, long), 0 if vertical else 90, RADIUS)
        return
    canvas.rect(filled, fill=with_opacity(value.shown.color, _FAINT), radius=RADIUS)
    edge = min(_EDGE, long)
    end = Box(filled.x, filled.y, filled.width, edge) if vertical else filled.inset(left=filled.width - edge)
    canvas.rect(end, fill=value.shown.color)


def _stops(value: Value, whole: float, long: float) -> list[Stop]:
    mode = option(value.field.config, "color.mode", "thresholds")
    if mode == "thresholds":
        return _threshold_stops(value, whole, long)
    scheme = SCHEMES.get(mode) if isinstance(mode, str) else None
    if scheme is None:
        return [(0.0, value.shown.color)]
    colors = [hex_of(color, value.field.theme) for color in scheme]
    return [(whole * index / (len(colors) - 1), color) for index, color in enumerate(colors)]


def _threshold_stops(value: Value, whole: float, long: float) -> list[Stop]:
    """Each step's colour up to halfway between its beginning and the next one's, the last up to the bar's end."""
    (_, color), *later = thresholds_of(value.field)
    stops: list[Stop] = [(0.0, color)]
    wide = (value.high - value.low) or 1.0
    last = 0.0
    for start, following in later:
        if value.shown.number is None or value.shown.number < start:
            break
        place = min((start - value.low) / wide, 1.0) * whole
        stops.append((max(stops[-1][0], round((place + last) / 2)), color))
        color, last = following, place
    return [*stops, (max(stops[-1][0], long), color)]


def draw_cells(canvas: Canvas, box: Box, value: Value, *, vertical: bool, cells: Cells = Cells()) -> float:
    """Draw a bar as lit and dark cells and give how long they are together."""
    whole = box.height if vertical else box.width
    count = int(whole // cells.width)
    if not count:
        return 0.0
    long = max(0, (whole - cells.spacing * count) // count)
    step = long + cells.spacing
    for index, color in enumerate(_cell_colors(value, count)):
        place = (
            Box(box.x, box.bottom - index * step - long, box.width, long)
            if vertical
            else Box(box.x + index * step, box.y, long, box.height)
        )
        canvas.rect(place, fill=color, radius=cells.radius)
    return step * count


def _cell_colors(value: Value, count: int) -> Sequence[str]:
    colors = []
    for index in range(count):
        at = value.low + (value.high - value.low) * index / count
        lit = value.shown.number is not None and at <= value.shown.number
        colors.append(with_opacity(display(value.field, at).color, _LIT if lit else _UNLIT))
    return colors
