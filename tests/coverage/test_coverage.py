"""The built output of each reference system against the requirement tables."""

from collections import Counter
from collections.abc import Mapping

import pytest

from .build import Build
from .judge import judge
from .panels import type_problems, unit_problems
from .reference import systems
from .rows import SYSTEMS, Look, Row, judged, read_looks, read_rows

ROWS = read_rows()
JUDGED = judged(ROWS, systems())
LOOKS = read_looks()
#: The looks to hold: those of the panels that a document itself asks for, of the systems that are built.
HELD = [look for look in LOOKS if look.given and look.system in systems()]
#: How many rows of each system are in scope, and in part; and the panels that they ask for.
COUNTS = {
    "mint-replica-lite": (69, 6, 34),
    "labelmint": (70, 8, 79),
    "plue": (62, 4, 17),
    "agentprovision": (57, 5, 28),
    "multi-service": (92, 5, 53),
}


@pytest.mark.parametrize("row", JUDGED, ids=lambda row: row.id)
def test_a_row_holds(row: Row, builds: Mapping[str, Build]) -> None:
    """What a row of the tables demands is in the built output of its system."""
    problems = judge(row, builds[row.system])
    assert not problems, "\n".join([row.check, *problems])


@pytest.mark.parametrize("look", HELD, ids=lambda look: f"{look.req} {look.title}")
def test_a_panel_shows_the_unit(look: Look, builds: Mapping[str, Build]) -> None:
    """A required panel shows its values in the unit that the tables propose."""
    assert unit_problems(look, builds[look.system]) == []


@pytest.mark.parametrize("look", HELD, ids=lambda look: f"{look.req} {look.title}")
def test_a_panel_is_of_the_type(look: Look, builds: Mapping[str, Build]) -> None:
    """A required panel is of the type that the tables propose, or of one that serves as well."""
    assert type_problems(look, builds[look.system]) == []


def test_no_row_is_lost() -> None:
    """As many rows are judged as the tables have, each panel has its look, and what is partial says what is left."""
    scopes = {system: Counter(row.scope for row in judged(ROWS, [system])) for system in SYSTEMS}
    panels = Counter(look.system for look in LOOKS)
    assert {name: (found["in"], found["partial"], panels[name]) for name, found in scopes.items()} == COUNTS
    assert len({row.id for row in ROWS}) == len(ROWS)
    asked = {
        (row.id, row.assertions[0]["dashboard"], panel["title"])
        for row in judged(ROWS, SYSTEMS)
        for panel in row.assertions[0].get("panels", ())
    }
    assert {(look.req, look.dashboard, look.title) for look in LOOKS} == asked
    assert [row.id for row in ROWS if (row.scope == "partial") is not bool(row.left)] == []


def test_only_systems_of_the_tables_are_built() -> None:
    """Every environment is named after a system of the tables, so that none goes unjudged."""
    assert set(systems()) <= set(SYSTEMS)


def test_each_environment_is_without_errors(builds: Mapping[str, Build]) -> None:
    """Nothing in the repository's own boards keeps them from being written."""
    faults = [
        f"{build.system} {stage}: {fault}"
        for build in builds.values()
        for stage, output in build.outputs.items()
        for fault in output.faults
    ]
    assert not faults, "\n".join(faults)
