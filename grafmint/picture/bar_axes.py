"""Bar axes: the names of a bar chart's groups along one side, the scales of its values along the other."""

import math
from collections.abc import Sequence
from typing import Final

from grafmint.picture.axes import bounds_of, distributed, value_axis
from grafmint.picture.axis import FONT_SIZE, Axis, Mark, Side
from grafmint.picture.axis_scale import Scale, extent
from grafmint.picture.bar_layout import spread
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.categories import Categories
from grafmint.picture.display import display
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel
from grafmint.picture.plot import Padding, Planned
from grafmint.picture.series import Series
from grafmint.picture.timeticks import time_label, zone_of

_NAME_GAP: Final = 15.0
#: Room that turned names find beside and below the plot anyway.
_FREE_LEFT: Final = 50.0
_FREE_BELOW: Final = 14.0
_FREE_BELOW_LYING: Final = 5.0
#: About as wide is a letter, the space between two names included, and so many names may lie upon each other.
_LETTER: Final = 8.0
_UPON: Final = 3


def scales_of(series: Sequence[Series]) -> dict[int, Scale]:
    """The scale of each series by its identity: one for all of a unit, from zero unless options say otherwise."""
    found: dict[int, Scale] = {}
    for members in by_unit(series):
        config = members[0].field.config
        custom = members[0].field.custom
        config = {**config, "custom": {"axisSoftMin": _soft(config, "min"), "axisSoftMax": _soft(config, "max"),
                                       **{key: each for key, each in custom.items() if each is not None}}}  # fmt: skip
        data = extent(value for each in members if not each.hidden for value in each.values)
        if data is not None:
            found |= dict.fromkeys(map(id, members), distributed(data, bounds_of(config), custom))
    return found


def by_unit(series: Sequence[Series]) -> list[list[Series]]:
    """The series that share a scale."""
    groups: dict[str, list[Series]] = {}
    for each in series:
        groups.setdefault(str(option(each.field.config, "unit", "")), []).append(each)
    return list(groups.values())


def value_axes(series: Sequence[Series], scales: dict[int, Scale], *, upright: bool) -> list[Planned]:
    """An axis for each unit; the first one's grid is drawn."""
    found = []
    for at, members in enumerate(by_unit(series)):
        field, scale = members[0].field, scales.get(id(members[0]))
        asked = option(field.custom, "axisPlacement", "auto")
        if scale is None or asked == "hidden":
            continue
        side: Side = ("right" if upright else "top") if asked == "right" else ("left" if upright else "bottom")
        grid = option(field.custom, "axisGridShow")
        found.append(value_axis(field, scale, side, grid=at == 0 if grid is None else bool(grid)))
    return found


def names_of(categories: Categories, panel: Panel, height: float, canvas: Canvas) -> list[str]:
    """The names of the groups, as long as options and the height of the chart let them be."""
    field = categories.names
    if field.type == "time" and not str(option(field.config, "unit", "")).startswith("time:"):
        zone, times = zone_of(panel.timezone), field.values
        distance = times[1] - times[0] if len(times) > 1 else 0
        return [time_label(each, distance, times[-1] - times[0], zone) for each in times]
    longest = number(panel.options, "xTickLabelMaxLength") or _longest(panel, height, canvas)
    names = [str(display(field, each)) for each in field.values]
    return [each if len(each) <= longest else f"{each[: max(0, int(longest))]}..." for each in names]


def names_axis(names: Sequence[str], categories: Categories, panel: Panel, share: float, *, upright: bool) -> Planned:
    """The axis with the groups' names, each in the middle of a group that takes its `share`."""
    middles = [start + size / 2 for start, size in spread(categories.count, share)]
    # Times and texts take no label: the one that all fields have is for the values.
    own = option(categories.names.custom, "axisLabel", "") if categories.names.type == "number" else ""
    turned = -(number(panel.options, "xTickLabelRotation") or 0.0) if upright else 0.0
    spacing = number(panel.options, "xTickLabelSpacing") or 0.0
    size = _LETTER * max(map(len, names), default=0) if upright and not turned else FONT_SIZE

    def planned(length: float) -> Axis:
        shown = _spaced(len(names), length, spacing) if upright and spacing else _apart(len(names), length, size)
        marks = tuple(
            Mark(share=middle if upright else 1 - middle, label=name if at in shown else None)
            for at, (middle, name) in enumerate(zip(middles, names, strict=True))
        )
        return Axis(
            side="bottom" if upright else "left", marks=marks, label=str(own), grid=False,
            ticks=False, gap=_NAME_GAP, turned=turned,
        )  # fmt: skip

    return planned


def padding_for(names: Sequence[str], panel: Panel, canvas: Canvas, *, upright: bool) -> Padding | None:
    """The room that turned names need; None where they are not turned."""
    angle = number(panel.options, "xTickLabelRotation") or 0.0
    if not angle or not names:
        return None
    look = Lettering(color="#000000", size=FONT_SIZE)
    widths = [canvas.measure(each, look) for each in names]
    across, down = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    return Padding(
        top=FONT_SIZE,
        right=across * widths[-1] if angle > 0 else 0.0,
        bottom=max(0.0, down * max(widths) - (_FREE_BELOW if upright else _FREE_BELOW_LYING)),
        left=max(0.0, across * widths[0] - _FREE_LEFT) if angle < 0 else 0.0,
    )


def _soft(config: object, end: str) -> float | None:
    return None if isinstance(config, dict) and config.get(end) is not None else 0.0


def _longest(panel: Panel, height: float, canvas: Canvas) -> float:
    """So many letters that turned names take half of the chart's height at most."""
    angle = number(panel.options, "xTickLabelRotation") or 0.0
    down = abs(math.sin(math.radians(angle)))
    letter = canvas.measure("M", Lettering(color="#000000", size=FONT_SIZE))
    return height / 2 / (down * letter) - len("...") if down else math.inf


def _spaced(count: int, length: float, spacing: float) -> range:
    """Which names show where they are to be `spacing` pixels apart; less than zero counts from the last one."""
    most = int(length / abs(spacing))
    skip = 1 if count < most else math.ceil(count / max(1, most))
    return range(0, count, skip) if spacing >= 0 else range((count - 1) % skip, count, skip)


def _apart(count: int, length: float, size: float) -> range:
    """All names, or of names that would lie thick upon each other only those that can be read."""
    distance = max(1.0, length) / count
    return range(0, count, math.ceil(size / distance) if distance * _UPON < size else 1)
