"""Migration: a panel of an older schema in today's, as far as its own JSON says how.

What needs a server's datasources, or the code of a plugin that is gone, stays as it is.
Source: Grafana's dashboard migrations (`apps/dashboard/pkg/migration/schemaversion`).
"""

from collections.abc import Iterator

from grafmint.plan.semantic.defaults import table
from grafmint.plan.semantic.tree import Json, JsonObject

# The schema versions that brought what older documents are migrated to.
_MERGED_LABELS = 31
_SHOWN_TIME_AXIS = 35
_SHOW_LEGEND = 37
_HIDE_FROM_TOOLTIP = 42
_GAUGES = {"basic": "basic", "gradient-gauge": "gradient", "lcd-gauge": "lcd"}
_BACKGROUNDS = {"color-background": "gradient", "color-background-solid": "basic"}
_TIME_AXIS = {
    "matcher": {"id": "byType", "options": "time"},
    "properties": [{"id": "custom.axisPlacement", "value": "auto"}],
}


def migrated(panel: JsonObject, version: int) -> JsonObject:
    """The panel of a document of a schema version; the mappings and lists inside it are changed in place."""
    if isinstance(was := panel.pop("autoMigrateFrom", None), str):
        # The server only says what its page will make of a panel of a kind that is gone.
        panel["type"] = was
    type_, options = panel.get("type"), _mapping(panel, "options")
    config = _mapping(panel, "fieldConfig")
    if type_ == "heatmap":
        panel["options"] = _heatmap(options)
    if type_ in ("timeseries", "xychart") and "tooltipOptions" in options:
        options.setdefault("tooltip", options.pop("tooltipOptions"))
    if "legend" in options:
        options["legend"] = _legend(options["legend"], version)
    defaults = _mapping(config, "defaults")
    _open_lowest_step(defaults)
    custom = _mapping(defaults, "custom")
    if type_ == "timeseries" and version < _SHOWN_TIME_AXIS and custom.get("axisPlacement") == "hidden":
        config["overrides"] = [*_items(config, "overrides"), _TIME_AXIS]
    if type_ == "table":
        _cells(custom, config)
    if version < _HIDE_FROM_TOOLTIP:
        _hide_from_tooltips(config)
    if isinstance(panel.get("transformations"), list):
        panel["transformations"] = list(_transformations(panel["transformations"], version))
    return panel


def _heatmap(options: JsonObject) -> JsonObject:
    """A heatmap that says nothing is taken by the page for one of the old kind, which had other defaults."""
    if not options:
        return dict(table("heatmap"))
    tooltip = _mapping(options, "tooltip")
    if isinstance(tooltip.get("show"), bool):
        tooltip.setdefault("mode", "single" if tooltip["show"] else "none")
        del tooltip["show"]
    return options


def _legend(legend: Json, version: int) -> Json:
    if isinstance(legend, bool):
        return {"displayMode": "list", "showLegend": legend}
    if version >= _SHOW_LEGEND or not isinstance(legend, dict):
        return legend
    is_hidden = legend.get("displayMode") == "hidden" or legend.get("showLegend") is False
    return legend | ({"displayMode": "list", "showLegend": False} if is_hidden else {"showLegend": True})


def _open_lowest_step(defaults: JsonObject) -> None:
    for step in _items(_mapping(defaults, "thresholds"), "steps")[:1]:
        if isinstance(step, dict):
            step.setdefault("value", None)


def _cells(custom: JsonObject, config: JsonObject) -> None:
    if "displayMode" in custom and "cellOptions" not in custom:
        custom["cellOptions"] = _cell(custom.pop("displayMode"))
    for each in _properties(config):
        if each.get("id") == "custom.displayMode":
            each |= {"id": "custom.cellOptions", "value": _cell(each.get("value"))}


def _cell(mode: Json) -> Json:
    if not isinstance(mode, str):
        return mode
    if mode in _GAUGES:
        return {"type": "gauge", "mode": _GAUGES[mode]}
    return {"type": "color-background", "mode": _BACKGROUNDS[mode]} if mode in _BACKGROUNDS else {"type": mode}


def _hide_from_tooltips(config: JsonObject) -> None:
    for each in _properties(config):
        if each.get("id") == "custom.hideFrom" and _mapping(each, "value").get("viz") is True:
            each["value"]["tooltip"] = True


def _transformations(steps: list[Json], version: int) -> Iterator[Json]:
    for step in steps:
        options = _mapping(step, "options") if isinstance(step, dict) else {}
        if isinstance(step, dict) and step.get("id") == "timeSeriesTable" and "refIdToStat" in options:
            stats = _mapping(options, "refIdToStat")
            yield step | {"options": {name: {"stat": stat} for name, stat in stats.items()}}
            continue
        yield step
        if version < _MERGED_LABELS and isinstance(step, dict) and step.get("id") == "labelsToFields":
            yield {"id": "merge", "options": {}}


def _properties(config: JsonObject) -> Iterator[JsonObject]:
    for override in _items(config, "overrides"):
        if isinstance(override, dict):
            yield from (each for each in _items(override, "properties") if isinstance(each, dict))


def _mapping(value: JsonObject, key: str) -> JsonObject:
    """The mapping at a key, or an empty one where there is something else."""
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _items(value: JsonObject, key: str) -> list[Json]:
    found = value.get(key)
    return found if isinstance(found, list) else []
