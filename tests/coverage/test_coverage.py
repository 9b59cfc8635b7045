"""The built output of each reference system against the requirement tables."""

from collections import Counter
from collections.abc import Mapping

import pytest

from .build import Build
from .judge import judge
from .panels import type_problems, unit_problems
from .reference import systems, unasked
from .rows import SYSTEMS, Look, Row, judged, read_looks, read_rows

ROWS = read_rows()
BUILT = systems()
JUDGED = judged(ROWS, BUILT)
LOOKS = read_looks()
#: The looks to hold: those of the panels that a document itself asks for, of the systems that are built.
HELD = [look for look in LOOKS if look.given and look.system in BUILT]
#: How many rows of each system are in scope, how many of these are partial, and the panels that they ask for.
COUNTS = {
    "mint-replica-lite": (75, 6, 34),
    "labelmint": (78, 8, 79),
    "plue": (66, 4, 17),
    "agentprovision": (62, 5, 28),
    "multi-service": (97, 5, 53),
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
    """As many rows are judged as the tables have, each panel has its look, and what is left to the user is said."""
    in_scope = {system: judged(ROWS, [system]) for system in SYSTEMS}
    panels = Counter(look.system for look in LOOKS)
    counted = {name: (len(found), sum(row.is_partial for row in found)) for name, found in in_scope.items()}
    assert {name: (*numbers, panels[name]) for name, numbers in counted.items()} == COUNTS
    assert len({row.id for row in ROWS}) == len(ROWS)
    asked = {
        (row.id, row.assertions[0]["dashboard"], panel["title"])
        for row in judged(ROWS, SYSTEMS)
        for panel in row.assertions[0].get("panels", ())
    }
    assert {(look.req, look.dashboard, look.title) for look in LOOKS} == asked
    assert [row.id for row in ROWS if (row.is_partial or row.is_out) is not bool(row.left)] == []


def test_every_system_of_the_tables_is_built() -> None:
    """None of them goes unjudged because its environments are gone, or are called otherwise."""
    assert set(BUILT) == set(SYSTEMS)


def test_a_system_without_a_table_is_fine() -> None:
    """What nobody has written requirements for is judged by none, also where its name begins as another's does."""
    further = ["ticket-shop-local", "plue2-local", "plue"]
    assert unasked([*further, "plue-local", "multi-service-prod"]) == further


def test_each_environment_is_without_errors(builds: Mapping[str, Build]) -> None:
    """Nothing in the repository's own boards keeps them from being written."""
    faults = [
        f"{build.system} {stage}: {fault}"
        for build in builds.values()
        for stage, output in build.outputs.items()
        for fault in output.faults
    ]
    assert not faults, "\n".join(faults)
