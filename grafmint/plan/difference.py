"""What differs between what a target has and what the code says, in lines that a person reads."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from grafmint.plan.snapshot import Held

# Whoever edits a file may have put the secret itself where its name was.
_SECRET = frozenset({"secureJsonData", "password", "basicAuthPassword"})
_MISSING = object()


def changes(held: Held, folder: str | None, document: bytes) -> tuple[str, ...]:
    """The differences from what is held to `document` in `folder`, a line each; empty when there are none."""
    lines = [f"folder  {held.folder or 'top level'} → {folder or 'top level'}"] if held.folder != folder else []
    lines += [f"{copy} is removed: a run was interrupted before" for copy in held.copies]
    if held.document == document:
        return tuple(lines)
    try:
        before = orjson.loads(held.document)
    except orjson.JSONDecodeError:
        return (*lines, "the file cannot be read as what it was")
    if not isinstance(before, dict):
        return (*lines, "the file is no JSON object any more")
    after = orjson.loads(document)
    found = list(_board(before, after) if held.kind == "dashboard" else _leaves(before, after, ""))
    return (*lines, *(found or ["the same content, written in another form"]))


def _board(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    yield from _leaves(_without_panels(before), _without_panels(after), "")
    old, new = dict(_panels(before)), dict(_panels(after))
    for key, panel in new.items():
        title = panel.get("title", "")
        if key not in old:
            yield f'panel "{title}" added'
        else:
            yield from (f'panel "{title}"  {line}' for line in _leaves(old[key], panel, ""))
    yield from (f'panel "{panel.get("title", "")}" removed' for key, panel in old.items() if key not in new)


def _panels(board: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    panels = board.get("panels")
    for index, panel in enumerate(panels if isinstance(panels, list) else ()):
        if isinstance(panel, dict):
            # Others' panels may have no id, or one that no key of a table can be.
            id_ = panel.get("id")
            yield f"{id_}" if isinstance(id_, int) else f"#{index}", _without_panels(panel)
            yield from _panels(panel)


def _leaves(before: Any, after: Any, path: str) -> Iterator[str]:
    """Each value that differs, with the path to it; lists of another length differ as a whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            at = f"{path}.{key}" if path else key
            if key not in _SECRET:
                yield from _leaves(before.get(key, _MISSING), after.get(key, _MISSING), at)
            elif before.get(key) != after.get(key):
                yield f"{at}  differs"
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _leaves(old, new, f"{path}[{index}]")
    elif before != after or type(before) is not type(after):
        yield f"{path}  {_text(before)} → {_text(after)}"


def _text(value: Any) -> str:
    return "none" if value is _MISSING else orjson.dumps(value).decode()


def _without_panels(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != "panels"}
