"""Summary: how many rows of the tables hold, by what the tests of a session came to."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from .rows import SYSTEMS, Row, judged, read_rows

_JUDGED = re.compile(r"coverage/test_coverage\.py::test_a_row_holds\[(?P<row>[^\]]+)\]$")


def summary(outcomes: Mapping[str, Sequence[str]], unasked: Callable[[], Sequence[str]]) -> list[str]:
    """The lines to print, none where no row was judged.

    `outcomes` are the names of tests by what they came to, `unasked` finds the environments of systems without
    requirements: most sessions need not know.
    """
    held, missed = (_rows_of(outcomes.get(each, ())) for each in ("passed", "failed"))
    return list(_lines(held, missed, unasked())) if held | missed else []


def _rows_of(names: Sequence[str]) -> frozenset[str]:
    return frozenset(found["row"] for found in map(_JUDGED.search, names) if found)


def _lines(held: frozenset[str], missed: frozenset[str], unasked: Sequence[str]) -> Iterator[str]:
    rows = read_rows()
    in_scope = judged(rows, SYSTEMS)
    yield f"{len(held)} of {len(in_scope)} rows in scope hold; {len(rows) - len(in_scope)} more are out of scope."
    for system in SYSTEMS:
        yield f"  {_counted(system, [row for row in in_scope if row.system == system], held, missed)}"
    yield from (f"  {name}: no requirements" for name in unasked)
    if missed:
        yield f"Rows that do not hold: {', '.join(sorted(missed))}"
    partial = [row for row in in_scope if row.is_partial and row.id in held]
    if partial:
        yield "What partial rows leave to the user:"
        yield from (f"  {row.id}: {row.left}" for row in partial)


def _counted(system: str, rows: Sequence[Row], held: frozenset[str], missed: frozenset[str]) -> str:
    ids = {row.id for row in rows}
    left = len(ids - held - missed)
    return f"{system}: {len(ids & held)} of {len(ids)} hold" + (f", {left} were not judged" if left else "")
