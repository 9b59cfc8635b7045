"""The page of the requirements: every row, its scope, how it is judged, and what it leaves to the user."""

import re
from functools import partial
from pathlib import Path

from tests.docs.generated import hold, table

from .judge import RULES
from .rows import SYSTEMS, Row, judged, read_rows

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coverage.md"
ROWS = read_rows()
#: The tables' own notes are not on the page.
_NOTES = re.compile(r"[;,] (?:see )?notes \d+|\((?:see )?notes \d+\)")


def test_the_page_has_every_row() -> None:
    """The page is written from the tables and from what the judges say of themselves."""
    hold(PAGE, {"numbers": _numbers, **{system: partial(_rows, system) for system in SYSTEMS}})


def _numbers() -> str:
    heads = ("System", "In scope", "In part", "Out of scope")
    counted = [
        [sum(row.scope == each for row in _of(system)) for each in ("in", "partial", "out")] for system in SYSTEMS
    ]
    lines = [(system, *map(str, numbers)) for system, numbers in zip(SYSTEMS, counted, strict=True)]
    return table(heads, [*lines, ("all", *(str(sum(column)) for column in zip(*counted, strict=True)))])


def _rows(system: str) -> str:
    heads = ("Row", "Scope", "Requirement", "How it is judged", "Left to the user")
    return table(heads, ((row.id, row.scope, _NOTES.sub("", row.text), _words(row), row.left) for row in _of(system)))


def _words(row: Row) -> str:
    if row.scope == "out":
        return ""
    titles = ", ".join(f"“{panel['title']}”" for panel in row.assertions[0].get("panels", ()))
    return " ".join(
        [*(RULES[type_].words for type_ in dict.fromkeys(row.types)), *([f"Panels: {titles}."] * bool(titles))]
    )


def _of(system: str) -> list[Row]:
    return [row for row in ROWS if row.system == system]


def test_every_row_in_scope_says_how_it_is_judged() -> None:
    """No cell of the column is empty."""
    assert [row.id for row in judged(ROWS, SYSTEMS) if not _words(row).strip()] == []
