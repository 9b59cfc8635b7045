"""What a Grafana lacks is refused before its page throws on it."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import Color, Dashboard, Stat
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
