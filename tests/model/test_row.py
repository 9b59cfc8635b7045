"""Rows: headings in the document."""

from collections.abc import Callable
from typing import Any

import pytest

from grafmint import QueryVariable, Row, Stat, prometheus

INSTANCE = QueryVariable(name="instance", query=prometheus.LabelValues(label="instance"))


def test_a_row_is_a_heading_before_its_panels(write_in_board: Callable[..., Any]) -> None:
    """An open row's panels follow it in the same list."""
    heading, panel = write_in_board(rows=Row(title="Why?", panels=Stat(title="CPU")))["panels"]
    assert (heading["type"], heading["title"], heading["collapsed"], heading["panels"]) == ("row", "Why?", False, [])
    assert heading["gridPos"] == {"x": 0, "y": 0, "w": 24, "h": 1}
    assert panel["gridPos"]["y"] == 1


def test_a_collapsed_row_holds_its_panels(write_in_board: Callable[..., Any]) -> None:
    """They are inside it, placed as if it were open, and what follows stands right below its heading."""
    rows = [Row(title="A", collapsed=True, panels=Stat(title="CPU")), Row(title="B", panels=Stat(title="RAM"))]
    first, second, panel = write_in_board(rows=rows)["panels"]
    assert first["collapsed"] is True
    assert [each["gridPos"]["y"] for each in first["panels"]] == [1]
    assert (second["gridPos"]["y"], panel["gridPos"]["y"]) == (1, 2)


@pytest.mark.parametrize("repeat", [INSTANCE, "instance"])
def test_a_row_repeats_for_a_variable(write_in_board: Callable[..., Any], repeat: Any) -> None:
    """By the variable itself or by its name."""
    rows = Row(title="Host", repeat=repeat, panels=Stat(title="CPU"))
    assert write_in_board(variables=INSTANCE, rows=rows)["panels"][0]["repeat"] == "instance"


@pytest.mark.parametrize("repeat", [INSTANCE, "instance"])
def test_a_panel_repeats_for_a_variable(write_in_board: Callable[..., Any], repeat: Any) -> None:
    """It fills the line, for its clones to share."""
    panels = Stat(title="CPU", repeat=repeat, repeat_direction="h", max_per_row=4)
    panel = write_in_board(variables=INSTANCE, panels=panels)["panels"][0]
    assert (panel["repeat"], panel["repeatDirection"], panel["maxPerRow"]) == ("instance", "h", 4)
    assert panel["gridPos"]["w"] == 24
