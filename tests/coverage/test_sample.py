"""Thirty rows of all systems: a change of the build turns each of them red that is not red before."""

from collections.abc import Mapping

import pytest

from .breaks import broken
from .build import Build
from .judge import judge
from .reference import systems
from .rows import SYSTEMS, Row, judged, read_rows

#: Six of each system, of as many types as there are.
SAMPLE = (
    *("MRL-DASH-03", "MRL-PANEL-20", "MRL-DS-02", "MRL-OPS-04", "MRL-OPS-10", "MRL-SEC-02"),
    *("LBM-PANEL-27", "LBM-DS-02", "LBM-ROUTE-01", "LBM-ROUTE-05", "LBM-OPS-02", "LBM-SLO-03"),
    *("PLU-ALERT-08", "PLU-ALERT-23", "PLU-PANEL-05", "PLU-ROUTE-02", "PLU-ROUTE-06", "PLU-OPS-02"),
    *("AGP-DASH-02", "AGP-ALERT-02", "AGP-DASH-11", "AGP-DS-05", "AGP-OPS-01", "AGP-SEC-01"),
    *("MSP-SLO-03", "MSP-SLO-07", "MSP-DASH-06", "MSP-ROUTE-02", "MSP-DS-11", "MSP-OPS-05"),
)
ROWS = {row.id: row for row in judged(read_rows(), SYSTEMS)}
BUILT = [ROWS[id_] for id_ in SAMPLE if ROWS[id_].system in systems()]


def test_every_system_is_sampled_alike() -> None:
    """Thirty rows that are there, six of each system."""
    assert len(set(SAMPLE)) == len(SAMPLE) == 30
    assert [sum(ROWS[id_].system == system for id_ in SAMPLE) for system in SYSTEMS] == [6] * len(SYSTEMS)


@pytest.mark.parametrize("row", BUILT, ids=lambda row: row.id)
def test_a_change_turns_the_row_red(row: Row, builds: Mapping[str, Build]) -> None:
    """What breaks a row is told, beside whatever was told before."""
    build = builds[row.system]
    assert set(judge(row, broken(row, build))) - set(judge(row, build))
