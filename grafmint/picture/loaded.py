"""Loaded: a panel as the page has it once its type has brought what older pages wrote up to date.

Source: https://grafana.com/developers/plugin-tools/how-to-guides/panel-plugins/migration-handler-for-panels
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from grafmint.picture.old_heatmap import heatmap_options
from grafmint.picture.option import number, option

_Json = Mapping[str, Any]
_VERSION: Final = re.compile(r"\d+(\.\d+)?")
#: What a panel is taken for that does not say which version of its type wrote it.
_UNWRITTEN: Final = "6.1"
#: From 8.0 on percents have no limits of their own; from 7.1 on a text has its content among its options.
_PERCENTS_ARE_FREE: Final = 8.0
_TEXT_HAS_OPTIONS: Final = 7.1
_MOST: Final[Mapping[str, float]] = {"percent": 100, "percentunit": 1}


def loaded(panel: _Json) -> _Json:
    """The panel's JSON as the page draws it; a panel without `pluginVersion` counts as an old one."""
    change = _CHANGES.get(str(panel.get("type")))
    return change(panel, _version(panel)) if change else panel


def _version(panel: _Json) -> float:
    found = _VERSION.match(str(panel.get("pluginVersion") or _UNWRITTEN))
    return float(found[0]) if found else math.inf


def _with_limits(panel: _Json, version: float) -> _Json:
    """Percents go from nothing to all."""
    defaults = option(panel, "fieldConfig.defaults")
    most = _MOST.get(str(option(defaults, "unit")))
    if most is None or version >= _PERCENTS_ARE_FREE:
        return panel
    limits = {"min": 0, "max": most}
    missing = {name: limit for name, limit in limits.items() if number(defaults, name) is None}
    return {**panel, "fieldConfig": {**panel["fieldConfig"], "defaults": {**defaults, **missing}}}


def _text(panel: _Json, version: float) -> _Json:
    """Its content and mode once stood beside its title."""
    if version >= _TEXT_HAS_OPTIONS or not {"content", "mode"} <= panel.keys():
        return panel
    return {**panel, "options": {"content": panel["content"], "mode": panel["mode"]}}


def _heatmap(panel: _Json, _: float) -> _Json:
    """Without options it is one from before heatmaps had any, and field options count for nothing."""
    return panel if panel.get("options") else {**panel, "options": heatmap_options(panel), "fieldConfig": {}}


_CHANGES: Final[Mapping[str, Callable[[_Json, float], _Json]]] = {
    **dict.fromkeys(("stat", "gauge", "bargauge"), _with_limits),
    "heatmap": _heatmap,
    "text": _text,
}
