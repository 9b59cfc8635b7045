"""What a Grafana lacks is refused before its page throws on it."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Color, Dashboard, Stat, TimeSeries
from grafmint.bundle import Bundle


@pytest.mark.parametrize("color", ["palette-classic-by-name", Color(mode="shades", fixed_color="blue")])
def test_a_colour_mode_that_came_later_is_an_error_at_its_panel(build: Callable[..., Bundle], color: Any) -> None:
    """The finding names the version that has it, and both ways out."""
    board = Dashboard(uid="a", title="A", panels=Stat(title="S", color=color))
    (finding,) = build(board, grafana=(9, 3)).findings
    assert "needs Grafana 10.0, not 9.3" in finding.message
    assert finding.panel == "S"
    assert finding.hint is not None
    assert 'grafana = "10.0"' in finding.hint
    assert build(board, grafana=(10, 0)).findings == ()


def test_an_option_that_came_later_is_an_error_too(build: Callable[..., Bundle]) -> None:
    """The page of 9.4 drops it on the first save, which would look like somebody's edit."""
    board = Dashboard(uid="a", title="A", panels=TimeSeries(title="T", insert_nulls=3_600_000))
    assert [finding.panel for finding in build(board, grafana=(9, 4)).findings] == ["T"]
    document = build(board, grafana=(10, 0)).entries[0].json
    assert document["panels"][0]["fieldConfig"]["defaults"]["custom"]["insertNulls"] == 3_600_000
