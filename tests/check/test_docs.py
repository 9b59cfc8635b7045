"""The page of the checks says what the rules do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grafmint.check.rules
from grafmint.check.rules import ALERT_RULES, BOARD_RULES, BUNDLE_RULES, DOCUMENT_RULES

PAGE = Path(__file__).parents[2] / "docs/reference/checks.md"
RULES = Path(grafmint.check.rules.__file__).parent
# A finding's id and its severity, as the rules write them beside each other.
_ONE_WORD = "layout|cardinality|description|refresh|retention"
_ID = re.compile(rf'"([a-z]+(?:-[a-z]+)+|{_ONE_WORD})",\s*(?:"(error|warning|info)"|severity)|rule="([a-z-]+)"')


def _rows() -> dict[str, list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip("` "): row[1:] for row in cells}


def _written() -> set[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.py")))
    return {found[1] or found[3] for found in _ID.finditer(text)}


def test_every_id_has_a_row() -> None:
    """The ids that the rules give are those of the page, in order."""
    assert list(_rows()) == sorted(_written())


def test_every_row_is_complete() -> None:
    """Each row says both severities, what, why and what to do."""
    for id_, row in _rows().items():
        assert len(row) == 5, id_
        assert set(row[:2]) <= {"error", "warning", "info", "\N{EN DASH}"}, id_
        assert all(text.endswith(".") for text in row[2:]), id_


def test_every_module_of_rules_is_used() -> None:
    """A rule's file names its ids in its first line or is named for them, and the engine runs it."""
    of_documents = [rule for rules in DOCUMENT_RULES.values() for rule in rules]
    rules: list[Callable[..., Any]] = [*BOARD_RULES, *ALERT_RULES, *of_documents, *BUNDLE_RULES]
    used = {rule.__module__.rpartition(".")[2] for rule in rules}
    assert used == {path.stem for path in RULES.glob("*.py")} - {"__init__"}
