"""Library panels in documents: who shows which, and dashboards with the content in its place."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.library import Library, shown_by

MODEL = {"title": "Errors", "type": "timeseries", "targets": [{"refId": "A", "expr": "errors"}], "repeat": "host"}
GRID = {"x": 0, "y": 1, "w": 6, "h": 5}


def _panel(uid: str = "team-errors", model: Any = None) -> Entry:
    document = {"uid": uid, "name": "Errors", "model": MODEL if model is None else model}
    return Entry(kind="library-panel", uid=uid, title="Errors", document=orjson.dumps(document))


def _use(uid: str = "team-errors", /, **fields: Any) -> dict[str, Any]:
    return {"id": 7, "gridPos": GRID, "title": "Errors", "libraryPanel": {"uid": uid, "name": "Errors"}, **fields}


def _board(*panels: Any, uid: str = "board", **said: Any) -> Entry:
    document = {"uid": uid, "title": uid, "panels": list(panels), **said}
    return Entry(kind="dashboard", uid=uid, title=uid, document=orjson.dumps(document))


def test_the_content_stands_in_the_place_of_a_use() -> None:
    """With the id and the place of the dashboard, in closed rows too; other panels stay."""
    row = {"type": "row", "id": 1, "panels": [_use()]}
    board = _board(row, own := {"id": 2, "type": "text"})
    content = {**MODEL, "id": 7, "gridPos": GRID}
    filled = Library.of([_panel(), board]).filled(board.json)
    assert filled == {**board.json, "panels": [{**row, "panels": [content]}, own]}


def test_a_newer_page_repeats_a_use_by_itself() -> None:
    """What it says there of repeating wins over what the library says."""
    filled = Library.of([_panel()]).content(_use(repeat="zone", maxPerRow=2))
    assert (filled["repeat"], filled["maxPerRow"]) == ("zone", 2)


@pytest.mark.parametrize("reference", [{"uid": "elsewhere", "name": "E"}, {"name": "E"}, "team-errors", None])
def test_what_the_code_does_not_have_stays(reference: Any) -> None:
    """As it is: the Grafana may have it."""
    use = _use(libraryPanel=reference)
    assert Library.of([_panel()]).content(use) == use


def test_an_export_brings_the_content_itself() -> None:
    """Where the code does not have the panel; the code's word is the newer one."""
    use = _use(libraryPanel={"uid": "elsewhere", "model": {"type": "stat"}})
    assert Library().content(use) == {"type": "stat", "id": 7, "gridPos": GRID}
    known = _use(libraryPanel={"uid": "team-errors", "model": {"type": "stat"}})
    assert Library.of([_panel()]).content(known)["type"] == "timeseries"


def test_dashboards_are_known_by_what_they_show() -> None:
    """Each panel once, in rows too; a dashboard with none is not even read."""
    one = _board(_use(), {"type": "row", "panels": [_use("b"), _use()]}, uid="one")
    two = _board(_use("b"), uid="two")
    other = Entry(kind="dashboard", uid="x", title="x", document=b"no JSON")
    assert [shown_by(each) for each in (one, two, other)] == [("team-errors", "b"), ("b",), ()]
    users = Library.of([one, two, other]).users
    assert {uid: [board.uid for board in boards] for uid, boards in users.items()} == {
        "team-errors": ["one"],
        "b": ["one", "two"],
    }


def test_alone_it_is_seen_as_on_the_first_dashboard_that_shows_it() -> None:
    """With its variables, its time and the size it has there; without one by itself."""
    variables = {"list": [{"name": "host"}]}
    first, second = _board({"type": "text"}, _use(), templating=variables), _board(_use(), uid="second")
    assert Library.of([_panel(), first, second]).alone(_panel()) == {
        "uid": "team-errors",
        "title": "Errors",
        "templating": variables,
        "panels": [{**MODEL, "gridPos": GRID}],
    }
    assert Library.of([_panel()]).alone(_panel()) == {"uid": "team-errors", "title": "Errors", "panels": [MODEL]}


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["team-errors", "b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["panels", "libraryPanel", "uid", "model", "id"]), inner)
    ),
)


@given(st.lists(anything, max_size=4), anything)
def test_whatever_others_have_written_can_be_filled(panels: list[Any], model: Any) -> None:
    """No shape of JSON raises, and filling what is filled changes nothing more once each use is known."""
    board, panel = _board(*panels), _panel(model=model)
    library = Library.of([board, panel])
    assert isinstance(library.filled(board.json)["panels"], list)
    assert all(isinstance(uid, str) for uid in shown_by(board))
    assert "panels" in library.alone(panel)
