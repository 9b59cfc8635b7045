"""Bar painter: draws the bars of a bar chart in the colours of their series, of their values, or of another field."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.picture.axis_scale import Scale
from grafmint.picture.bar_layout import Bar, Room
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.categories import Categories
from grafmint.picture.color import with_opacity
from grafmint.picture.display import display
from grafmint.picture.look import Look
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.pixels import Pixels
from grafmint.picture.series import Series
from grafmint.picture.slices import Point

_OPACITY: Final = 80.0


@attrs.frozen(kw_only=True)
class BarPainter:
    """Draws bars by the options of their series and of the panel; bars of one look are one shape."""

    categories: Categories
    room: Room
    options: Mapping[str, Any]
    canvas: Canvas
    own: bool = attrs.field(init=False)

    @own.default
    def _has_own_colors(self) -> bool:
        """Whether each bar is coloured by its own value."""
        return any(
            (
                option(each.field.custom, "gradientMode") == "scheme"
                and option(each.field.config, "color.mode") == "thresholds"
            )
            or _maps_colors(option(each.field.config, "mappings", ()))
            for each in self.categories.series
        )

    def draw(self, bars: Sequence[Bar], scales: Mapping[int, Scale]) -> None:
        """Draw all bars, series after series."""
        looks = {id(each): _look(each) for each in self.categories.series}
        if all(self._breadth(bar) <= max(1.0, 2 * looks[id(bar.series)].width) for bar in bars):
            self._draw_thin(bars, looks)
            return
        groups: dict[tuple[int, str], list[Bar]] = {}
        for bar in bars:
            groups.setdefault((id(bar.series), self._color(bar, looks[id(bar.series)])), []).append(bar)
        for (series, color), members in groups.items():
            self._draw_group(members, attrs.evolve(looks[series], color=color), scales[series])

    def _draw_thin(self, bars: Sequence[Bar], looks: Mapping[int, Look]) -> None:
        """Draw bars whose outlines cover all of them: each column of pixels shows what was drawn there last."""
        pixels = Pixels(self.room.plot)
        for bar in bars:
            look = looks[id(bar.series)]
            color = self._color(bar, look)
            if look.width > 0:
                pixels.paint(_widened(bar.box, upright=self.room.upright), color)
            else:
                pixels.paint(bar.box, with_opacity(color, look.fill))
        pixels.draw(self.canvas)

    def _draw_group(self, bars: Sequence[Bar], look: Look, scale: Scale) -> None:
        share = number(self.options, "barRadius") or 0.0
        plain = self.own or self.categories.color is not None or look.gradient == "none"
        if share and not plain:
            raise NotDrawn("round bars are not drawn with a gradient", hint="choose one of the two")
        boxes = [bar.box for bar in bars]
        if share:
            self._draw_round(bars, look, share)
        elif plain:
            self.canvas.rects(boxes, fill=with_opacity(look.color, look.fill))
        else:
            look.fill_shape(_around(boxes), scale, self.room.plot, self.canvas, upright=self.room.upright)
        if look.width > 0 and not share:
            self._draw_outlines(bars, look)

    def _draw_round(self, bars: Sequence[Bar], look: Look, share: float) -> None:
        """Draw bars whose corners are round at zero and where they end, and not where they stand on each other."""
        for bar in bars:
            radius = share * min(bar.whole.width, bar.whole.height)
            with self.canvas.clipped(bar.box):
                self.canvas.rect(bar.whole, fill=with_opacity(look.color, look.fill), radius=radius)
                if look.width > 0:
                    self.canvas.rect(_inset(bar.whole, 0.5), stroke=look.color, radius=radius)

    def _draw_outlines(self, bars: Sequence[Bar], look: Look) -> None:
        """Draw the outlines, which are open where a bar stands on another one."""
        closed = [bar.box for bar in bars if bar.box == bar.whole]
        inner = [_inset(each, min(look.width, each.width, each.height) / 2) for each in closed]
        self.canvas.rects(inner, stroke=look.color, width=look.width)
        corners = [point for bar in bars if bar.box != bar.whole for point in self._open(bar, look.width)]
        if corners:
            xs, ys = zip(*corners, strict=True)
            self.canvas.line(xs, ys, color=look.color, width=look.width)

    def _open(self, bar: Bar, width: float) -> Sequence[Point]:
        box, nowhere = bar.box, (math.nan, math.nan)
        inner = _inset(box, min(width, box.width, box.height) / 2)
        if self.room.upright:
            end, foot = (inner.y, box.bottom) if bar.value >= 0 else (inner.bottom, box.y)
            return (inner.x, foot), (inner.x, end), (inner.right, end), (inner.right, foot), nowhere
        end, foot = (inner.right, box.x) if bar.value >= 0 else (inner.x, box.right)
        return (foot, inner.y), (end, inner.y), (end, inner.bottom), (foot, inner.bottom), nowhere

    def _color(self, bar: Bar, look: Look) -> str:
        by = self.categories.color
        if by is not None:
            return display(by, by.values[bar.row]).color
        return display(bar.series.field, bar.series.field.values[bar.row]).color if self.own else look.color

    def _breadth(self, bar: Bar) -> float:
        return bar.box.width if self.room.upright else bar.box.height


def _look(series: Series) -> Look:
    opacity = number(series.field.custom, "fillOpacity")
    return attrs.evolve(Look.of(series.field), fill=(_OPACITY if opacity is None else opacity) / 100)


def _maps_colors(mappings: Sequence[Mapping[str, Any]]) -> bool:
    results = [
        result
        for each in mappings
        for result in (
            each.get("options", {}).values() if each.get("type") == "value" else [option(each, "options.result", {})]
        )
    ]
    return any(isinstance(each, Mapping) and each.get("color") for each in results)


def _inset(box: Box, by: float) -> Box:
    return box.inset(by, by, by, by)


def _widened(box: Box, *, upright: bool) -> Box:
    """A bar as broad and as long as its outline is at least."""
    width, height = (max(1.0, each) for each in (box.width, box.height))
    return Box(box.x, box.y if not upright or box.height else box.y - 1, width, height)


def _around(boxes: Sequence[Box]) -> list[Point]:
    """One shape around all bars: the way between two of them is gone there and back, and encloses nothing."""
    tops: list[Point] = []
    floor: list[Point] = []
    for box in boxes:
        tops += [(box.x, box.bottom), (box.x, box.y), (box.right, box.y), (box.right, box.bottom)]
        floor += [(box.x, box.bottom), (box.right, box.bottom)]
    return [*tops, *reversed(floor)]
