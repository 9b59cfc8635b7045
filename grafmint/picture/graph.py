"""Graph: the panel that was before `timeseries`, as one.

A page from 11 on makes the same of it when it opens the dashboard; an older one draws the graph itself, much alike.
Source: https://grafana.com/docs/grafana/v11.0/panels-visualizations/visualizations/time-series/
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from grafmint.picture.graph_axis import axis, number_of
from grafmint.picture.graph_overrides import overrides
from grafmint.picture.option import option

_Json = Mapping[str, Any]
_CALCS: Final[Mapping[str, str]] = {
    "min": "min", "max": "max", "avg": "mean", "current": "lastNotNull", "total": "sum",
}  # fmt: skip
_COLORS: Final[Mapping[str, str]] = {"critical": "red", "warning": "orange"}
#: Tenths of what is full, and the radius of a point as its size.
_TENTHS: Final = 10
_SOLID: Final = 100


def is_of_time(panel: _Json) -> bool:
    """Whether the graph has times below it, and not series or a histogram."""
    return str(option(panel, "xaxis.mode", "time")) == "time"


def timeseries_of(panel: _Json) -> dict[str, Any]:
    """A graph over time as a panel of the type `timeseries`."""
    left, right = _axes(panel)
    defaults = {**left, **_thresholds(panel)}
    defaults["custom"] = {**left.get("custom", {}), **dict(_custom(panel)), **_threshold_style(panel)}
    return {
        **{key: value for key, value in panel.items() if key not in ("options", "fieldConfig", "thresholds", "legend")},
        "type": "timeseries",
        "options": {"legend": _legend(panel)},
        "fieldConfig": {"defaults": defaults, "overrides": list(overrides(panel, left, right))},
    }


def _axes(panel: _Json) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands at the left and at the right; once both were in short lists of their own."""
    axes = panel.get("yaxes")
    if isinstance(axes, list):
        found = [axis(each) for each in axes if isinstance(each, Mapping)]
    else:
        formats = panel.get("y_formats")
        found = [axis({"format": each, "show": True}) for each in formats] if isinstance(formats, list) else []
    left, right = [*found, {}, {}][:2]
    return left, right


def _custom(panel: _Json) -> Iterator[tuple[str, Any]]:
    style = "bars" if panel.get("bars") else "line" if panel.get("lines", True) else "points"
    yield "drawStyle", style
    yield "showPoints", "always" if panel.get("points") or style == "points" else "never"
    if (radius := number_of(panel.get("pointradius"))) is not None:
        yield "pointSize", 2 + radius * 2
    if (width := number_of(panel.get("linewidth"))) is not None:
        yield "lineWidth", width
    if panel.get("dashes"):
        yield "lineStyle", {"fill": "dash", "dash": [panel.get("dashLength", 10), panel.get("spaceLength", 10)]}
    gradient = number_of(panel.get("fillGradient")) or 0
    fill = gradient or number_of(panel.get("fill")) or 0
    yield "fillOpacity", _SOLID if style == "bars" else fill * _TENTHS
    if gradient:
        yield "gradientMode", "opacity"
    yield "spanNulls", panel.get("nullPointMode") == "connected"
    if panel.get("steppedLine"):
        yield "lineInterpolation", "stepAfter"
    if panel.get("stack"):
        yield "stacking", {"mode": "percent" if panel.get("percentage") else "normal", "group": "A"}


def _legend(panel: _Json) -> dict[str, Any]:
    legend = panel.get("legend")
    if not isinstance(legend, Mapping):
        return {"displayMode": "list", "showLegend": True, "placement": "bottom", "calcs": []}
    shown = legend.get("show", True) is not False
    calcs = [calc for name, calc in _CALCS.items() if legend.get(name)] if legend.get("values") else []
    return {
        "displayMode": "table" if shown and legend.get("alignAsTable") else "list",
        "showLegend": shown,
        "placement": "right" if legend.get("rightSide") else "bottom",
        "calcs": calcs,
        **({"width": legend["sideWidth"]} if legend.get("sideWidth") else {}),
    }


def _marks(panel: _Json) -> list[_Json]:
    """The thresholds from the lowest to the highest."""
    listed = panel.get("thresholds")
    marks = [each for each in (listed if isinstance(listed, list) else ()) if isinstance(each, Mapping)]
    return sorted((each for each in marks if number_of(each.get("value")) is not None), key=lambda each: each["value"])


def _thresholds(panel: _Json) -> dict[str, Any]:
    """Each threshold colours what is above it, or what is below."""
    marks, steps = _marks(panel), list[dict[str, Any]]()
    for mark, after in zip(marks, [*marks, None][1:], strict=True):
        if mark.get("op") == "gt":
            steps.append({"value": mark["value"], "color": _color(mark)})
        elif mark.get("op") == "lt":
            if not steps:
                steps.append({"value": None, "color": _color(mark)})
            ends = after is None or after.get("op") != "lt"
            steps.append({"value": mark["value"], "color": "transparent" if after is None or ends else _color(after)})
    if steps and steps[0]["value"] is not None:
        steps.insert(0, {"value": None, "color": "transparent"})
    return {"thresholds": {"mode": "absolute", "steps": steps}} if steps else {}


def _threshold_style(panel: _Json) -> dict[str, Any]:
    marks = _marks(panel)
    area, line = (any(mark.get(part) for mark in marks) for part in ("fill", "line"))
    mode = "line+area" if line and area else "area" if area else "line"
    return {"thresholdsStyle": {"mode": mode}} if marks else {}


def _color(mark: _Json) -> str:
    own = mark.get("fillColor") or mark.get("lineColor")
    return str(own) if mark.get("colorMode") == "custom" and own else _COLORS.get(str(mark.get("colorMode")), "red")
