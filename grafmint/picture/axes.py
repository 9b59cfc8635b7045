"""Axes: which series share a scale, and the axis that each scale has.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/time-series/#axis-options
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

import attrs

from grafmint.picture.axis import Axis, Side, Writing, marks
from grafmint.picture.axis_scale import Bounds, Kind, Scale, base_of, extent, scale_for
from grafmint.picture.display import series_color
from grafmint.picture.option import number, option
from grafmint.picture.panel import PanelField
from grafmint.picture.plot import Planned
from grafmint.picture.series import Series
from grafmint.picture.stack import mode_of

_YES_OR_NO: Final = "bool"


@attrs.frozen(kw_only=True, eq=False)
class Shared:
    """A scale and the series on it; `side` is None where its axis is hidden."""

    series: tuple[Series, ...]
    scale: Scale
    side: Side | None
    grid: bool

    @property
    def field(self) -> PanelField:
        """The first field on it, whose options the axis follows."""
        return self.series[0].field

    def planned(self) -> Planned | None:
        """Its axis; None where it is hidden."""
        return None if self.side is None else value_axis(self.field, self.scale, self.side, grid=self.grid)


def key_of(series: Series) -> str:
    """What series have in common that share a scale: unit, range, place, distribution and label."""
    config, custom = series.field.config, series.field.custom
    parts = (
        *(option(config, name) for name in ("unit", "min", "max")),
        *(option(custom, name) for name in ("axisSoftMin", "axisSoftMax")),
        option(custom, "axisPlacement", "auto"),
        *(option(custom, f"scaleDistribution.{name}") for name in ("type", "log")),
        option(custom, "axisLabel", ""),
    )
    return "/".join(map(str, parts))


def shared_scales(series: Iterable[Series], start: float, end: float) -> tuple[Shared, ...]:
    """The scales of the series in the order in which they come; one without any value in view is left out."""
    groups: dict[str, list[Series]] = {}
    for each in series:
        groups.setdefault(key_of(each), []).append(each)
    sides = _sides([members[0].field for members in groups.values()])
    found: list[Shared] = []
    for members, side in zip(groups.values(), sides, strict=True):
        scale = _scale(members, start, end)
        asked = option(members[0].field.custom, "axisGridShow")
        # Of the axes that leave it open the first one has a grid.
        first = not any(option(each.field.custom, "axisGridShow") is None and each.side for each in found)
        if scale is not None:
            grid = side is not None and (first if asked is None else bool(asked))
            found.append(Shared(series=tuple(members), scale=scale, side=side, grid=grid))
    return tuple(found)


def value_axis(field: PanelField, scale: Scale, side: Side, *, grid: bool) -> Planned:
    """The axis of a scale, written as the values of the field are."""
    colored = option(field.custom, "axisColorMode", "text") == "series"

    def planned(length: float) -> Axis:
        return Axis(
            side=side,
            marks=marks(scale, writing_of(field), length, side),
            label=str(option(field.custom, "axisLabel", "")),
            color=series_color(field) if colored else None,
            grid=grid,
            width=number(field.custom, "axisWidth"),
        )

    return planned


def writing_of(field: PanelField) -> Writing:
    """How the values of a field are written at an axis."""
    decimals = number(field.config, "decimals")
    percent = option(field.custom, "stacking.mode", "none") == "percent"
    return Writing(
        unit="percentunit" if percent else str(option(field.config, "unit", "")),
        decimals=None if decimals is None else int(decimals),
        mappings=option(field.config, "mappings", ()),
    )


def bounds_of(config: Mapping[str, Any]) -> Bounds:
    """What the options of a field say of its scale."""
    return Bounds(
        low=number(config, "min"),
        high=number(config, "max"),
        soft_low=number(config, "custom.axisSoftMin"),
        soft_high=number(config, "custom.axisSoftMax"),
        centered=bool(option(config, "custom.axisCenteredZero", False)),
        whole=option(config, "decimals") == 0,
    )


def distributed(data: tuple[float, float] | None, bounds: Bounds, custom: Mapping[str, Any]) -> Scale:
    """The scale for data, spread as the options of a field ask for."""
    return scale_for(
        data,
        bounds,
        cast("Kind", option(custom, "scaleDistribution.type", "linear")),
        base_of(custom, "scaleDistribution.log"),
        number(custom, "scaleDistribution.linearThreshold") or 1.0,
    )


def _sides(fields: Sequence[PanelField]) -> list[Side | None]:
    """Left for the first axis, right for the others, unless they have a place of their own."""
    found: list[Side | None] = []
    for field in fields:
        asked = option(field.custom, "axisPlacement", "auto")
        if asked == "hidden":
            found.append(None)
        elif asked == "auto":
            found.append("right" if "left" in found else "left")
        else:
            found.append("right" if asked == "right" else "left")
    return found


def _scale(members: Sequence[Series], start: float, end: float) -> Scale | None:
    config, custom = members[0].field.config, members[0].field.custom
    if str(option(config, "unit", "")).startswith(_YES_OR_NO):
        return Scale(low=0, high=1)
    shown = [each for each in members if not each.hidden]
    positive = option(custom, "scaleDistribution.type", "linear") == "log"
    data = extent((value for each in shown for value in each.within(start, end)), positive=positive)
    if any(mode_of(each) == "percent" for each in members):
        return None if data is None else Scale(low=-1 if data[0] < 0 else 0, high=1 if data[1] > 0 else 0)
    bounds = bounds_of(config)
    fixed = bounds.hard_low is not None and bounds.hard_high is not None
    return distributed(data, bounds, custom) if data is not None or fixed else None
