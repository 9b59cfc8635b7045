"""Panels: those of a dashboard side by side, whichever row holds them, by their id."""

from collections.abc import Iterator
from functools import lru_cache

import attrs
import orjson

from grafmint.model.key import slug
from grafmint.plan.semantic.panel import form, is_clone
from grafmint.plan.semantic.tree import Json, JsonObject, Named


def flat(value: Json, version: int) -> Json:
    """The panels of a document of a schema version; None when there are none, unchanged when it is no list."""
    if not isinstance(value, list):
        return value
    found = _Flat(version)
    found.take(value, None)
    return found.panels or None


@attrs.define
class _Flat:
    """The panels that were met so far."""

    version: int
    panels: Named = attrs.field(factory=Named)

    def take(self, items: list[Json], row: str | None) -> None:
        """Add panels and those inside them; `row` is the row around them, which open ones inside may change."""
        for panel in _in_order(items):
            if is_clone(panel):
                continue
            is_row = panel.get("type") == "row"
            name = self._name(panel, None if is_row else row)
            self.panels[name] = _form(orjson.dumps(panel), None if is_row else row, self.version)
            if is_row:
                row = None if panel.get("collapsed") is True else name
            if isinstance(panel.get("panels"), list):
                self.take(panel["panels"], name)
        for item in items:
            if not isinstance(item, dict):
                self.panels[self._free("#")] = item

    def _name(self, panel: JsonObject, row: str | None) -> str:
        """The id, or what stays the same for a panel that has none of its own."""
        id_ = panel.get("id")
        if isinstance(id_, int | float) and not isinstance(id_, bool) and id_ > 0 and f"{id_:.0f}" not in self.panels:
            return f"{id_:.0f}"
        title = panel.get("title")
        return self._free(f"#{f'{row}/' if row else ''}{slug(title) if isinstance(title, str) else ''}")

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free in self.panels:
            free, number = f"{name}#{number}", number + 1
        return free


@lru_cache(maxsize=256)
def _form(panel: bytes, row: str | None, version: int) -> JsonObject:
    # Most panels of two documents that are compared are equal: their form is made once, and then the same object.
    return form(orjson.loads(panel), row, version)


def _in_order(items: list[Json]) -> Iterator[JsonObject]:
    """The panels as they are read, from top to bottom and from left to right."""
    yield from sorted((item for item in items if isinstance(item, dict)), key=_place)


def _place(panel: JsonObject) -> tuple[float, float]:
    grid = panel.get("gridPos")
    if not isinstance(grid, dict):
        return (0, 0)
    y, x = (place if isinstance(place := grid.get(axis), int | float) else 0 for axis in ("y", "x"))
    return (y, x)
