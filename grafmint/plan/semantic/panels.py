"""Panels: those of a dashboard side by side, whichever row holds them, by their id."""

from collections.abc import Iterator
from functools import lru_cache

import attrs
import orjson

from grafmint.model.key import slug
from grafmint.plan.semantic.panel import form, is_clone
from grafmint.plan.semantic.tree import Json, JsonObject, Named


@attrs.frozen
class Located:
    """A panel as it stands in a document: `name` tells it from the others, `pointer` is its JSON pointer."""

    name: str
    panel: Json
    row: str | None
    pointer: str


def flat(value: Json, version: int) -> Json:
    """The panels of a document of a schema version; None when there are none, unchanged when it is no list."""
    if not isinstance(value, list):
        return value
    found = Named()
    for each in located(value):
        is_panel = isinstance(each.panel, dict)
        found[each.name] = _form(orjson.dumps(each.panel), each.row, version) if is_panel else each.panel
    return found or None


def located(value: Json) -> tuple[Located, ...]:
    """The panels of a document, and whatever else stands among them, by the names that `flat` gives them."""
    names = _Names()
    return tuple(names.take(value, None, "/panels/")) if isinstance(value, list) else ()


@attrs.define
class _Names:
    """The names that panels have got so far."""

    taken: set[str] = attrs.field(factory=set)

    def take(self, items: list[Json], row: str | None, path: str) -> Iterator[Located]:
        """The panels and those inside them; `row` is the row around them, which open ones inside may change."""
        for index, panel in _in_order(items):
            if is_clone(panel):
                continue
            is_row = panel.get("type") == "row"
            name = self._name(panel, None if is_row else row)
            self.taken.add(name)
            yield Located(name, panel, None if is_row else row, f"{path}{index}")
            if is_row:
                row = None if panel.get("collapsed") is True else name
            if isinstance(panel.get("panels"), list):
                yield from self.take(panel["panels"], name, f"{path}{index}/panels/")
        for index, item in enumerate(items):
            if not isinstance(item, dict):
                name = self._free("#")
                self.taken.add(name)
                yield Located(name, item, None, f"{path}{index}")

    def _name(self, panel: JsonObject, row: str | None) -> str:
        """The id, or what stays the same for a panel that has none of its own."""
        id_ = panel.get("id")
        if isinstance(id_, int | float) and not isinstance(id_, bool) and id_ > 0 and f"{id_:.0f}" not in self.taken:
            return f"{id_:.0f}"
        title = panel.get("title")
        return self._free(f"#{f'{row}/' if row else ''}{slug(title) if isinstance(title, str) else ''}")

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free in self.taken:
            free, number = f"{name}#{number}", number + 1
        return free


@lru_cache(maxsize=256)
def _form(panel: bytes, row: str | None, version: int) -> JsonObject:
    # Most panels of two documents that are compared are equal: their form is made once, and then the same object.
    return form(orjson.loads(panel), row, version)


def _in_order(items: list[Json]) -> list[tuple[int, JsonObject]]:
    """The panels as they are read, from top to bottom and from left to right, each with its index."""
    found = ((index, item) for index, item in enumerate(items) if isinstance(item, dict))
    return sorted(found, key=lambda pair: _place(pair[1]))


def _place(panel: JsonObject) -> tuple[float, float]:
    grid = panel.get("gridPos")
    if not isinstance(grid, dict):
        return (0, 0)
    y, x = (place if isinstance(place := grid.get(axis), int | float) else 0 for axis in ("y", "x"))
    return (y, x)
