"""Singlestat: the panel for one number that was before `stat` and `gauge`, as one of these.

Every page since 7.0 makes the same of it when it opens the dashboard.
Source: https://grafana.com/docs/grafana/v7.5/panels/visualizations/stat-panel/
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from grafmint.picture.option import number, option

_Json = Mapping[str, Any]
#: What is made anew has none of what older pages took for granted.
_MADE: Final = "9.0"
#: The calculations that had other names.
_CALCS: Final[Mapping[str, str]] = {"current": "lastNotNull", "avg": "mean", "total": "sum", "name": "mean"}
_SAME: Final = frozenset({"min", "max", "mean", "first", "last", "delta", "diff", "range", "lastNotNull", "sum"})
#: What was its own, and is told by options and field options now.
_OLD: Final = frozenset(
    {"cacheTimeout", "colorBackground", "colorPostfix", "colorPrefix", "colorValue", "colors", "decimals", "editable"}
    | {"error", "format", "gauge", "height", "isNew", "mappingType", "mappingTypes", "nullPointMode", "nullText"}
    | {"postfix", "postfixFontSize", "prefix", "prefixFontSize", "rangeMaps", "sparkline", "tableColumn", "thresholds"}
    | {"valueFontSize", "valueMaps", "valueName"}
)


def stat_of(panel: _Json) -> dict[str, Any]:
    """A singlestat as a stat, or where it shows a dial as a gauge."""
    kept = {key: value for key, value in panel.items() if key not in _OLD}
    is_dial = option(panel, "gauge.show") is True
    return {
        **kept,
        "type": "gauge" if is_dial else "stat",
        "pluginVersion": _MADE,
        "options": {**_shared(panel), **(_dial(panel) if is_dial else _stat(panel))},
        "fieldConfig": {"defaults": dict(_defaults(panel, is_dial=is_dial)), "overrides": []},
    }


def _shared(panel: _Json) -> dict[str, Any]:
    asked = str(panel.get("valueName") or "")
    calc = _CALCS.get(asked, asked if asked in _SAME else "mean")
    column = panel.get("tableColumn")
    fields = {"fields": f"/^{column}$/"} if column else {}
    return {"reduceOptions": {"calcs": [calc], **fields}, "orientation": "horizontal"}


def _stat(panel: _Json) -> dict[str, Any]:
    colored = "background" if panel.get("colorBackground") else "value" if panel.get("colorValue") else "none"
    graph = "area" if option(panel, "sparkline.show") else "none"
    named = {"textMode": "name"} if panel.get("valueName") == "name" else {}
    return {"colorMode": colored, "graphMode": graph, **named}


def _dial(panel: _Json) -> dict[str, Any]:
    return {f"showThreshold{part}": option(panel, f"gauge.threshold{part}") for part in ("Markers", "Labels")}


def _defaults(panel: _Json, *, is_dial: bool) -> Iterator[tuple[str, Any]]:
    for key, was in (("unit", "format"), ("noValue", "nullText")):
        if panel.get(was):
            yield key, panel[was]
    if number(panel, "decimals") is not None:
        yield "decimals", panel["decimals"]
    steps = list(_steps(panel))
    if steps:
        yield "thresholds", {"mode": "absolute", "steps": steps}
    if mappings := list(_mappings(panel, steps)):
        yield "mappings", mappings
    if is_dial:
        yield from (("min", option(panel, "gauge.minValue")), ("max", option(panel, "gauge.maxValue")))
    line = option(panel, "sparkline.lineColor")
    if not is_dial and line and _stat(panel)["colorMode"] == "none" and option(panel, "sparkline.show"):
        yield "color", {"mode": "fixed", "fixedColor": line}


def _steps(panel: _Json) -> Iterator[dict[str, Any]]:
    """There is one colour more than limits."""
    limits, colors = panel.get("thresholds"), panel.get("colors")
    if not isinstance(limits, str) or not limits or not isinstance(colors, list):
        return
    numbers = [None, *map(_read, limits.split(","))]
    yield from ({"value": value, "color": color} for value, color in zip(numbers, colors, strict=False))


def _mappings(panel: _Json, steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Texts for values, or for ranges; a text that is a number has the colour that the number has."""
    values, ranges = (maps if isinstance(maps := panel.get(key), list) else [] for key in ("valueMaps", "rangeMaps"))
    kind = panel.get("mappingType") or (1 if values else 2)
    for old in values if kind == 1 else ranges:
        result = {"text": old.get("text"), **_color(old.get("text"), steps)}
        ends = [old.get("value")] if kind == 1 else [old.get("from"), old.get("to")]
        if "null" in ends:
            yield {"type": "special", "options": {"match": "null", "result": result}}
        elif kind == 1 and ends != [None]:
            yield {"type": "value", "options": {str(old["value"]): result}}
        elif kind != 1:
            yield {"type": "range", "options": {"from": _read(ends[0]), "to": _read(ends[1]), "result": result}}


def _color(text: object, steps: list[dict[str, Any]]) -> dict[str, str]:
    found = _read(text)
    reached = [step["color"] for step in steps if step["value"] is None or (found or 0) >= step["value"]]
    return {"color": reached[-1]} if found is not None and reached else {}


def _read(text: object) -> float | None:
    try:
        found = float(str(text).strip())
    except ValueError:
        return None
    return int(found) if found.is_integer() else found
