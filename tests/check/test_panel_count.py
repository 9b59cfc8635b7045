"""panel-count, and the types that panels may have."""

from grafmint.environment import Demands
from tests.check.boards import board, found, panel, said

ROW = {"type": "row", "title": "R", "panels": [panel("B"), panel("C", x=6)]}


def test_more_panels_than_wanted_are_a_warning() -> None:
    """Those of rows count, the headings do not; as many as wanted are fine."""
    boards = board(panel("A"), ROW)
    assert found(boards, demands=Demands(max_panels=3)) == []
    message = "the dashboard has 3 panels, and [check] max_panels is 2"
    assert said(found(boards, demands=Demands(max_panels=2))) == [
        f"warning panel-count : {message} (keep what people look at, and link to the rest)"
    ]
    assert found(boards) == []


def test_only_the_types_that_are_listed() -> None:
    """Another one is a warning with the nearest; a heading is none, and without a list any may stand."""
    wrong = {**panel("Map", x=12), "type": "pie-chart"}
    boards = board(panel("A"), ROW, wrong)
    message = "panel 'Map' is of type 'pie-chart', which is not among [check] panel_types"
    assert said(found(boards, demands=Demands(panel_types=("timeseries", "piechart")))) == [
        f"warning panel-type /panels/2: {message} (did you mean 'piechart'?)"
    ]
    assert found(boards, demands=Demands(panel_types=("timeseries", "pie-chart"))) == []
    assert found(boards) == []


def test_a_panel_without_a_type_is_told_once() -> None:
    """The page cannot show it, which is worse."""
    findings = found(board({"title": "P"}), demands=Demands(panel_types=("stat",)))
    assert [each.severity for each in findings] == ["error"]
