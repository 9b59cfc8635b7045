"""The page: what Grafana's own editor writes back when somebody saves a dashboard in it.

It keeps the keys that it knows, drops all others, and adds its defaults; panels that were not on screen stay as they
are.

Source: https://github.com/grafana/grafana/blob/v9.4.0/public/app/features/dashboard/state/DashboardModel.ts
"""

import copy
from collections.abc import Mapping
from typing import Any

from grafmint.testing.stored import Json

#: What the page of 9.4 writes.
SCHEMA_VERSION = 37
_DEFAULTS: Json = {
    "editable": True,
    "fiscalYearStartMonth": 0,
    "graphTooltip": 0,
    "links": [],
    "liveNow": False,
    "panels": [],
    "revision": 1,
    "style": "dark",
    "tags": [],
    "time": {"from": "now-6h", "to": "now"},
    "timepicker": {},
    "timezone": "",
    "weekStart": "",
}
_KNOWN = {
    *_DEFAULTS,
    "annotations",
    "description",
    "gnetId",
    "id",
    "refresh",
    "schemaVersion",
    "snapshot",
    "templating",
    "title",
    "uid",
    "version",
}
#: The annotation that every dashboard has.
BUILT_IN: Json = {
    "builtIn": 1,
    "datasource": {"type": "grafana", "uid": "-- Grafana --"},
    "enable": True,
    "hide": True,
    "iconColor": "rgba(0, 211, 255, 1)",
    "name": "Annotations & Alerts",
    "target": {"limit": 100, "matchAny": False, "tags": [], "type": "dashboard"},
    "type": "dashboard",
}
_CHOICE: Json = {"includeAll": False, "multi": False, "options": []}
_VARIABLES: dict[str, Json] = {
    "adhoc": {},
    "constant": {"hide": 2},
    "custom": _CHOICE,
    "datasource": {**_CHOICE, "refresh": 1, "regex": ""},
    "interval": {"auto": False, "auto_count": 30, "auto_min": "10s", "refresh": 2},
    "query": {**_CHOICE, "definition": "", "refresh": 1, "regex": "", "sort": 0},
    "textbox": {"options": []},
}


def saved(document: Json, names: Mapping[str, str], *, schema: int = SCHEMA_VERSION) -> Json:
    """A stored document as the page would save it; `names` are those of the datasources by their uids."""
    known = {key: value for key, value in copy.deepcopy(document).items() if key in _KNOWN}
    page = {**copy.deepcopy(_DEFAULTS), **known, "schemaVersion": schema}
    annotations = _list(page, "annotations")
    if not any(each.get("builtIn") for each in annotations):
        annotations = [copy.deepcopy(BUILT_IN), *annotations]
    page["annotations"] = {**page.get("annotations", {}), "list": annotations}
    variables = [_variable(each, names) for each in _list(page, "templating")]
    page["templating"] = {**page.get("templating", {}), "list": variables}
    return page


def _list(page: Json, key: str) -> list[Json]:
    found: list[Json] = page.get(key, {}).get("list", [])
    return found


def _variable(variable: Json, names: Mapping[str, str]) -> Json:
    kind = variable.get("type", "")
    filled = {"hide": 0, "skipUrlSync": False, **copy.deepcopy(_VARIABLES.get(kind, {})), **variable}
    if kind == "interval" and "options" not in variable:
        filled["options"] = _steps(str(variable.get("query", "")))
    if kind == "query":
        filled["query"] = _query(variable, names)
    return filled


def _steps(query: str) -> list[Json]:
    steps = [step for step in query.split(",") if step]
    return [{"selected": place == 0, "text": step, "value": step} for place, step in enumerate(steps)]


def _query(variable: Json, names: Mapping[str, str]) -> Any:
    """A text becomes an object with a name when the page has loaded the datasource, and it is a Prometheus."""
    query, source = variable.get("query"), variable.get("datasource")
    if not isinstance(query, str) or not isinstance(source, dict) or source.get("type") != "prometheus":
        return query
    name = names.get(source.get("uid", ""))
    return query if name is None else {"query": query, "refId": f"{name}-{variable.get('name')}-Variable-Query"}
