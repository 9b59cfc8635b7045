"""unknown-ref-id: an expression names a query that its panel has not."""

import re
from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, datasource_type, objects
from grafmint.check.document import Json
from grafmint.finding import Finding
from grafmint.promql.variables import is_builtin
from grafmint.suggest import hint

_IN_MATH = re.compile(r"\$\{?(\w+)")


def unknown_ref_id(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Server-side expressions that refer to no query of their panel; a formula may use the dashboard's variables."""
    for panel in board.panels:
        names = {str(target.get("refId")) for _, target in panel.targets}
        for path, target in panel.targets:
            if datasource_type(target) != "__expr__":
                continue
            for name in named_by(target):
                if name not in names | board.variable_names and not is_builtin(name):
                    yield board.finding(
                        "unknown-ref-id",
                        "error",
                        f"the expression names query {name!r}, which the panel has not",
                        hint=hint(name, names),
                        path=path,
                        panel=panel,
                        query=str(target.get("refId")),
                    )


def named_by(expression: Json) -> Iterator[str]:
    """The queries that a server-side expression refers to."""
    text = expression.get("expression")
    if expression.get("type") == "math":
        yield from _IN_MATH.findall(text) if isinstance(text, str) else ()
    elif expression.get("type") == "classic_conditions":
        for _, condition in objects(expression.get("conditions")):
            query = condition.get("query")
            params = query.get("params") if isinstance(query, dict) else None
            yield from (str(name) for name in (params[:1] if isinstance(params, list) else ()))
    elif isinstance(text, str) and text.lstrip("$"):
        yield text.lstrip("$")
