"""Bar layout: where the bars of a bar chart stand, in groups beside each other or upon each other."""

from collections.abc import Iterator
from typing import Final

import attrs

from grafmint.picture.axis_scale import Scale
from grafmint.picture.box import Box
from grafmint.picture.categories import Categories
from grafmint.picture.series import Series
from grafmint.picture.stack import mode_of


@attrs.frozen(kw_only=True)
class Widths:
    """How much of their room groups take, and bars of their groups': 0 to 1."""

    group: float
    bar: float

    @classmethod
    def of(cls, categories: Categories, group: float, bar: float) -> "Widths":
        """Those that apply: a lone or stacked bar is the whole group."""
        if len(categories.series) == 1 and not _is_stacked(categories):
            return cls(group=bar, bar=1.0)
        return cls(group=bar if _is_stacked(categories) else group, bar=bar)


@attrs.frozen(kw_only=True, eq=False)
class Bar:
    """A bar: its place, the row of its series, the value that it was drawn by.

    `whole` reaches to zero where the bar itself stands upon others.
    """

    series: Series
    row: int
    value: float
    box: Box
    whole: Box


@attrs.frozen(kw_only=True)
class Room:
    """The plot that bars stand in, or lie in where it is not `upright`."""

    plot: Box
    widths: Widths
    upright: bool

    def bars(self, categories: Categories, scales: "dict[int, Scale]") -> Iterator[Bar]:
        """Every bar, series after series; `scales` are those of the series by their identity."""
        count, stacked = len(categories.series), _is_stacked(categories)
        groups, within = spread(categories.count, self.widths.group), spread(count, self.widths.bar)
        for at, series in enumerate(categories.series):
            scale = scales.get(id(series))
            if series.hidden or scale is None:
                continue
            for row, value in enumerate(series.values):
                if value is None:
                    continue
                start, size = groups[row]
                if not stacked:
                    start, size = start + size * within[at][0], size * within[at][1]
                bottom = 0.0 if series.bottoms is None else series.bottoms[row] or 0.0
                zero = scale.low if scale.kind == "log" else 0.0
                whole = self._box(start, size, (zero, value), scale)
                box = self._box(start, size, (bottom, value), scale) if bottom else whole
                yield Bar(series=series, row=row, value=value, box=box, whole=whole)

    def _box(self, start: float, size: float, ends: tuple[float, float], scale: Scale) -> Box:
        low, high = sorted(min(1.0, max(0.0, scale.share(each))) for each in ends)
        plot = self.plot
        if self.upright:
            left, right = round(plot.x + start * plot.width), round(plot.x + (start + size) * plot.width)
            top, bottom = round(plot.bottom - high * plot.height), round(plot.bottom - low * plot.height)
        else:
            left, right = round(plot.x + low * plot.width), round(plot.x + high * plot.width)
            top, bottom = round(plot.y + start * plot.height), round(plot.y + (start + size) * plot.height)
        return Box(left, top, right - left, bottom - top)


#: Rounding that keeps places apart from what numbers of a computer add.
_DIGITS: Final = 6


def spread(count: int, share: float) -> list[tuple[float, float]]:
    """Where each of so many things begins and how long it is, when together they take `share` of a line of 1.

    The rest lies between them.
    """
    size = share / count
    gap = (1 - share) / (count - 1) if count > 1 else 0.0
    return [(round(at * (size + gap), _DIGITS), round(size, _DIGITS)) for at in range(count)]


def _is_stacked(categories: Categories) -> bool:
    return any(mode_of(each) != "none" for each in categories.series)
