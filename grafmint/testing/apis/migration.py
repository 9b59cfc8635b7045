"""Migration: what 13 makes of an older classic dashboard when it goes through version 1 of the resource API.

Only the steps from 36 on, for what a document written for 9.4 can hold, and the defaults that the server adds.

Source: https://github.com/grafana/grafana/tree/main/apps/dashboard/pkg/migration/schemaversion
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from grafmint.testing.apis import angular, defaults
from grafmint.testing.stored import Json

LATEST = 42
_FIRST = 36
_GAUGES = {"basic": "basic", "gradient-gauge": "gradient", "lcd-gauge": "lcd"}
_BACKGROUNDS = {"color-background": "gradient", "color-background-solid": "basic"}
_DISPLAY = "custom.displayMode"


class MigrationError(Exception):
    """A document that the server cannot migrate."""


def migrated(spec: Json) -> Json:
    """A copy in the newest schema, with what a page would add; one that is newer already stays what it is."""
    return _made(spec, with_defaults=True)


def stepped(spec: Json) -> Json:
    """The same by the steps from schema to schema alone, which is all that 12 does."""
    return _made(spec, with_defaults=False)


def _made(spec: Json, *, with_defaults: bool) -> Json:
    number = spec.get("schemaVersion", 0)
    if not isinstance(number, int) or number < _FIRST - 1:
        raise MigrationError(f"schema version {number!r} cannot be migrated to {LATEST}")
    made = copy.deepcopy(spec)
    try:
        _migrate(made, number, with_defaults=with_defaults)
    except (AttributeError, TypeError) as error:
        raise MigrationError(f"the document is none that can be migrated: {error}") from None
    made["schemaVersion"] = max(number, LATEST)
    return made


def _migrate(spec: Json, number: int, *, with_defaults: bool) -> None:
    if with_defaults:
        defaults.add(spec)
    for step_number, step in _STEPS.items():
        if number < step_number:
            step(spec)
    for panel in panels_of(spec) if with_defaults else ():
        angular.replace(panel)


def panels_of(spec: Json) -> Iterator[Json]:
    """Every panel, those of collapsed rows after their row."""
    for panel in spec.get("panels") or ():
        yield panel
        yield from panel.get("panels") or ()


def _name_datasources(spec: Json) -> None:
    """36: a name becomes a reference, and a query without one has its panel's."""
    lists = [(spec.get(key) or {}).get("list") or () for key in ("annotations", "templating")]
    for each in (*lists[0], *lists[1], *panels_of(spec)):
        if isinstance(each.get("datasource"), str):
            each["datasource"] = {"uid": each["datasource"]}
    for panel in panels_of(spec):
        for target in panel.get("targets") or ():
            if isinstance(target.get("datasource"), str):
                target["datasource"] = {"uid": target["datasource"]}
            elif target.get("datasource") is None and panel.get("datasource"):
                target["datasource"] = copy.deepcopy(panel["datasource"])


def _say_legends(spec: Json) -> None:
    """37: whether a legend shows is said, and not by a mode."""
    for panel in panels_of(spec):
        options: Any = panel.get("options") or {}
        legend = options.get("legend")
        if isinstance(legend, bool):
            options["legend"] = {"displayMode": "list", "showLegend": legend}
        elif isinstance(legend, dict):
            hidden = legend.get("displayMode") == "hidden" or legend.get("showLegend") is False
            legend |= {"displayMode": "list", "showLegend": False} if hidden else {"showLegend": True}


def _style_cells(spec: Json) -> None:
    """38: a table's mode of display becomes options of its cells."""
    for panel in panels_of(spec):
        if panel.get("type") != "table":
            continue
        config = panel.get("fieldConfig") or {}
        custom = (config.get("defaults") or {}).get("custom") or {}
        if "displayMode" in custom:
            custom["cellOptions"] = _cell(custom.pop("displayMode"))
        for each in _properties(panel):
            if each.get("id") == _DISPLAY:
                each |= {"id": "custom.cellOptions", "value": _cell(each.get("value"))}


def _cell(mode: Any) -> Json:
    if mode in _GAUGES:
        return {"type": "gauge", "mode": _GAUGES[mode]}
    if mode in _BACKGROUNDS:
        return {"type": "color-background", "mode": _BACKGROUNDS[mode]}
    return {"type": mode}


def _name_stats(spec: Json) -> None:
    """39: tables of series say the statistic of each query below a key of its own."""
    for panel in panels_of(spec):
        for each in panel.get("transformations") or ():
            options = each.get("options") or {}
            if each.get("id") == "timeSeriesTable" and "refIdToStat" in options:
                each["options"] = {ref: {"stat": stat} for ref, stat in options["refIdToStat"].items()}


def _say_refresh(spec: Json) -> None:
    """40: how often it refreshes is a text."""
    if not isinstance(spec.get("refresh"), str):
        spec["refresh"] = ""


def _drop_time_options(spec: Json) -> None:
    """41: the choices of time have gone."""
    if isinstance(spec.get("timepicker"), dict):
        spec["timepicker"].pop("time_options", None)


def _hide_tooltips(spec: Json) -> None:
    """42: what hides a series in the picture hides it in the tooltip."""
    for panel in panels_of(spec):
        for each in _properties(panel):
            value = each.get("value")
            if each.get("id") == "custom.hideFrom" and isinstance(value, dict) and value.get("viz"):
                value["tooltip"] = True


def _properties(panel: Json) -> Iterator[Json]:
    for override in (panel.get("fieldConfig") or {}).get("overrides") or ():
        yield from override.get("properties") or ()


_STEPS: dict[int, Callable[[Json], None]] = {
    36: _name_datasources,
    37: _say_legends,
    38: _style_cells,
    39: _name_stats,
    40: _say_refresh,
    41: _drop_time_options,
    42: _hide_tooltips,
}
