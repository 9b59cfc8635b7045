"""The built output of each reference system against the requirement tables."""

from collections import Counter
from collections.abc import Mapping

import pytest

from .build import Build
from .judge import judge
from .panels import type_problems, unit_problems
from .reference import FIRST, systems
from .rows import ALSO_JUDGED, Look, Row, judged, read_looks, read_rows

ROWS = read_rows()
JUDGED = judged(ROWS, systems())
LOOKS = read_looks()
#: How many rows of each kind are judged; a system that is built gets its line here.
COUNTS = {
    FIRST: {
        "dashboard": 6,
        "panel": 34,
        "datasource": 7,
        "alert": 8,
        "routing": 5,
        "slo": 2,
        "operation": 7,
        "security": 3,
    },
}


@pytest.mark.parametrize("row", JUDGED, ids=lambda row: row.id)
def test_a_row_holds(row: Row, builds: Mapping[str, Build]) -> None:
    """What a row of the tables demands is in the built output of its system."""
    problems = judge(row, builds[row.system])
    assert not problems, "\n".join([row.check, *problems])


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.req)
def test_a_panel_shows_the_unit(look: Look, builds: Mapping[str, Build]) -> None:
    """A required panel shows its values in the unit that the tables propose."""
    assert unit_problems(look, builds[FIRST]) == []


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.req)
def test_a_panel_is_of_the_type(look: Look, builds: Mapping[str, Build]) -> None:
    """A required panel is of the type that the tables propose, or of one that serves as well."""
    assert type_problems(look, builds[FIRST]) == []


def test_no_row_is_lost() -> None:
    """As many rows are judged as the tables have for the systems that are built, and each panel has its look."""
    counts: dict[str, Counter[str]] = {system: Counter() for system in systems()}
    for row in JUDGED:
        counts[row.system][row.kind] += 1
    assert counts == COUNTS
    assert len({row.id for row in JUDGED}) == len(JUDGED)
    assert {row.id for row in JUDGED} >= ALSO_JUDGED
    assert {look.req for look in LOOKS} == {row.id for row in JUDGED if row.system == FIRST and row.kind == "panel"}


def test_only_systems_of_the_tables_are_built() -> None:
    """Every environment is named after a system of the tables, so that none goes unjudged."""
    assert set(systems()) <= {row.system for row in ROWS}


def test_each_environment_is_without_errors(builds: Mapping[str, Build]) -> None:
    """Nothing in the repository's own boards keeps them from being written."""
    faults = [
        f"{build.system} {stage}: {fault}"
        for build in builds.values()
        for stage, output in build.outputs.items()
        for fault in output.faults
    ]
    assert not faults, "\n".join(faults)
