"""several-values: a variable of several values stands where Prometheus compares with one."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, PanelView
from grafmint.check.query import asked_of_prometheus
from grafmint.finding import Finding, Snippet
from grafmint.promql.tokens import scan
from grafmint.promql.variables import Reference, references

_REGEX = {"=": "=~", "!=": "!~"}


def several_values(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Matchers `=` and `!=` with a variable that may be several values, which Grafana writes as `(a|b)`."""
    several = {str(v.get("name")) for _, v in board.variables if v.get("multi") is True or v.get("includeAll") is True}
    likely = _likely(several)
    for panel, repeated in _panels(board) if several else ():
        for path, target, _ in asked_of_prometheus(board, bundle, panel):
            expr = target.get("expr")
            if isinstance(expr, str) and likely.search(expr):
                yield from _in_query(board, panel, path, expr, several - repeated, str(target.get("refId") or ""))


def _likely(names: Iterable[str]) -> "re.Pattern[str]":
    """Finds the queries worth a look: going through the tokens of all would take longer than parsing them."""
    wanted = "|".join(map(re.escape, sorted(names)))
    return re.compile(rf"""=\s*(["'`])(?:(?!\1).)*(?:\$\{{?|\[\[)(?:{wanted})\b""", re.DOTALL)


def _panels(board: BoardView) -> Iterator[tuple[PanelView, set[str]]]:
    """Each panel with the variables that it or its row repeats by: there they are one value at a time."""
    rows = board.json.get("rows")
    of_rows = {str(row.get("repeat")) for row in rows if isinstance(row, dict)} if isinstance(rows, list) else set()
    of_row = ""
    for panel in board.filled:
        repeat = str(panel.json.get("repeat") or "")
        of_row = repeat if panel.json.get("type") == "row" else of_row
        yield panel, {repeat, of_row, *of_rows}


def _in_query(
    board: BoardView, panel: PanelView, path: str, expr: str, several: set[str], ref_id: str
) -> Iterator[Finding]:
    told: set[str] = set()
    for operator, reference in _compared(expr):
        name = reference.name
        if name in several and name not in told:
            told.add(name)
            message = f"variable ${name} may be several values, and {operator} compares with one"
            snippet = Snippet(text=expr, start=reference.start, end=reference.end)
            yield board.finding(
                "several-values",
                "warning",
                message,
                hint=f"write {_REGEX[operator]}",
                path=path,
                panel=panel,
                query=ref_id or None,
                snippet=snippet,
            )


def _compared(expr: str) -> Iterator[tuple[str, Reference]]:
    """The variables in texts that a label is compared with as they are, each with the operator before it."""
    for before, token in pairwise(scan(expr)):
        if token.kind == "string" and before.text in _REGEX:
            for found in references(token.text):
                start, end = token.start + found.start, token.start + found.end
                yield before.text, Reference(found.name, start, end, found.format)
