"""The page of the requirements: what is in scope, what is left to the user, and how each row is judged."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from tests.docs.generated import code, hold, table

from .judge import RULES
from .rows import SYSTEMS, Row, judged, read_rows

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "coverage.md"
ROWS = read_rows()
PARTIAL = [row for row in ROWS if row.is_partial]
OUT = [row for row in ROWS if row.is_out]
#: The tables' own notes are not on the page.
_NOTES = re.compile(r"[;,] (?:see )?notes \d+|\((?:see )?notes \d+\)")


def test_the_page_has_every_row() -> None:
    """The page is written from the tables and from what the judges say of themselves."""
    of_systems = {system: partial(_judged, [row for row in _full() if row.system == system]) for system in SYSTEMS}
    whole = {"numbers": _numbers, "partial": _partial, "out": _out, "judgements": _judgements}
    hold(PAGE, {**whole, **of_systems})


def test_every_row_stands_once() -> None:
    """A row is told of in one table alone, and none is left out."""
    first = re.findall(r"^\| ([A-Z]{3}-[A-Z]+-\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(first) == sorted(row.id for row in ROWS)


def test_every_row_in_scope_says_how_it_is_judged() -> None:
    """It names a judgement, and each of these says what it looks at."""
    assert [row.id for row in judged(ROWS, SYSTEMS) if not set(row.types) <= set(RULES)] == []
    assert [name for name, rule in RULES.items() if not rule.words] == []


def _full() -> list[Row]:
    return [row for row in ROWS if not row.is_partial and not row.is_out]


def _numbers() -> str:
    in_scope = len(ROWS) - len(OUT)
    said = (
        f"- The tables have **{len(ROWS)} rows**.\n"
        f"- **{len(OUT)}** are **out of scope**: they ask something of servers, clusters or people, and nothing that is"
        " built here could show it.\n"
        f"- **{in_scope}** are **in scope**, and the tests judge each of them; **{len(PARTIAL)}** of these are"
        " **partial**: a part of the row is left to the user.\n"
    )
    heads = ("System", "Rows", "Out of scope", "In scope", "Partial, of those in scope")
    lines = [(system, *_counted([row for row in ROWS if row.system == system])) for system in SYSTEMS]
    return f"{said}\n{table(heads, [*lines, ('all', *_counted(ROWS))])}"


def _counted(rows: Sequence[Row]) -> Iterable[str]:
    out, some = (sum(each) for each in zip(*((row.is_out, row.is_partial) for row in rows), strict=True))
    return map(str, (len(rows), out, len(rows) - out, some))


def _partial() -> str:
    heads = ("Row", "Requirement", "Judged by", "Left to the user")
    return table(heads, ((row.id, _text(row), _named(row), row.left) for row in PARTIAL))


def _out() -> str:
    return table(("Row", "Requirement", "Why"), ((row.id, _text(row), row.left) for row in OUT))


def _judgements() -> str:
    return table(("Judged by", "What holds"), ((code(name), RULES[name].words) for name in sorted(RULES)))


def _judged(rows: Sequence[Row]) -> str:
    return table(("Row", "Requirement", "Judged by"), ((row.id, _text(row), _named(row)) for row in rows))


def _text(row: Row) -> str:
    return _NOTES.sub("", row.text)


def _named(row: Row) -> str:
    """The judgements of a row, and the panels that it asks for."""
    titles = ", ".join(f"“{panel['title']}”" for panel in row.assertions[0].get("panels", ()))
    names = ", ".join(map(code, dict.fromkeys(row.types)))
    return f"{names}: {titles}" if titles else names
