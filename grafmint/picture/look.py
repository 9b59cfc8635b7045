"""Look: how the options of a field draw a series, its colours above all."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import attrs

from grafmint.picture.axis_scale import Scale
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.color import with_opacity
from grafmint.picture.display import display, series_color, thresholds_of
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import PanelField
from grafmint.picture.shape import Interpolation
from grafmint.picture.slices import Point, Slice, even, fading, fill, stroke, turning
from grafmint.picture.thresholds import slices as steps_of

_DASH: Final = (10.0, 10.0)
_POINT: Final = 5.0
#: What is filled between two series has this opacity unless it has one of its own.
_BETWEEN: Final = 35.0


@attrs.frozen(kw_only=True)
class Look:
    """How a field is drawn; `fill` is an opacity from 0 to 1."""

    field: PanelField
    color: str
    style: Literal["line", "bars", "points"]
    shape: Interpolation
    width: float
    dash: tuple[float, ...]
    fill: float
    points: Literal["auto", "always", "never"]
    point_size: float
    gradient: Literal["none", "opacity", "hue", "scheme"]

    @classmethod
    def of(cls, field: PanelField) -> "Look":
        """The look that the options of a field ask for."""
        custom = field.custom
        width = number(custom, "lineWidth")
        width = 1.0 if width is None else width
        opacity = number(custom, "fillOpacity") or 0.0
        if option(custom, "fillBelowTo") and not opacity:
            opacity = _BETWEEN
        size = number(custom, "pointSize") or _POINT
        return cls(
            field=field,
            color=series_color(field),
            style=option(custom, "drawStyle", "line"),
            shape=option(custom, "lineInterpolation", "linear"),
            width=width,
            dash=_dash(custom, width),
            fill=opacity / 100,
            points=option(custom, "showPoints", "auto"),
            point_size=size if size >= width else 3 + 2 * width,
            gradient=option(custom, "gradientMode", "none"),
        )

    def fill_shape(
        self, points: Sequence[Point], scale: Scale, plot: Box, canvas: Canvas, *, upright: bool = True
    ) -> None:
        """Fill a closed shape as the field is filled; its scale lies where it is not upright."""
        if self.fill <= 0:
            return
        strips = self._fill_strips(scale, plot if upright else Box(plot.y, 0, plot.height, plot.width))
        if strips is None:
            canvas.polygon(points, fill=with_opacity(self.color, self.fill))
        else:
            fill(points, strips, canvas, None if upright else plot)

    def stroke_line(self, xs: Sequence[float], ys: Sequence[float], scale: Scale, plot: Box, canvas: Canvas) -> None:
        """Draw a line, broken at NaN, as the field's lines are drawn."""
        if self.width <= 0 or not xs:
            return
        strips = self._scheme(scale, plot, 1.0) if self.gradient == "scheme" else None
        if strips is None:
            canvas.line(xs, ys, color=self.color, width=self.width, dash=self.dash)
        elif not self.dash:
            stroke(xs, ys, strips, canvas, self.width)
        else:
            for each in strips:
                with canvas.clipped(Box(plot.x, each.top, plot.width, each.bottom - each.top)):
                    canvas.line(xs, ys, color=each.color, width=self.width, dash=self.dash)

    def _fill_strips(self, scale: Scale, plot: Box) -> Sequence[Slice] | None:
        if self.gradient == "opacity":
            return fading(plot, self.color, self.fill)
        if self.gradient == "hue":
            return turning(plot, self.color, self.fill, dark=self.field.theme.name == "dark")
        return self._scheme(scale, plot, self.fill) if self.gradient == "scheme" else None

    def _scheme(self, scale: Scale, plot: Box, opacity: float) -> Sequence[Slice] | None:
        mode = str(option(self.field.config, "color.mode", "palette-classic"))
        if mode in {"fixed", "shades"}:
            return None
        if mode == "thresholds":
            return [
                attrs.evolve(each, color=with_opacity(each.color, opacity))
                for each in steps_of(thresholds_of(self.field), scale, plot)
            ]
        if not mode.startswith("continuous-"):
            raise NotDrawn(
                f"{self.field.name}: a gradient by scheme is not drawn of the colours of {mode}",
                hint="colour by thresholds or by a continuous scheme, or choose another gradient",
            )
        return [
            Slice(top=top, bottom=bottom, color=with_opacity(self._color_at((top + bottom) / 2, scale, plot), opacity))
            for top, bottom in even(plot)
        ]

    def _color_at(self, y: float, scale: Scale, plot: Box) -> str:
        return display(self.field, scale.value((plot.bottom - y) / plot.height)).color


def _dash(custom: Mapping[str, Any], width: float) -> tuple[float, ...]:
    style = option(custom, "lineStyle.fill", "solid")
    if style == "solid":
        return ()
    asked = tuple(float(each) for each in option(custom, "lineStyle.dash", _DASH)) or _DASH
    if style != "dot":
        return asked
    # A dot is a dash of no length with round ends, which reach into the gaps.
    return tuple(each + width if at % 2 == 0 else max(1.0, each - width) for at, each in enumerate(asked))
