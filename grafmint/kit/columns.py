"""Columns: a table of what several queries say of the same things, one row a thing."""

from collections.abc import Mapping

from grafmint.kit.look import ask_now
from grafmint.model.transformation import Transformation
from grafmint.prometheus import Query
from grafmint.promql import Expr
from grafmint.transform import Merge, Organize


def asked(columns: Mapping[str, Expr], *, interval: str) -> list[Query]:
    """The queries of columns, each called what `joined` knows it by."""
    return [ask_now(expr, interval=interval, ref_id=ref_id) for ref_id, expr in columns.items()]


def joined(by: str, called: str, columns: Mapping[str, str]) -> list[Transformation]:
    """One row for each value of a label, which is `called` so, and the columns of queries under their titles."""
    values = {f"Value #{ref_id}": title for ref_id, title in columns.items()}
    return [Merge(), Organize(hide="Time", order=[by, *values], rename={by: called, **values})]
