"""A dashboard of others that a page has saved: what a plan tells of it, and that it decides as before."""

from typing import Any

import attrs
import pytest

from grafmint.bundle import Entry
from grafmint.plan import Step
from grafmint.plan.snapshot import Whose
from tests.plan.scene import base, entry, held, only_step

LOAD: dict[str, Any] = {"id": 1, "type": "graph", "title": "Load", "targets": [{"refId": "A", "expr": "up"}]}
ROWS: dict[str, Any] = {"schemaVersion": 14, "rows": [{"panels": [LOAD | {"span": 6}]}]}
GRID: dict[str, Any] = {
    "schemaVersion": 37, "panels": [LOAD | {"timeFrom": "", "gridPos": {"h": 7, "w": 12, "x": 0, "y": 0}}],
}  # fmt: skip
SAME = "the same to Grafana's page, in another form"


def theirs(**said: Any) -> Entry:
    """A dashboard of others in the code."""
    return attrs.evolve(entry(**said), foreign=True)


def step_of(code: dict[str, Any], there: dict[str, Any], before: dict[str, Any], hold: Whose = "edited") -> Step:
    """What happens to a board of others."""
    return only_step([theirs(**code)], [held(hold, base=base(**before), **there)])


def test_rows_that_the_page_has_migrated_are_no_list_of_panels() -> None:
    """It stays a conflict, as it was: somebody has saved it, and a write would undo that."""
    step = step_of(ROWS, GRID, ROWS)
    assert (step.action, step.way_out, step.changes) == ("conflict", "--force", (f"theirs: {SAME}",))


def test_an_edit_beside_the_migration_is_told_alone() -> None:
    """And what the code has changed since, in its rows."""
    edited = {**GRID, "panels": [GRID["panels"][0] | {"title": "CPU"}]}
    code = {**ROWS, "refresh": "1m"}
    step = step_of(code, edited, ROWS)
    assert step.action == "conflict"
    assert step.changes == ('theirs: panel "Load" renamed to "CPU"', "ours: refresh  off → 1m")


def test_without_a_base_the_sides_are_told_alike() -> None:
    """Nobody knows who did it, only that nothing else differs."""
    step = only_step([theirs(**ROWS)], [held("edited", **GRID)])
    assert (step.action, step.changes) == ("conflict", (f"from Grafana to the code: {SAME}",))


def test_code_that_takes_the_migrated_board_adopts_it() -> None:
    """Whoever exports it has all of the edit."""
    assert step_of(GRID, GRID, ROWS).action == "adopt"


def test_a_board_of_today_that_takes_the_place_of_rows_is_an_update() -> None:
    """A write is still told, in one line."""
    step = only_step([theirs(**GRID)], [held("ours", **ROWS)])
    assert (step.action, step.changes) == ("update", (SAME,))


@pytest.mark.parametrize("hold", ["ours", "edited", "foreign"])
@pytest.mark.parametrize("there", [ROWS, GRID, GRID | {"refresh": "5m"}])
@pytest.mark.parametrize("code", [ROWS, GRID, ROWS | {"title": "Weight"}])
def test_whose_board_it_is_decides_only_how_it_is_told(
    code: dict[str, Any], there: dict[str, Any], hold: Whose
) -> None:
    """The same is done to one of ours, whose rows are told as they are."""
    told = only_step([theirs(**code)], [held(hold, base=base(**ROWS), **there)])
    plain = only_step([entry(**code)], [held(hold, base=base(**ROWS), **there)])
    assert (told.action, told.reason, told.way_out) == (plain.action, plain.reason, plain.way_out)
    assert bool(told.changes) is bool(plain.changes)
