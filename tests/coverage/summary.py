"""Summary: how many rows of the tables hold, by what the tests of a session came to."""

import re
from collections.abc import Iterator, Mapping, Sequence

from .rows import SYSTEMS, Row, judged, read_rows

_JUDGED = re.compile(r"coverage/test_coverage\.py::test_a_row_holds\[(?P<row>[^\]]+)\]$")


def summary(outcomes: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines to print, none where no row was judged; `outcomes` are the names of tests by what they came to."""
    held, missed = (_rows_of(outcomes.get(each, ())) for each in ("passed", "failed"))
    return list(_lines(held, missed)) if held | missed else []


def _rows_of(names: Sequence[str]) -> frozenset[str]:
    return frozenset(found["row"] for found in map(_JUDGED.search, names) if found)


def _lines(held: frozenset[str], missed: frozenset[str]) -> Iterator[str]:
    asked = judged(read_rows(), SYSTEMS)
    yield f"{len(held)} of {len(asked)} rows in scope hold."
    for system in SYSTEMS:
        yield f"  {_counted(system, [row for row in asked if row.system == system], held, missed)}"
    if missed:
        yield f"Rows that do not hold: {', '.join(sorted(missed))}"
    partial = [row for row in asked if row.scope == "partial" and row.id in held]
    if partial:
        yield "What rows that are partial leave to the user:"
        yield from (f"  {row.id}: {row.left}" for row in partial)


def _counted(system: str, rows: Sequence[Row], held: frozenset[str], missed: frozenset[str]) -> str:
    ids = {row.id for row in rows}
    left = len(ids - held - missed)
    return f"{system}: {len(ids & held)} of {len(ids)} hold" + (f", {left} were not judged" if left else "")
