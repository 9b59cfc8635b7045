"""Address: links, and texts with links in them, that lead to what Grafana answers no more."""

import re
from collections.abc import Iterator

from grafmint.check.board import BoardView, PanelView
from grafmint.check.upgrade.fact import shown
from grafmint.check.upgrade.facts import ADDRESSES
from grafmint.check.upgrade.hit import Hit
from grafmint.check.upgrade.upgrade import Upgrade
from grafmint.check.upgrade.view import own_panels

_PATTERNS = tuple((re.compile(fact.name), fact) for fact in ADDRESSES)
#: Where a document has addresses, wherever these keys stand; texts of queries are the datasources' own.
_KEYS = ("url", "content")


def dead_address(view: BoardView, upgrade: Upgrade) -> Iterator[Hit]:
    """Each address that the version to come does not serve."""
    for text, pointer, panel in _texts(view):
        for pattern, fact in _PATTERNS:
            if fact.verdict(upgrade.to) is None:
                continue
            assert fact.until is not None
            for found in pattern.finditer(text):
                yield Hit(
                    rule="upgrade-address",
                    severity="warning",
                    message=f"address {found[0]!r} is no more served since Grafana {shown(fact.until)}",
                    hint=f"write {fact.instead}",
                    pointer=pointer,
                    panel=panel,
                )


def _texts(view: BoardView) -> Iterator[tuple[str, str, PanelView | None]]:
    for panel in own_panels(view):
        yield from ((text, at, panel) for text, at in _below(panel.json, panel.pointer, skipped="panels"))
    if view.entry.kind == "dashboard":
        yield from ((text, at, None) for text, at in _below(view.json.get("links"), "/links"))


def _below(value: object, pointer: str, *, skipped: str | None = None) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _KEYS and isinstance(inner, str):
                yield inner, f"{pointer}/{key}"
            elif key != skipped:
                yield from _below(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _below(inner, f"{pointer}/{index}")
