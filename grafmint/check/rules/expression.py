"""unknown-ref-id: an expression names a query that its panel has not."""

import re
from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView, datasource_type
from grafmint.finding import Finding
from grafmint.promql.variables import is_builtin
from grafmint.suggest import hint

_IN_MATH = re.compile(r"\$\{?(\w+)")


def unknown_ref_id(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Server-side expressions that refer to no query of their panel; a formula may use the dashboard's variables."""
    for panel in board.panels:
        names = {str(target.get("refId")) for _, target in panel.targets}
        for path, target in panel.targets:
            expression = target.get("expression")
            if datasource_type(target) != "__expr__" or not isinstance(expression, str):
                continue
            used = _IN_MATH.findall(expression) if target.get("type") == "math" else [expression.lstrip("$")]
            for name in used:
                if name and name not in names | board.variable_names and not is_builtin(name):
                    yield board.finding(
                        "unknown-ref-id",
                        "error",
                        f"the expression names query {name!r}, which the panel has not",
                        hint=hint(name, names),
                        path=path,
                        panel=panel,
                        query=str(target.get("refId")),
                    )
