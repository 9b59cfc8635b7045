"""Whether directories hold the same work: `python -m bench.compare DIRECTORY …`.

Libraries write different defaults; what the spec asks for must be in all of them. Exits with 1 at the first
difference, naming it.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

Json = Mapping[str, Any]

#: What a kind's look is compared by, below `options` or `fieldConfig.defaults.custom`.
_LOOKS = {
    "timeseries": (
        ("options", "legend", "displayMode"),
        ("options", "legend", "placement"),
        ("options", "legend", "calcs"),
        ("options", "tooltip", "mode"),
        ("options", "tooltip", "sort"),
        ("custom", "lineWidth"),
        ("custom", "fillOpacity"),
        ("custom", "thresholdsStyle", "mode"),
    ),
    "stat": (("options", "graphMode"), ("options", "colorMode"), ("options", "reduceOptions", "calcs")),
    "table": (("options", "showHeader"), ("custom", "filterable")),
}


class DifferenceError(Exception):
    """Two directories do not hold the same work."""


def compare(directories: list[Path]) -> int:
    """How many panels each directory has; raises DifferenceError when they are not the same ones."""
    first, *others = directories
    expected = dict(facts(first))
    if not expected:
        raise DifferenceError(f"{first.name} holds no dashboards")
    for other in others:
        found = dict(facts(other))
        for where in [*expected, *(where for where in found if where not in expected)]:
            one, two = expected.get(where, "nothing"), found.get(where, "nothing")
            if one != two:
                raise DifferenceError(f"{where}: {one!r} in {first.name}, {two!r} in {other.name}")
    return sum(where.endswith(": gridPos") for where in expected)


def facts(directory: Path) -> Iterator[tuple[str, object]]:
    """What the dashboards below a directory say of all that is compared, each with where it stands."""
    for path in sorted(directory.rglob("*.json")):
        document = orjson.loads(path.read_bytes())
        if "panels" not in document:
            continue
        uid = document["uid"]
        for key in ("title", "description", "tags", "time", "refresh"):
            yield f"{uid}: {key}", document[key]
        for variable in document["templating"]["list"]:
            for key, value in _variable(variable).items():
                yield f"{uid}, variable {variable['name']}: {key}", value
        for index, panel in enumerate(document["panels"], 1):
            for key, value in _panel(panel).items():
                yield f"{uid}, panel {index}: {key}", value


def _variable(variable: Json) -> Json:
    query = variable["query"]
    text = query["query"] if isinstance(query, dict) else query
    written = variable["type"] != "query"
    return {
        "type": variable["type"],
        "label": variable["label"],
        "query": [value.strip() for value in text.split(",")] if written else text,
        "multi": variable.get("multi", False),
        "includeAll": variable.get("includeAll", False),
        "current": variable["current"]["value"] if written else None,
    }


def _panel(panel: Json) -> Json:
    defaults = panel["fieldConfig"]["defaults"]
    found = {
        "type": panel["type"],
        "title": panel["title"],
        "description": panel["description"],
        "datasource": panel["datasource"],
        "gridPos": panel["gridPos"],
        "unit": defaults["unit"],
        "thresholds": [(_lowest(step["value"]), step["color"]) for step in defaults["thresholds"]["steps"]],
    }
    for ref_id, target in enumerate(panel["targets"]):
        found[f"query {ref_id}"] = (
            target["refId"],
            target["expr"],
            target["legendFormat"],
            target["datasource"],
            target["instant"],
            target.get("format", "time_series"),
        )
    parts = {"options": panel["options"], "custom": defaults.get("custom")}
    for path in _LOOKS.get(panel["type"], ()):
        value: Any = parts
        for key in path:
            value = value[key]
        found[".".join(path)] = value
    return found


def _lowest(value: object) -> object:
    """The lowest step has no value; grafanalib writes the word for it."""
    return None if value == "null" else value


if __name__ == "__main__":
    try:
        panels = compare([Path(argument) for argument in sys.argv[1:]])
    except DifferenceError as error:
        sys.exit(f"not the same work: {error}")
    sys.stdout.write(f"{panels}\n")
