"""share-unit: a query is a share of 1 and its unit is percent, or the other way round."""

from collections.abc import Iterator

from grafmint.bundle import Bundle
from grafmint.check.board import BoardView
from grafmint.check.limit import PERCENT, WHOLE
from grafmint.check.quantity import is_share, quantity_of
from grafmint.check.query import asked_of_prometheus
from grafmint.check.shown_unit import shown_unit
from grafmint.finding import Finding

#: The scale of what each unit is for, that of the other, and what is told of it.
_UNITS = {
    "percent": (WHOLE, "is a share of 1, and unit percent shows 1 as 1%", "percentunit"),
    "percentunit": (PERCENT, "is a share in percent, and unit percentunit shows 100 as 10000%", "percent"),
}
_WAYS_OUT = {"percent": "100 * in the query", "percentunit": "no * 100 in the query"}


def share_unit(board: BoardView, bundle: Bundle) -> Iterator[Finding]:
    """Queries that are evidently a hundredth or a hundredfold of what their unit says."""
    for panel in board.panels:
        for path, target, _ in asked_of_prometheus(board, bundle, panel):
            unit, expr = shown_unit(panel, target), target.get("expr")
            if unit not in _UNITS or not isinstance(expr, str):
                continue
            scale, told, other = _UNITS[unit]
            found = quantity_of(expr)
            if is_share(found) and found.scale == scale:
                yield board.finding(
                    "share-unit",
                    "warning",
                    f"the query {told}",
                    hint=f"write unit {other}, or {_WAYS_OUT[unit]}",
                    path=path,
                    panel=panel,
                    query=str(target.get("refId") or "") or None,
                )
