"""Alignment: one tree made comparable to another, where they name the same panels differently."""

from collections import defaultdict
from collections.abc import Mapping

from grafmint.model.key import slug
from grafmint.plan.semantic.panel import titled
from grafmint.plan.semantic.tree import Json, JsonObject, Named, Tree, at


def aligned(tree: Tree, to: Tree) -> Tree:
    """The tree with the panels' names of `to`: panels are the same by their id, else by row and title.

    What `tree` has chosen of a variable is left out where `to` chooses nothing: the page stores what people picked.
    """
    panels, theirs = tree.get("panels"), to.get("panels")
    names = _names(panels, theirs) if isinstance(panels, Named) and isinstance(theirs, Named) else {}
    found = renamed(tree, names)
    variables = {
        name: _unchosen(each, at(to, ("templating", "list", name))) for name, each in _entries(tree, "templating")
    }
    _put(found, ("templating", "list"), variables)
    return found


def renamed(tree: Tree, names: Mapping[str, str]) -> JsonObject:
    """The tree with other names for panels, wherever they are named."""
    found = dict(tree)
    panels = tree.get("panels")
    if names and isinstance(panels, Named):
        found["panels"] = Named((names.get(name, name), _renamed(panel, names)) for name, panel in panels.items())
        _put(
            found,
            ("annotations", "list"),
            {name: _filtered(each, names) for name, each in _entries(tree, "annotations")},
        )
    return found


def _names(panels: Named, theirs: Named) -> Mapping[str, str]:
    """The names in `theirs` of the panels that have another one here."""
    free = defaultdict[tuple[str, ...], list[str]](list)
    for name in theirs:
        if name not in panels:
            free[key_of(theirs, name)].append(name)
    found = dict[str, str]()
    for name in panels:
        if name not in theirs and (candidates := free.get(key_of(panels, name))):
            found[name] = candidates.pop(0)
    return found


def key_of(panels: Named, name: str) -> tuple[str, ...]:
    """What stays the same of a panel whose id is another one: its row and title, or of a row its title."""
    panel = panels[name]
    if not isinstance(panel, dict):
        return ()
    if panel.get("type") == "row":
        return "row", _slug(panel)
    title, row = _slug(panel), panels.get(panel.get("row", ""))
    # Those without a title are told apart by what they are.
    return "panel", _slug(row), title, "" if title else f"{panel.get('type')}"


def _slug(panel: Json) -> str:
    return slug(titled(panel))


def _renamed(panel: Json, names: Mapping[str, str]) -> Json:
    if not isinstance(panel, dict):
        return panel
    found = dict(panel)
    if panel.get("row") in names:
        found["row"] = names[panel["row"]]
    targets = panel.get("targets")
    if isinstance(targets, Named):
        found["targets"] = Named((key, _pointed(target, names)) for key, target in targets.items())
    return found


def _pointed(target: Json, names: Mapping[str, str]) -> Json:
    """A query that reads another panel names it by id."""
    if isinstance(target, dict) and "panelId" in target:
        return target | {"panelId": _id(target["panelId"], names)}
    return target


def _filtered(annotation: Json, names: Mapping[str, str]) -> Json:
    """An annotation may be shown on some panels only, named by id."""
    ids = at(annotation, ("filter", "ids")) if isinstance(annotation, dict) else None
    if not isinstance(ids, list):
        return annotation
    return annotation | {"filter": annotation["filter"] | {"ids": [_id(id_, names) for id_ in ids]}}


def _id(id_: Json, names: Mapping[str, str]) -> Json:
    name = names.get(f"{id_}", "")
    return int(name) if name.isdecimal() else id_


def _unchosen(variable: Json, theirs: Json) -> Json:
    if not isinstance(variable, dict) or (isinstance(theirs, Mapping) and "current" in theirs):
        return variable
    return {key: value for key, value in variable.items() if key != "current"}


def _entries(tree: Tree, part: str) -> list[tuple[str, Json]]:
    entries = at(tree, (part, "list"))
    return list(entries.items()) if isinstance(entries, Named) else []


def _put(tree: JsonObject, path: tuple[str, str], entries: Mapping[str, Json]) -> None:
    part, key = path
    if entries:
        tree[part] = tree[part] | {key: Named(entries)}
