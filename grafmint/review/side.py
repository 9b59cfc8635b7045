"""Side: a resource as it is in one of two revisions, with all that is asked of it."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.origin import Place
from grafmint.plan.semantic import Json, JsonObject, Located, Tree, located, normal, veiled

#: What a secret would stand behind; most documents have none, and need no copy.
_SECRETS = (b'"secureJsonData"', b'"secureSettings"', b'"password"', b'"basicAuthPassword"')


@attrs.frozen(kw_only=True)
class Side:
    """One entry as a tree, and as JSON that anybody may see; `panels` are its panels by the tree's names.

    `datasources` maps uids to types.
    """

    entry: Entry
    tree: Tree = attrs.field(repr=False)
    json: JsonObject = attrs.field(repr=False)
    panels: Mapping[str, Located] = attrs.field(repr=False)
    datasources: Mapping[str, str]

    def panel(self, name: str) -> JsonObject | None:
        """The JSON of a panel."""
        found = self.panels[name].panel if name in self.panels else None
        return found if isinstance(found, dict) else None

    def place(self, path: tuple[str, ...]) -> Place | None:
        """Where the code makes the part at a path of the tree, or the resource."""
        return self.entry.place(self._pointer(path))

    def _pointer(self, path: tuple[str, ...]) -> str:
        if path[:1] == ("panels",) and path[1:2] and path[1] in self.panels:
            return self.panels[path[1]].pointer
        if path[1:2] == ("list",) and len(path) > 2:  # noqa: PLR2004  # the list itself has no name
            items = self.json.get(path[0], {}).get("list")
            names = [item.get("name") if isinstance(item, dict) else None for item in items] if items else []
            return f"/{path[0]}/list/{names.index(path[2])}" if path[2] in names else ""
        return ""


def side(entry: Entry, bundle: Bundle, folder: str | None) -> Side:
    """The side of a resource; `folder` is what people call the one that it lies in.

    Raises ValueError for a document that is no JSON object or is nested too deeply.
    """
    tree = normal(entry.kind, entry.document, folder)
    json = shown(entry, tree)
    panels = {each.name: each for each in located(json.get("panels"))} if entry.kind == "dashboard" else {}
    return Side(entry=entry, tree=tree, json=json, panels=panels, datasources=bundle.datasources)


def shown(entry: Entry, tree: Tree) -> JsonObject:
    """A document as anybody may see it: of a secret, that it is there."""
    found: Any = veiled(tree) if entry.kind == "datasource" else entry.json
    document: JsonObject = veiled(found) if any(mark in entry.document for mark in _SECRETS) else found
    return document


def text(value: Json) -> str:
    """The value where it is a text, else nothing."""
    return value if isinstance(value, str) else ""
