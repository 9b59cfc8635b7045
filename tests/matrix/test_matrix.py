"""Every kind, in everything that can happen to it, on every release."""

from collections.abc import Iterator
from typing import get_args

import pytest

from grafmint.bundle import GRAFANA
from tests.matrix.cell import Cell
from tests.matrix.direct import unplugged
from tests.matrix.operations import OPERATIONS
from tests.matrix.profile import PROFILES, Profile
from tests.matrix.site import Site
from tests.matrix.subject import Operation, Subject
from tests.matrix.table import SUBJECTS


def cells() -> Iterator[object]:
    """Every cell that the table has."""
    for profile in PROFILES:
        for subject in SUBJECTS:
            for operation in OPERATIONS:
                if subject.has(operation, profile):
                    yield pytest.param(profile, subject, operation, id=f"{profile}-{subject.name}-{operation}")


@pytest.mark.parametrize(("profile", "subject", "operation"), [*cells()])
def test_a_cell(profile: Profile, subject: Subject, operation: Operation) -> None:
    """What the law of the operation says is so of this kind on this server."""
    with unplugged(profile.made()) as grafana:
        OPERATIONS[operation](Cell(subject, profile, Site(grafana)))


def test_the_table_is_whole() -> None:
    """Every kind that a Grafana holds has a row, and every operation a law; what a row has not is said with why."""
    assert {subject.kind for subject in SUBJECTS} == set(GRAFANA)
    assert set(OPERATIONS) == set(get_args(Operation))
    reasons = [why for subject in SUBJECTS for why in (*subject.absent.values(), *subject.blind.values())]
    assert all(reasons)
