"""Opened: a dashboard that others made as a page has it, whoever saved it last."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import orjson

from grafmint.bundle import Entry
from grafmint.picture.modern import modern
from grafmint.plan.opened import on_grid, silenced
from grafmint.plan.opened import opened as opened_board

_Json = Mapping[str, Any]


def opened(entry: Entry, other: Entry | None = None) -> Entry:
    """The entry of a dashboard as the page opens it; what grafmint wrote, and every other kind, is that already.

    Where the `other` revision has a panel under the type of today, and this one under that which is gone, both are of
    today's. Raises ValueError for a document that is nested too deeply to be Grafana's.
    """
    if entry.kind != "dashboard" or not entry.foreign:
        return entry
    try:
        board = opened_board(entry.json)
        types = dict(_types(on_grid(other.json).get("panels"))) if other is not None else {}
        found = {**board, "panels": _modern(board["panels"], types)} if "panels" in board else board
        return attrs.evolve(entry, document=orjson.dumps(found, option=orjson.OPT_SORT_KEYS))
    except (RecursionError, TypeError) as error:
        raise ValueError("nested too deeply") from error


def _types(panels: Any) -> Iterator[tuple[int, str]]:
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, Mapping):
            if isinstance(panel.get("id"), int) and isinstance(panel.get("type"), str):
                yield panel["id"], panel["type"]
            yield from _types(panel.get("panels"))


def _modern(panels: Any, types: Mapping[int, str]) -> Any:
    """The panels, those that have another type on the other side as one of that type if the page makes it of them."""
    return [_one(panel, types) for panel in panels] if isinstance(panels, list) else panels


def _one(panel: Any, types: Mapping[int, str]) -> Any:
    if not isinstance(panel, Mapping):
        return panel
    inside = {"panels": _modern(panel["panels"], types)} if "panels" in panel else {}
    id_ = panel.get("id")
    wanted = types.get(id_) if isinstance(id_, int) else None
    found = modern(panel) if wanted not in (None, panel.get("type")) else panel
    return {**(silenced(found) if found.get("type") == wanted else panel), **inside}
