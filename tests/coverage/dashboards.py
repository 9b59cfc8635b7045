"""Judges of whole dashboards."""

import re
from collections.abc import Iterator
from typing import Any

from .build import Build, Document, Output, Wish

_UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MOMENT = re.compile(r"now(?:-(?P<count>\d+)(?P<unit>[smhdwMy]))?(?:/(?P<rounded>[mhdwMy]))?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "M": 31 * 86_400, "y": 366 * 86_400}

#: The panels that come with Grafana 9.3.
PANEL_TYPES_9_3 = frozenset({
    "alertGroups", "alertlist", "annolist", "barchart", "bargauge", "candlestick", "canvas", "dashlist", "gauge",
    "geomap", "graph", "heatmap", "histogram", "logs", "news", "nodeGraph", "piechart", "stat", "state-timeline",
    "status-history", "table", "text", "timeseries", "traces", "xychart",
})  # fmt: skip
#: Keys that nothing in a dashboard of Grafana 9.3 has, and the version that brought them.
LATER_KEYS = {
    "allowCustomValue": "11.5",
    "cellOptions": "10.0",
    "custom.cellOptions": "10.0",
    "percentChangeColorMode": "11.1",
    "perPage": "11.3",
    "preload": "11.3",
    "showPercentChange": "10.2",
    "staticOptions": "12.2",
    "wideLayout": "10.2",
}
LATER_VARIABLES = frozenset({"groupby", "switch"})


def dashboard_exists(wish: Wish, build: Build) -> Iterator[str]:
    """Exactly one dashboard has the title or one of its aliases, and it is whole: uid, folder, time range, panels."""
    names = (wish["title"], *wish.get("aliases", ()))
    uids = set[str]()
    for stage, output in build.outputs.items():
        found = output.dashboards(*names)
        uids.update(one.uid for one in found)
        if len(found) != 1:
            yield f"{stage}: {len(found)} dashboards are titled {' or '.join(map(repr, names))}"
        for one in found:
            yield from (f"{stage}: dashboard {one.uid} {problem}" for problem in _not_whole(one, output))
    if len(uids) > 1:
        yield f"its uid changes with the environment: {', '.join(sorted(uids))}"


def max_time_range(wish: Wish, output: Output) -> Iterator[str]:
    """No dashboard opens on more than so many days, and no panel shows more; `unless` is how exceptions are marked.

    A dashboard or panel that reads what is kept longer says so: with the tag, or in its description.
    """
    if not output.dashboards():
        yield "there is no dashboard"
    for one in output.dashboards():
        shown = one.json.get("time", {})
        length = range_of(one)
        if length is None:
            yield f"{one.title!r} opens on {shown}, which is no range that ends now"
        elif length > wish["days"] * _SECONDS["d"] and not _is_marked(one.json, wish):
            yield f"{one.title!r} opens on {shown['from']} to {shown['to']}, more than {wish['days']} days"
        for panel in one.board.panels:
            own = _MOMENT.fullmatch(f"now-{panel.json.get('timeFrom') or '1s'}")
            is_long = own is not None and int(own["count"]) * _SECONDS[own["unit"]] > wish["days"] * _SECONDS["d"]
            if is_long and not _is_marked(one.json, wish) and not _is_marked(panel.json, wish):
                yield f"{one.title!r}, panel {panel.title!r} shows {panel.json['timeFrom']}"


def range_of(one: Document) -> int | None:
    """How many seconds a dashboard opens on; None for what is no range relative to now."""
    return _seconds(one.json.get("time", {}))


def schema_version_max(wish: Wish, output: Output) -> Iterator[str]:
    """Every dashboard loads in Grafana 9.3: its schema version, and nothing in it that came later."""
    if not output.dashboards():
        yield "there is no dashboard"
    for one in output.dashboards():
        version = one.json["schemaVersion"]
        if version > wish["value"]:
            yield f"{one.title!r} has schemaVersion {version}, more than {wish['value']}"
        yield from (f"{one.title!r} has {problem}" for problem in _later(one))


def _not_whole(one: Document, output: Output) -> Iterator[str]:
    if one.json.get("uid") != one.uid or not _UID.fullmatch(one.uid):
        yield f"has no stable uid: {one.json.get('uid')!r}"
    if one.folder is None or all(folder.uid != one.folder for folder in output.of("folder")):
        yield f"is in no folder that is built: {one.folder!r}"
    if range_of(one) is None:
        yield f"has no time range: {one.json.get('time')!r}"
    if not one.board.panels:
        yield "has no panel"


def _is_marked(part: Any, wish: Wish) -> bool:
    if "unless" not in wish:
        return False
    mark = wish["unless"].replace("_", "-")
    said = str(part.get("description", "")).lower().replace(" ", "-")
    return mark in part.get("tags", ()) or mark in said


def _seconds(shown: dict[str, str]) -> int | None:
    """How long a time range is at most; None for what is no range relative to now."""
    start, end = (_MOMENT.fullmatch(shown.get(key, "")) for key in ("from", "to"))
    if start is None or end is None:
        return None
    ago = [int(moment["count"] or 0) * _SECONDS[moment["unit"] or "s"] for moment in (start, end)]
    # Rounding moves the start back and the end ahead, by less than the unit.
    rounded = sum(_SECONDS[moment["rounded"]] for moment in (start, end) if moment["rounded"])
    return ago[0] - ago[1] + rounded or None


def _later(one: Document) -> Iterator[str]:
    for panel in one.board.panels:
        if panel.type not in PANEL_TYPES_9_3:
            yield f"the panel type {panel.type!r}, which Grafana 9.3 has not"
    for variable in one.json.get("templating", {}).get("list", []):
        if variable["type"] in LATER_VARIABLES:
            yield f"the variable type {variable['type']!r}, which Grafana 9.3 has not"
    for key in sorted(set(_keys(one.json)) & set(LATER_KEYS)):
        yield f"{key!r}, which came with Grafana {LATER_KEYS[key]}"


def _keys(value: Any) -> Iterator[str]:
    """Every key, and the names of the properties that overrides set."""
    if isinstance(value, dict):
        yield from value
        if "id" in value and "value" in value:
            yield str(value["id"])
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _keys(one)
