"""Variables: those that are used must be declared, and those that are declared must let the page start."""

from collections.abc import Iterator
from typing import Any

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.finding import Finding, Snippet
from grafmint.promql.variables import is_builtin, references
from grafmint.suggest import nearest

# The texts of a query that a reader sees; everything else in a target is a setting.
_TEXTS = ("expr", "query", "rawSql", "legendFormat", "expression", "metric", "namespace", "metricName", "region")


def undeclared_variable(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Variables in queries, titles and repeats that the dashboard does not have."""
    declared = board.variable_names
    for panel in board.panels:
        repeat = panel.json.get("repeat")
        if isinstance(repeat, str) and repeat and repeat not in declared:
            yield _finding(board, panel, panel.pointer, repeat, None, None)
        for path, target in panel.targets:
            ref_id = str(target.get("refId") or "") or None
            yield from _undeclared(board, panel, path, target, ref_id)


def _undeclared(board: BoardView, panel: PanelView, path: str, target: Any, ref_id: str | None) -> Iterator[Finding]:
    names = board.variable_names
    is_math = target.get("type") == "math"
    for key in _TEXTS:
        text = target.get(key)
        if not isinstance(text, str) or ("$" not in text and "[[" not in text) or is_math:
            continue
        for reference in references(text):
            if reference.name not in names and not is_builtin(reference.name):
                snippet = Snippet(text=text, start=reference.start, end=reference.end)
                yield _finding(board, panel, path, reference.name, ref_id, snippet)


def _finding(
    board: BoardView, panel: PanelView, path: str, name: str, ref_id: str | None, snippet: Snippet | None
) -> Finding:
    match = nearest(name, board.variable_names)
    return board.finding(
        "undeclared-variable",
        "error",
        f"unknown variable ${name}",
        hint=f"did you mean ${match}?" if match else "declare it in the dashboard's variables",
        path=path,
        panel=panel,
        query=ref_id,
        snippet=snippet,
    )


def variable_facts(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Names that stand twice, and lists without which Grafana's page throws an error when it opens."""
    seen: set[str] = set()
    for path, variable in board.variables:
        name = str(variable.get("name"))
        if name in seen:
            yield board.finding("duplicate-variable", "error", f"two variables are called {name!r}", path=path)
        seen.add(name)
        if variable.get("type") in ("interval", "custom"):
            missing = [key for key in ("current", "options") if not variable.get(key)]
            if missing:
                message = f"variable {name!r} has no {' and no '.join(missing)}: the page cannot open the dashboard"
                yield board.finding("variable-start", "error", message, hint="write them into it", path=path)
