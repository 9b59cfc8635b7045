"""Side: a resource as it is in one of two revisions, with all that is asked of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.library import Library, shows_any
from grafmint.origin import Place
from grafmint.plan.semantic import MODEL, Json, JsonObject, Located, Tree, located, normal, veiled

#: What a secret would stand behind; most documents have none, and need no copy.
_SECRETS = (b'"secureJsonData"', b'"secureSettings"', b'"password"', b'"basicAuthPassword"')
_SHARED = "library-panel"


@attrs.frozen(kw_only=True)
class Side:
    """One entry as a tree, and as JSON that anybody may see; `panels` are its panels by the tree's names.

    What is shown of a library panel is there. `datasources` maps uids to types, `boards` are the titles of the
    dashboards that show a library panel.
    """

    entry: Entry
    tree: Tree = attrs.field(repr=False)
    json: JsonObject = attrs.field(repr=False)
    panels: Mapping[str, Located] = attrs.field(repr=False)
    datasources: Mapping[str, str]
    boards: tuple[str, ...] = ()

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


def side(entry: Entry, bundle: Bundle, folder: str | None, library: Library) -> Side:
    """The side of a resource; `folder` is what people call the one that it lies in, `library` that of the bundle.

    Raises ValueError for a document that is no JSON object or is nested too deeply.
    """
    tree = normal(entry.kind, entry.document, folder)
    json = shown(entry, tree, library)
    return Side(
        entry=entry,
        tree=tree,
        json=json,
        panels={each.name: each for each in _panels(entry, json, library)},
        datasources=bundle.datasources,
        boards=tuple(board.title for board in library.users.get(entry.uid, ())) if entry.kind == _SHARED else (),
    )


def shown(entry: Entry, tree: Tree, library: Library) -> JsonObject:
    """A document as anybody may see it: of a secret, that it is there; of a library panel, its content."""
    if entry.kind == _SHARED or shows_any(entry):
        found = library.alone(entry) if entry.kind == _SHARED else library.filled(entry.json)
        whole: JsonObject = veiled(found)
        return whole
    own: Any = veiled(tree) if entry.kind == "datasource" else entry.json
    document: JsonObject = veiled(own) if any(mark in entry.document for mark in _SECRETS) else own
    return document


def _panels(entry: Entry, json: JsonObject, library: Library) -> Iterator[Located]:
    if entry.kind == _SHARED:
        yield Located(MODEL, json["panels"][0], None, f"/{MODEL}")
    elif entry.kind == "dashboard" and not shows_any(entry):
        yield from located(json.get("panels"))
    elif entry.kind == "dashboard":
        for each in located(entry.json.get("panels")):
            # A tree names panels as they are written, so that one without an id keeps its name.
            is_panel = isinstance(each.panel, dict)
            yield attrs.evolve(each, panel=veiled(library.content(each.panel))) if is_panel else each


def text(value: Json) -> str:
    """The value where it is a text, else nothing."""
    return value if isinstance(value, str) else ""
