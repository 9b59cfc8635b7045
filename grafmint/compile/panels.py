"""Panels: the ids of a project's panels by their keys, for rules that name a dashboard by its uid."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from grafmint.compile.entries import Entries
from grafmint.errors import ModelError
from grafmint.model.key import slug
from grafmint.suggest import hint

_ROW = "row"


@attrs.define
class Panels:
    """Grows while the project is read; the panels of dashboards that others made are read from their documents."""

    entries: Entries
    _ids: dict[str, Mapping[str, int]] = attrs.field(factory=dict, init=False)

    def add(self, dashboard: str, ids: Mapping[str, int]) -> None:
        """Take in the panels and rows of a dashboard by key; a key of a row ends with a slash."""
        self._ids[dashboard] = ids

    def find(self, dashboard: str, key: str) -> int | None:
        """The id of a panel, by its key or its title; None where the dashboard is not known.

        Raises ModelError where the dashboard has none or several.
        """
        entry = self.entries.find("dashboard", dashboard)
        if entry is None:
            return None
        own = self._ids.get(dashboard)
        panels = tuple(_foreign(entry.json) if own is None else own.items())
        return _one(dashboard, [each for each in panels if not each[0].endswith("/")], key)


def _one(dashboard: str, panels: Sequence[tuple[str, int]], key: str) -> int:
    found = [id_ for full, id_ in panels if full == key]
    found = found or [id_ for full, id_ in panels if full.rpartition("/")[2] == key]
    if len(found) == 1:
        return found[0]
    names = [full for full, _ in panels]
    if not found:
        raise ModelError(f"Dashboard {dashboard!r} has no panel {key!r}", hint=hint(key, names))
    message = f"Dashboard {dashboard!r} has several panels {key!r}"
    raise ModelError(message, hint=f"write row/title: {', '.join(names)}")


def _foreign(parent: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Whatever others have written as panels, below rows too."""
    below = parent.get("panels")
    for panel in below if isinstance(below, list) else ():
        if isinstance(panel, dict):
            yield from _foreign(panel)
            title, id_ = panel.get("title"), panel.get("id")
            if panel.get("type") != _ROW and isinstance(title, str) and isinstance(id_, int):
                yield slug(title), id_
