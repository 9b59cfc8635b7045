"""export-input: a datasource is the placeholder of an export for sharing, which only the page's import fills in."""

import re
from collections.abc import Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, counted, objects
from grafmint.finding import Finding, Severity

_INPUT = re.compile(r"\$\{(DS_\w+)\}")
_HINT = (
    "re-export without 'Export for sharing externally', or replace it by a datasource of grafmint.toml: "
    "neither building nor provisioning fills it in"
)


def export_input(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Placeholders that no variable stands for, each told once; a lone file may yet be imported by the page."""
    places: dict[str, list[tuple[str, PanelView | None]]] = {}
    for datasource, path, panel in _datasources(board):
        name = _placeholder(datasource)
        if name is not None and name not in board.variable_names:
            places.setdefault(name, []).append((path, panel))
    severity: Severity = "error" if bundle.is_project else "warning"
    for name, found in places.items():
        path, panel = found[0]
        message = f"datasource ${{{name}}} is a placeholder of an export ({counted(len(found), 'place', 'places')})"
        yield board.finding("export-input", severity, message, hint=_HINT, path=path, panel=panel)


def _datasources(board: BoardView) -> Iterator[tuple[Any, str, PanelView | None]]:
    for panel in board.panels:
        yield panel.json.get("datasource"), panel.pointer, panel
        for path, target in panel.targets:
            yield target.get("datasource"), path, panel
    for path, variable in board.variables:
        yield variable.get("datasource"), path, None
    annotations = board.json.get("annotations")
    for index, annotation in objects(annotations.get("list") if isinstance(annotations, dict) else None):
        yield annotation.get("datasource"), f"/annotations/list/{index}", None


def _placeholder(datasource: Any) -> str | None:
    if isinstance(datasource, dict):
        # Grafana knows an expression by its type, whatever its uid.
        datasource = None if datasource.get("type") == "__expr__" else datasource.get("uid")
    found = _INPUT.fullmatch(datasource) if isinstance(datasource, str) else None
    return found[1] if found else None
