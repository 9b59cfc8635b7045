"""What differs between what a target has and what the code says, in lines that a person reads."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from grafmint.plan.snapshot import Held

_SHOWN = 60


def changes(held: Held, folder: str | None, document: bytes) -> tuple[str, ...]:
    """The differences from what is held to `document` in `folder`, a line each; empty when there are none."""
    moved = (f"folder  {held.folder or 'top level'} → {folder or 'top level'}",) if held.folder != folder else ()
    if held.document == document:
        return moved
    try:
        before = orjson.loads(held.document)
    except orjson.JSONDecodeError:
        return (*moved, "the file is no JSON any more")
    lines = _lines(before, orjson.loads(document), held.kind == "dashboard")
    return (*moved, *(lines or ["written in another form"]))


def _lines(before: Any, after: Any, is_dashboard: bool) -> list[str]:
    if not isinstance(before, dict):
        return ["the file is no JSON object any more"]
    if not is_dashboard:
        return list(_fields(before, after))
    rest = {"panels"}
    lines = list(_fields(_without(before, rest), _without(after, rest)))
    old, new = dict(_panels(before)), dict(_panels(after))
    for key, panel in new.items():
        title = panel.get("title", "")
        if key not in old:
            lines.append(f'panel "{title}" added')
        elif panel != old[key]:
            keys = sorted(name for name in {*panel, *old[key]} if panel.get(name) != old[key].get(name))
            lines.append(f'panel "{title}"  {", ".join(keys)}')
    lines.extend(f'panel "{panel.get("title", "")}" removed' for key, panel in old.items() if key not in new)
    return lines


def _panels(board: Mapping[str, Any]) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    panels = board.get("panels")
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, dict):
            yield panel.get("id"), _without(panel, {"panels"})
            yield from _panels(panel)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield f"{key}  {_text(before.get(key))} → {_text(after.get(key))}"


def _text(value: Any) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _without(document: Mapping[str, Any], keys: set[str]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in keys}
