"""Defaults: what Grafana's page adds to a document by itself, so that having it is the same as not having it.

`defaults.json` holds them by type of panel: what the page of a Grafana 9.4 wrote for panels that left everything out,
and for options that came later the documented default. `newer` is where a later page writes another one.
Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import orjson

from grafmint.plan.semantic.tree import MISSING, Json, JsonObject, Tree, at


@cache
def table(name: str) -> JsonObject:
    """One of the tables: `board`, `annotation`, `builtin`, `link`, `target`, `expression`, `heatmap`."""
    part: JsonObject = _tables()[name]
    return part


@cache
def of_panel(type_: str) -> tuple[Tree, ...]:
    """The defaults of a type of panel, and those that newer pages write instead, if any."""
    tables = _tables()
    first = _over(tables["panel"], tables["types"].get(type_, {}))
    return (first, tables["newer"][type_]) if type_ in tables["newer"] else (first,)


@cache
def of_variable(type_: str) -> Tree:
    """The defaults of a type of variable."""
    tables = _tables()
    return _over(tables["variable"], tables["variables"].get(type_, {}))


def default_at(tree: Tree, path: tuple[str, ...]) -> Json:
    """What the page takes for a leaf that a tree leaves out, or MISSING where nobody knows."""
    if path[0] == "panels":
        is_query = path[2:3] == ("targets",)
        found = (
            at(table("expression") | table("target"), path[4:]) if is_query else at(_of_part(tree, path[:2]), path[2:])
        )
    elif path[0] == "queries":
        # A query of an alert rule is what it is in a panel.
        found = at(table("expression") | table("target"), path[2:])
    elif path[0] in ("templating", "annotations"):
        found = at(_of_part(tree, path[:3]), path[3:])
    else:
        found = at(table("board"), path)
    return MISSING if isinstance(found, Mapping) else found


def _of_part(tree: Tree, path: tuple[str, ...]) -> Tree:
    type_ = at(tree, (*path, "type"))
    name = type_ if isinstance(type_, str) else ""
    if path[0] == "panels":
        return of_panel(name)[0]
    if path[0] == "templating":
        return of_variable(name)
    return table("builtin" if path[2:] == (table("builtin")["name"],) else "annotation")


@cache
def _tables() -> JsonObject:
    tables: JsonObject = orjson.loads(Path(__file__).with_name("defaults.json").read_bytes())
    return tables


def _over(base: JsonObject, top: JsonObject) -> JsonObject:
    both = base | top
    for key in base.keys() & top.keys():
        if isinstance(base[key], dict) and isinstance(top[key], dict):
            both[key] = _over(base[key], top[key])
    return both
