"""Board: a whole dashboard as a tree, its panels, variables, annotations and links by name.

Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
"""

from collections.abc import Callable
from typing import TypeGuard

from grafmint.plan.semantic.annotation import annotations
from grafmint.plan.semantic.defaults import table
from grafmint.plan.semantic.panels import flat
from grafmint.plan.semantic.parts import links
from grafmint.plan.semantic.tree import Json, JsonObject, Tree, pruned
from grafmint.plan.semantic.variable import variables

#: What belongs to one server or to one way of sharing; what a document calls its folder is nobody's.
_NOISE = frozenset(
    {"id", "version", "iteration", "revision", "schemaVersion", "style", "meta", "folder"}
    | {"__inputs", "__requires", "__elements"}
)
_LISTS = ("panels", "templating", "annotations", "links")


def board(document: JsonObject, folder: str | None) -> Tree:
    """The tree of a dashboard of any schema version; `folder` is where it lies."""
    plain = {key: value for key, value in document.items() if key not in _NOISE and key not in _LISTS}
    if not isinstance(plain.get("refresh"), str):
        plain.pop("refresh", None)
    if isinstance(plain.get("timepicker"), dict):
        plain["timepicker"] = {key: value for key, value in plain["timepicker"].items() if key != "time_options"}
    if _is_texts(plain.get("tags")):
        plain["tags"] = sorted(set(plain["tags"]))
    tree = pruned(plain, table("board"))
    if folder is not None:
        tree["folder"] = folder
    parts = {
        "panels": flat(document.get("panels"), _version(document)),
        "templating": _listed(document.get("templating"), variables),
        "annotations": _listed(document.get("annotations"), annotations),
        "links": links(document.get("links")),
    }
    return tree | {key: part for key, part in parts.items() if part is not None and part != {}}


def _listed(value: Json, form: Callable[[list[Json]], Tree]) -> Json:
    """The variables or annotations, which stand in an object of their own."""
    if not isinstance(value, dict) or not isinstance(value.get("list"), list):
        return pruned(value, {}) if isinstance(value, dict) else value
    others = pruned({key: item for key, item in value.items() if key != "list"}, {})
    items = form(value["list"])
    return others | ({"list": items} if items else {})


def _version(document: JsonObject) -> int:
    version = document.get("schemaVersion")
    return int(version) if isinstance(version, int | float) else 0


def _is_texts(value: Json) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
