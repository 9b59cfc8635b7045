"""Dashboards: their own options, and their panels by key."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from grafmint import Dashboard, Folder, Panel, Row, Stat, Text
from grafmint.errors import ModelError
from grafmint.project import Resource

CPU, RAM, NET, DISK = (Stat(title=title) for title in ("CPU", "RAM", "Net", "Disk"))

BOARD = Dashboard(
    uid="hosts",
    title="Hosts",
    panels=Text(title="About", content=""),
    rows=[
        Row(title="Am I fine?", panels=[CPU, RAM]),
        Row(title="Why not?", panels=[CPU, Stat(title="Load", key="load-key")]),
    ],
)


def titles(board: Dashboard) -> list[list[str]]:
    """The titles of the panels without a row, then of those of each row."""
    return [[panel.title for panel in panels] for panels in (board.panels, *(row.panels for row in board.rows))]


def test_a_dashboard_with_nothing_but_its_name(write: Callable[[Resource], Any]) -> None:
    """What Grafana's page needs is there, and nothing of a server."""
    document = write(Dashboard(uid="a", title="A"))
    assert set(document) == {
        "annotations", "editable", "graphTooltip", "panels", "schemaVersion", "templating", "time", "timezone",
        "title", "uid",
    }  # fmt: skip
    assert (document["uid"], document["title"], document["panels"]) == ("a", "A", [])
    assert document["time"] == {"from": "now-6h", "to": "now"}
    assert (document["timezone"], document["editable"], document["graphTooltip"]) == ("browser", True, 0)


def test_every_option_of_a_dashboard(write_in_board: Callable[..., Any]) -> None:
    """Each stands where Grafana reads it; what is grafmint's own is not written."""
    document = write_in_board(
        description="All hosts",
        tags=["host", "prod"],
        time_from="now-1h",
        time_to="now-1m",
        auto_refresh="30s",
        timezone="utc",
        week_start="monday",
        fiscal_year_start_month=3,
        cursor_sync="Crosshair",
        editable=False,
        live_now=True,
        folder=Folder(uid="hosts", title="Hosts"),
        renamed_from="old",
    )
    expected = {
        "description": "All hosts",
        "tags": ["host", "prod"],
        "time": {"from": "now-1h", "to": "now-1m"},
        "refresh": "30s",
        "timezone": "utc",
        "weekStart": "monday",
        "fiscalYearStartMonth": 3,
        "graphTooltip": 1,
        "editable": False,
        "liveNow": True,
    }
    assert {key: document[key] for key in expected} == expected
    assert not {"folder", "renamedFrom", "rows", "variables", "cursorSync"} & set(document)


@pytest.mark.parametrize(("word", "number"), [("Off", 0), ("Crosshair", 1), ("Tooltip", 2)])
def test_the_cursor_is_shared_by_a_word(write_in_board: Callable[..., Any], word: str, number: int) -> None:
    """The page's words stand for Grafana's numbers."""
    assert write_in_board(cursor_sync=word)["graphTooltip"] == number


@pytest.mark.parametrize("title", ["", " ", "\t\n"])
def test_an_empty_title_is_refused(refuse: Callable[..., ModelError], title: str) -> None:
    """Grafana refuses it too, but later."""
    error = refuse(Dashboard, uid="a", title=title)
    assert error.message == "Dashboard 'a' has an empty title"
    assert error.hint == "write what it is called: Grafana refuses one without"


@pytest.mark.parametrize(
    ("key", "panel"),
    [
        ("am-i-fine/cpu", CPU),
        ("why-not/cpu", CPU),
        ("am-i-fine/ram", RAM),
        ("ram", RAM),
        ("about", BOARD.panels[0]),
        ("load-key", BOARD.rows[1].panels[1]),
        ("load", BOARD.rows[1].panels[1]),
    ],
)
def test_a_panel_is_found_by_its_key(key: str, panel: Panel) -> None:
    """The row may be left out where one panel has that title; a key of its own counts as well."""
    assert BOARD.panel(key) is panel


@pytest.mark.parametrize(
    ("key", "message", "hint"),
    [
        ("rma", "Dashboard 'hosts' has no panel 'rma'", "allowed: about, am-i-fine/cpu, am-i-fine/ram, load-key"),
        ("am-i-fine/rma", "Dashboard 'hosts' has no panel 'am-i-fine/rma'", "did you mean 'am-i-fine/ram'?"),
        ("cpu", "Dashboard 'hosts' has several panels 'cpu'", "write row/title: about, am-i-fine/cpu"),
    ],
)
@pytest.mark.parametrize(
    "use",
    [
        BOARD.panel,
        BOARD.drop,
        lambda key: BOARD.replace(key, DISK),
        lambda key: BOARD.add(DISK, after=key),
    ],
)
def test_a_key_that_names_no_panel_or_several(use: Callable[[str], object], key: str, message: str, hint: str) -> None:
    """The error names the keys that there are."""
    with pytest.raises(ModelError) as caught:
        use(key)
    assert caught.value.message == message
    assert (caught.value.hint or "").startswith(hint)


def test_a_panel_is_added_behind_another() -> None:
    """In the row of the other one, in the order given; the dashboard itself stays as it was."""
    changed = BOARD.add(NET, DISK, after="ram")
    assert titles(changed) == [["About"], ["CPU", "RAM", "Net", "Disk"], ["CPU", "Load"]]
    assert titles(BOARD.add(NET, after="about")) == [["About", "Net"], ["CPU", "RAM"], ["CPU", "Load"]]
    assert titles(BOARD) == [["About"], ["CPU", "RAM"], ["CPU", "Load"]]


def test_a_panel_is_dropped() -> None:
    """Only the one with that key, even where the same panel stands in another row."""
    assert titles(BOARD.drop("am-i-fine/cpu")) == [["About"], ["RAM"], ["CPU", "Load"]]
    assert titles(BOARD.drop("why-not/cpu")) == [["About"], ["CPU", "RAM"], ["Load"]]
    assert titles(BOARD.drop("about")) == [[], ["CPU", "RAM"], ["CPU", "Load"]]


def test_a_panel_is_replaced() -> None:
    """The other one takes its place."""
    changed = BOARD.replace("why-not/cpu", attrs.evolve(CPU, unit="percent"))
    assert titles(changed) == titles(BOARD)
    assert changed.rows[1].panels[0] == Stat(title="CPU", unit="percent")
    assert changed.rows[0] == BOARD.rows[0]


def test_changes_keep_everything_else() -> None:
    """What a change does not name is what it was."""
    board = attrs.evolve(BOARD, tags=["a"], time_from="now-1h")
    changed = board.drop("ram").add(RAM, after="am-i-fine/cpu")
    assert changed == board


def test_panels_are_walked_in_order() -> None:
    """`placed` gives each panel with its row, those without one first."""
    placed = [(None if row is None else row.title, panel.title) for row, panel in BOARD.placed]
    assert placed == [
        (None, "About"),
        ("Am I fine?", "CPU"),
        ("Am I fine?", "RAM"),
        ("Why not?", "CPU"),
        ("Why not?", "Load"),
    ]
