"""Labels: what the page calls the fields of a document."""

import re

#: Where fields stand says nothing to people who know them from the page.
_CONTAINERS = frozenset({"options", "fieldConfig", "defaults", "custom", "properties"})
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")

#: By what the field belongs to, where the same name means something else there.
_OF = {
    "query": {
        "expr": "expression",
        "legendFormat": "legend",
        "interval": "min step",
        "rawSql": "SQL",
        "hide": "hidden",
    },
    "variable": {
        "multi": "multi-value",
        "includeAll": "include All option",
        "allValue": "custom all value",
        "hide": "show on dashboard",
        "current": "selected value",
        "skipUrlSync": "left out of URLs",
        "auto": "auto option",
        "auto_count": "step count",
        "auto_min": "min interval",
        "allowCustomValue": "allow custom values",
    },
    "annotation": {"enable": "enabled", "hide": "hidden", "iconColor": "color", "expr": "query"},
    "panel": {"type": "visualization", "interval": "min interval"},
    "board": {
        "for": "pending period",
        "threshold": "condition",
        "condition": "condition step",
        "execErrState": "error state",
        "isPaused": "paused",
        "panel": "linked panel",
    },
    "expression": {"expression": "input"},
    "route": {
        "continue": "continue matching",
        "mute_time_intervals": "mute timings",
        "active_time_intervals": "active timings",
    },
}
_LABELS = {
    "timeFrom": "relative time",
    "hideTimeOverride": "hide time info",
    "repeat": "repeat by variable",
    "transparent": "transparent background",
    "noValue": "no value",
    "mappings": "value mappings",
    "color.mode": "color scheme",
    "color.fixedColor": "color",
    "color.seriesBy": "color series by",
    "thresholds.steps": "thresholds",
    "thresholdsStyle.mode": "show thresholds",
    "legend.showLegend": "legend",
    "legend.displayMode": "legend mode",
    "legend.calcs": "legend values",
    "tooltip.mode": "tooltip",
    "tooltip.sort": "tooltip sort order",
    "reduceOptions.calcs": "calculation",
    "reduceOptions.values": "show all values",
    "reduceOptions.fields": "fields",
    "drawStyle": "style",
    "stacking.mode": "stacking",
    "spanNulls": "connect null values",
    "insertNulls": "disconnect values",
    "scaleDistribution.type": "axis scale",
    "scaleDistribution.log": "axis scale base",
    "axisCenteredZero": "axis centered at zero",
    "axisGridShow": "axis grid lines",
    "axisBorderShow": "axis border",
    "hideFrom.viz": "hidden in graph",
    "hideFrom.legend": "hidden in legend",
    "hideFrom.tooltip": "hidden in tooltip",
    "cellOptions.type": "cell type",
    "cellOptions.mode": "cell mode",
    "datasource.uid": "data source",
    "datasource.type": "data source type",
    "gridPos": "place",
    "isDefault": "default",
    "libraryPanel.uid": "library panel",
    "libraryPanel.name": "library panel name",
    "graphTooltip": "shared tooltip",
    "liveNow": "refresh live dashboards",
    "timezone": "time zone",
    "timepicker.refresh_intervals": "auto refresh intervals",
    "timepicker.hidden": "hide time picker",
    "timepicker.nowDelay": "now delay",
}


def label(path: tuple[str, ...], of: str) -> str:
    """The words for the field at a path inside what it belongs to, such as a board, a panel or a query."""
    if path[0] == "jsonData" and len(path) > 1:
        # The keys of a plugin are known by their own spelling, from files and from its documentation.
        return f"json data {'.'.join(path[1:])}"
    if path[0] == "settings" and of == "integration":
        return ".".join(path[1:]) or "settings"
    if of == "override":
        # An override's properties are paths themselves.
        path = tuple(part for each in path for part in each.split("."))
    parts = tuple(part for part in path if part not in _CONTAINERS) or path
    whole = ".".join(parts)
    return _OF.get(of, {}).get(whole) or _LABELS.get(whole) or " ".join(split(part) for part in parts)


def split(name: str) -> str:
    """A camelCase name as words; one with a dot or a blank is no such name and stays."""
    return _HUMP.sub(" ", name).lower() if name.isidentifier() else name
