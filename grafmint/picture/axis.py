"""Axis: a value axis at one side of a plot, its marks and their labels."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from grafmint.formats import formatted
from grafmint.picture.axis_scale import Scale
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.mapping import mapped
from grafmint.picture.theme import Theme
from grafmint.picture.ticks import (
    BINARY_STEPS,
    BINARY_UNITS,
    DECIMAL_STEPS,
    SPACE_BELOW,
    SPACE_BESIDE,
    decimals_of,
    labelled,
    step,
    ticks,
)

Side = Literal["left", "right", "top", "bottom"]

FONT_SIZE: Final = 12
TICK: Final = 4
GAP: Final = 5
#: An axis' own label takes its line and this.
LABEL_PAD: Final = 8
#: The page's grid lets through what lies below.
_GRID: Final[Mapping[str, str]] = {"dark": "#f0faff17", "light": "#000a1717"}
#: So far labels stay away from the edge of the picture.
_EDGE = 6.0
#: Tick labels may take this share of the picture's width.
_WIDEST = 0.4


@attrs.frozen(kw_only=True)
class Mark:
    """A place on an axis: `share` of its length from the low end, and its label, if it has one."""

    share: float
    label: str | None


@attrs.frozen(kw_only=True)
class Axis:
    """One side's marks; `gap` lies between ticks and labels, `width` overrules what the labels would take."""

    side: Side
    marks: tuple[Mark, ...]
    label: str = ""
    color: str | None = None
    grid: bool = True
    ticks: bool = True
    gap: float = GAP
    width: float | None = None
    turned: float = 0.0

    @property
    def upright(self) -> bool:
        """Whether it stands at the left or at the right."""
        return self.side in {"left", "right"}

    def size(self, canvas: Canvas) -> float:
        """How much of the picture it takes, its own label included."""
        own = FONT_SIZE + LABEL_PAD if self.label else 0
        if self.width is not None:
            return self.width + own
        tick = TICK + self.gap
        if not self.upright:
            return tick + FONT_SIZE + own
        look = Lettering(color="#000000", size=FONT_SIZE)
        widest = max((canvas.measure(each.label, look) for each in self.marks if each.label), default=0.0)
        return -(-(tick + (LABEL_PAD if self.label else 0) + min(widest, canvas.width * _WIDEST)) // 1) + own


@attrs.frozen(kw_only=True)
class Writing:
    """How the values of an axis are written."""

    unit: str = ""
    decimals: int | None = None
    mappings: Sequence[Mapping[str, Any]] = ()

    @property
    def steps(self) -> Sequence[float]:
        """The distances that are round in the unit."""
        return BINARY_STEPS if self.unit in BINARY_UNITS else DECIMAL_STEPS

    def text(self, value: float, distance: float | None) -> str:
        """A tick's label, as exact as the distance to the next one asks, without zeros at its end."""
        said = mapped(value, self.mappings)
        if said is not None and said.text is not None:
            return said.text
        asked = decimals_of(distance) if distance else 0
        if self.decimals is not None or not asked or self._keeps_zeros:
            return str(formatted(value, self.unit, self.decimals))
        written = formatted(value, self.unit, asked)
        return f"{written.prefix}{_trimmed(written.text)}{written.suffix}"

    @property
    def _keeps_zeros(self) -> bool:
        return self.unit.startswith(("currency", "dateTime", "time:")) or self.unit in {"bool", "locale"}


def _trimmed(text: str) -> str:
    whole, point, digits = text.partition(".")
    if not point or not digits.isdigit():
        return text
    digits = digits.rstrip("0")
    return f"{whole}.{digits}" if digits else whole


def marks(scale: Scale, writing: Writing, length: float, side: Side) -> tuple[Mark, ...]:
    """The marks of a value axis that is `length` pixels long."""
    space = SPACE_BESIDE if side in {"left", "right"} else SPACE_BELOW
    if writing.unit.startswith("bool"):
        values: tuple[float, ...] = (0.0, 1.0)
    else:
        values = ticks(scale, length, space, writing.steps)
    distance = step(scale.high - scale.low, length, space, writing.steps)
    shown = labelled(scale, values, length, space)
    whole = writing.decimals == 0 and scale.kind == "linear"
    return tuple(
        Mark(
            share=scale.share(each),
            label=writing.text(each, distance) if named and not (whole and each % 1) else None,
        )
        for each, named in zip(values, shown, strict=True)
    )


def draw_axis(axis: Axis, plot: Box, at: float, canvas: Canvas, theme: Theme) -> None:
    """Draw an axis that begins `at` a place across it: its grid over the plot, its ticks, its labels, its label."""
    places = [_along(axis, plot, each.share) for each in axis.marks]
    if axis.grid:
        _strokes(
            axis, places, (plot.x, plot.right) if axis.upright else (plot.y, plot.bottom), canvas, _GRID[theme.name]
        )
    outwards = -1 if axis.side in {"left", "top"} else 1
    if axis.ticks:
        _strokes(axis, places, (at, at + outwards * TICK), canvas, axis.color or _GRID[theme.name])
    _labels(axis, places, at + outwards * ((TICK if axis.ticks else 0) + axis.gap), canvas, theme)
    if axis.color is not None:
        ends = (plot.y, plot.bottom) if axis.upright else (plot.x, plot.right)
        across = (at, at)
        canvas.line(*((across, ends) if axis.upright else (ends, across)), color=axis.color)
    if axis.label:
        _own_label(axis, plot, at, canvas, theme)


def _along(axis: Axis, plot: Box, share: float) -> float:
    return float(round(plot.bottom - share * plot.height if axis.upright else plot.x + share * plot.width))


def _strokes(axis: Axis, places: Sequence[float], ends: tuple[float, float], canvas: Canvas, color: str) -> None:
    across: list[float] = []
    along: list[float] = []
    for each in places:
        along += (each, each, float("nan"))
        across += (*ends, float("nan"))
    if along:
        canvas.line(*((across, along) if axis.upright else (along, across)), color=color)


def _labels(axis: Axis, places: Sequence[float], at: float, canvas: Canvas, theme: Theme) -> None:
    look = Lettering(color=axis.color or theme.axis, size=FONT_SIZE, angle=axis.turned)
    for mark, place in zip(axis.marks, places, strict=True):
        if not mark.label:
            continue
        if axis.side == "left":
            canvas.text(at, place, mark.label, look, "end", "middle")
        elif axis.side == "right":
            canvas.text(at, place, mark.label, look, "start", "middle")
        elif axis.turned:
            canvas.text(place, at, mark.label, look, "end" if axis.turned > 0 else "start", "middle")
        else:
            # The first and the last would reach beyond the picture.
            half = canvas.measure(mark.label, look) / 2 + _EDGE
            within = min(max(place, half), canvas.width - half)
            canvas.text(within, at, mark.label, look, "middle", "top" if axis.side == "bottom" else "bottom")


def _own_label(axis: Axis, plot: Box, at: float, canvas: Canvas, theme: Theme) -> None:
    outwards = -1 if axis.side in {"left", "top"} else 1
    edge = at + outwards * (axis.size(canvas) - FONT_SIZE / 2)
    look = Lettering(color=axis.color or theme.axis, size=FONT_SIZE)
    if axis.upright:
        look = attrs.evolve(look, angle=-90 * outwards)
        canvas.text(edge, plot.center[1], axis.label, look, "middle", "middle")
    else:
        canvas.text(plot.center[0], edge, axis.label, look, "middle", "middle")
