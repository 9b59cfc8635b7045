"""description."""

import orjson

from grafmint.bundle import Entry
from grafmint.environment import Demands
from grafmint.origin import Place
from tests.check.boards import board, found, panel, said

ASKED = Demands(require=("description",))
WAY_OUT = "write description=…: what it shows, and what to do when it is bad"


def test_a_board_and_its_panels_must_have_one() -> None:
    """Each that has none, or only blanks, is a warning at its place, in rows too."""
    row = {"type": "row", "title": "R", "panels": [panel("B", description=" ")]}
    assert said(found(board(panel("A"), row), demands=ASKED)) == [
        f"warning description : the dashboard has no description ({WAY_OUT})",
        f"warning description /panels/0: panel 'A' has no description ({WAY_OUT})",
        f"warning description /panels/1/panels/0: panel 'B' has no description ({WAY_OUT})",
    ]


def test_what_is_described_passes() -> None:
    """A heading and a text are descriptions themselves."""
    described = panel("A", description="What it is.")
    row, text = {"type": "row", "title": "R"}, {**panel("T", x=6), "type": "text"}
    assert found(board(described, row, text, description="What for."), demands=ASKED) == []


def test_a_library_panel_is_asked_once() -> None:
    """Itself, and on no dashboard that shows it."""
    model = {"type": "stat", "title": "E"}
    document = orjson.dumps({"uid": "e", "name": "E", "model": model})
    shared = Entry(kind="library-panel", uid="e", title="E", document=document, file=Place("e.py", 1))
    use = {"title": "E", "libraryPanel": {"uid": "e"}, "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4}}
    (finding,) = found(
        board(use, use | {"gridPos": {"x": 6, "y": 0, "w": 6, "h": 4}}, description="D"), shared, demands=ASKED
    )
    assert (finding.kind, finding.path) == ("library-panel", "/model")


def test_nothing_is_asked_by_default() -> None:
    """Whoever wants descriptions says so."""
    assert found(board(panel("A")), demands=Demands(require=("time", "refresh"), max_panels=9)) != []
    assert found(board(panel("A"))) == []
