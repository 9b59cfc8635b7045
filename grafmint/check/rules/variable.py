"""Variables: those that are used must be declared, each once."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView, counted
from grafmint.finding import Finding, Severity, Snippet
from grafmint.promql.variables import is_builtin, references
from grafmint.suggest import nearest

# The texts of a query that a reader sees; everything else in a target is a setting.
TEXTS = ("expr", "query", "rawSql", "legendFormat", "expression", "metric", "namespace", "metricName", "region")
# Of these every name that starts with two underscores is known; other plugins have macros of their own.
WITHOUT_MACROS = ("prometheus", "loki")
# What the datasources of Grafana's own fill in besides; everything else of theirs starts with two underscores.
# Source: https://github.com/grafana/grafana/tree/v9.4.0/public/app/plugins/datasource
_FILLED_IN = {"influxdb": ("interval", "timeFilter"), "elasticsearch": ("timeFrom", "timeTo"), "loki": ("__auto",)}


def undeclared_variable(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Variables that the dashboard does not have, each once a panel; in a title it may be a plain `$`."""
    for panel in board.filled:
        yield from _once(list(_in_panel(board, bundle, panel)))
    for path, variable in board.variables:
        if variable.get("type") == "query":
            query = variable.get("query")
            text = query.get("query") if isinstance(query, Mapping) else query
            yield from _in_text(board, text, path, type_=board.type_of(variable, bundle))


def _in_panel(board: BoardView, bundle: Bundle, panel: PanelView) -> Iterator[Finding]:
    repeat = panel.json.get("repeat")
    if isinstance(repeat, str) and repeat and repeat not in board.variable_names:
        yield _finding(board, "error", repeat, panel.pointer, panel=panel)
    inherited = board.type_of(panel.json, bundle)
    for path, target in panel.targets:
        yield from _in_target(board, panel, path, target, board.type_of(target, bundle) or inherited)
    yield from _in_text(board, panel.json.get("title"), panel.pointer, panel=panel, severity="warning")


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """The first finding of each variable, with the number of other queries that use it."""
    by_message: dict[str, list[Finding]] = {}
    for finding in findings:
        by_message.setdefault(finding.message, []).append(finding)
    for message, (first, *others) in by_message.items():
        more = len({other.path for other in others if "/targets/" in (other.path or "")} - {first.path})
        also = f", and in {counted(more, 'other query', 'other queries')}" if more else ""
        yield attrs.evolve(first, message=message + also)


def _in_target(
    board: BoardView, panel: PanelView, path: str, target: Mapping[str, Any], type_: str | None
) -> Iterator[Finding]:
    # In an expression `$A` is a query; `unknown-ref-id` reads those.
    if type_ == "__expr__" or target.get("type") == "math":
        return
    query = str(target.get("refId") or "") or None
    for key in TEXTS:
        yield from _in_text(board, target.get(key), path, panel=panel, query=query, type_=type_)


def _in_text(  # noqa: PLR0913  # what a finding says of its place
    board: BoardView,
    text: object,
    path: str,
    *,
    panel: PanelView | None = None,
    query: str | None = None,
    type_: str | None = None,
    severity: Severity = "error",
) -> Iterator[Finding]:
    for reference in references(text) if isinstance(text, str) else ():
        name = reference.name
        if name in board.variable_names or is_builtin(name) or is_filled_in(name, type_):
            continue
        if name.startswith("__") and type_ not in WITHOUT_MACROS:
            continue
        snippet = Snippet(text=str(text), start=reference.start, end=reference.end)
        yield _finding(board, severity, name, path, panel=panel, query=query, snippet=snippet)


def is_filled_in(name: str, type_: str | None) -> bool:
    """Whether the datasource itself fills the name in; one of unknown type may."""
    return any(name in names for of, names in _FILLED_IN.items() if type_ in (None, of))


def _finding(  # noqa: PLR0913  # what a finding says of its place
    board: BoardView,
    severity: Severity,
    name: str,
    path: str,
    *,
    panel: PanelView | None,
    query: str | None = None,
    snippet: Snippet | None = None,
) -> Finding:
    match = nearest(name, board.variable_names)
    hint = f"did you mean ${match}?" if match else "declare it in the dashboard's variables"
    message = f"unknown variable ${name}"
    return board.finding(
        "undeclared-variable", severity, message, hint=hint, path=path, panel=panel, query=query, snippet=snippet
    )


def variable_facts(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Names that stand twice."""
    seen: set[str] = set()
    for path, variable in board.variables:
        name = str(variable.get("name"))
        if name in seen:
            message = f"two variables are called {name!r}"
            yield board.finding("duplicate-variable", "error", message, hint="rename one of them", path=path)
        seen.add(name)
