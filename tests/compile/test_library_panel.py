"""Library panels in a bundle: written once, brought along by dashboards, known there by uid and name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grafmint import AlertRule, Dashboard, Folder, LibraryPanel, Row, Stat, TimeSeries, above, loki, prometheus
from grafmint.bundle import Bundle
from grafmint.model.key import id_of
from tests.fake_context import line_of

Build = Callable[..., Bundle]
HERE = Path(__file__).name
FOLDER = Folder(uid="shared", title="Shared", parent=Folder(uid="top", title="Top"))
ERRORS = LibraryPanel(
    uid="team-errors",
    folder=FOLDER,
    panel=TimeSeries(title="Errors", unit="short", width=6, queries=prometheus.Query(expr="errors")),
)


def _board(uid: str = "board", *panels: Any, **row: Any) -> Dashboard:
    return Dashboard(uid=uid, title=uid, rows=Row(title="Traffic", panels=panels or [ERRORS], **row))


def test_it_comes_along_with_the_dashboards_that_show_it(build: Build) -> None:
    """Once, with its folder and the folders around it, before the dashboards."""
    bundle = build(_board("a"), _board("b"), ERRORS)
    assert bundle.findings == ()
    assert [(entry.kind, entry.uid, entry.folder) for entry in bundle] == [
        ("folder", "shared", "top"),
        ("folder", "top", None),
        ("library-panel", "team-errors", "shared"),
        ("dashboard", "a", None),
        ("dashboard", "b", None),
    ]


def test_its_document_is_the_panel_as_it_would_be_on_a_dashboard(build: Build) -> None:
    """Under `model`, its queries tied to datasources, without an id and a place."""
    entry = build(ERRORS).find("library-panel", "team-errors")
    assert entry is not None
    assert entry.title == "Errors"
    model = {
        "title": "Errors",
        "type": "timeseries",
        "fieldConfig": {"defaults": {"unit": "short"}, "overrides": []},
        "datasource": {"type": "prometheus", "uid": "metrics-uid"},
    }
    (target,) = entry.json["model"].pop("targets")
    assert entry.json == {"uid": "team-errors", "name": "Errors", "model": {**entry.json["model"], **model}}
    assert (target["expr"], target["refId"], target["datasource"]) == ("errors", "A", model["datasource"])
    assert not {"id", "gridPos"} & set(entry.json["model"])


def test_a_dashboard_knows_uid_name_and_place(build: Build) -> None:
    """And nothing else; the id follows from its key, the size from what it says there or the library does."""
    named = LibraryPanel(uid="up", name="Up of all", panel=Stat(title="Up", queries=prometheus.Query(expr="up")))
    bundle = build(_board("board", ERRORS, named, ERRORS.use(key="again", width=24, height=3), height=5))
    found = bundle.find("dashboard", "board")
    assert found is not None
    _, first, second, third = found.json["panels"]
    reference = {"uid": "team-errors", "name": "Errors"}
    assert first == {
        "id": id_of("traffic/errors"),
        "title": "Errors",
        "gridPos": {"x": 0, "y": 1, "w": 6, "h": 5},
        "libraryPanel": reference,
    }
    assert (second["libraryPanel"], second["title"]) == ({"uid": "up", "name": "Up of all"}, "Up")
    assert second["gridPos"] == {"x": 6, "y": 1, "w": Stat.default_width, "h": 5}
    assert third == {
        "id": id_of("again"),
        "title": "Errors",
        "gridPos": {"x": 0, "y": 6, "w": 24, "h": 3},
        "libraryPanel": reference,
    }


def test_twice_in_one_row_needs_a_key(build: Build) -> None:
    """As with any two panels of one title, and each in a row of its own needs none."""
    (finding,) = build(_board("board", ERRORS, ERRORS)).findings
    way_out = "write use(key=…) of the library panel in one of them"
    assert (finding.rule, finding.hint) == ("duplicate-key", way_out)
    rows = [Row(title=title, panels=ERRORS) for title in ("A", "B")]
    assert build(Dashboard(uid="d", title="D", rows=rows)).findings == ()


def test_a_place_keeps_its_id_under_another_key(build: Build) -> None:
    """As any panel that was renamed; each dashboard says so for its own."""
    found = build(_board("board", ERRORS.use(renamed_from="traffic/failures"))).find("dashboard", "board")
    assert found is not None
    assert found.json["panels"][1]["id"] == id_of("traffic/failures")


def test_one_that_repeats_has_the_whole_line(build: Build) -> None:
    """What the library's panel says of repeating decides about its place as well."""
    over = LibraryPanel(uid="x", panel=Stat(title="Each", repeat="host"))
    found = build(_board("board", over)).find("dashboard", "board")
    assert found is not None
    assert found.json["panels"][1]["gridPos"]["w"] == 24


def test_two_different_ones_of_one_uid_are_an_error_with_both_places(build: Build) -> None:
    """Whether they are found by themselves or come along; equal ones, which a loop makes anew, are one."""
    other = LibraryPanel(uid="team-errors", folder=FOLDER, panel=TimeSeries(title="Others"))
    (finding,) = build(_board("a"), _board("b", other)).findings
    assert (finding.rule, finding.kind, finding.uid) == ("duplicate-uid", "library-panel", "team-errors")
    assert finding.message == f"library panel 'team-errors' is also defined at {HERE}:{line_of(ERRORS.origin)}"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == (HERE, line_of(other.origin))
    twins = [LibraryPanel(uid="x", panel=TimeSeries(title="X")) for _ in "ab"]
    bundle = build(*(_board(f"d{n}", twin) for n, twin in enumerate(twins)))
    assert (bundle.findings, len(bundle.of("library-panel"))) == ((), 1)


def test_another_folder_is_another_one(build: Build) -> None:
    """Though that is no part of the document."""
    elsewhere = LibraryPanel(uid="team-errors", panel=ERRORS.panel)
    assert [each.rule for each in build(ERRORS, elsewhere).findings] == ["duplicate-uid"]


def test_what_is_wrong_with_its_panel_is_told_once_at_its_line(build: Build) -> None:
    """However many dashboards show it, and it is a finding of the library panel."""
    queries = [prometheus.Query(expr="up", ref_id="A"), prometheus.Query(expr="down", ref_id="A")]
    twice = LibraryPanel(uid="x", panel=TimeSeries(title="X", queries=queries))
    (finding,) = build(_board("a", twice), _board("b", twice)).findings
    assert (finding.rule, finding.kind, finding.uid, finding.panel) == ("duplicate-ref-id", "library-panel", "x", "X")
    assert finding.place is not None
    assert finding.place.line == line_of(twice.panel.origin)


def test_its_parts_know_where_they_were_written(build: Build) -> None:
    """The panel, the query and the whole, each its own line."""
    entry = build(ERRORS).find("library-panel", "team-errors")
    assert entry is not None
    assert isinstance(ERRORS.panel, TimeSeries)
    wanted = {"": ERRORS.origin, "/model": ERRORS.panel.origin, "/model/targets/0": ERRORS.panel.queries[0].origin}
    for pointer, origin in wanted.items():
        place = entry.place(pointer)
        assert place is not None
        assert place.line == line_of(origin)


def test_it_waits_for_its_datasource(build: Build) -> None:
    """A module that comes later may define it; the dashboards do not wait with it."""
    logs = LibraryPanel(uid="x", panel=TimeSeries(title="X", queries=loki.Query(expr="{}", datasource="later")))
    bundle = build(_board("a", logs), loki.Datasource(name="later", url="http://l"))
    assert bundle.findings == ()
    (entry,) = bundle.of("library-panel")
    assert entry.json["model"]["datasource"] == {"type": "loki", "uid": "later"}


def test_the_uid_it_had_before_is_kept(build: Build) -> None:
    """For the sync that renames it."""
    (entry,) = build(LibraryPanel(uid="new", panel=TimeSeries(title="X"), renamed_from="old")).of("library-panel")
    assert entry.renamed_from == "old"


def test_an_alert_rule_beside_it_leads_to_its_place(build: Build) -> None:
    """The way out that a library panel with alerts is told: the panel is found by its key."""
    board = _board()
    rule = AlertRule(
        uid="r",
        name="R",
        folder=FOLDER,
        queries=prometheus.Query(expr="up"),
        thresholds=above(critical=1),
        level="critical",
        summary="S",
        dashboard=board,
        panel="errors",
    )
    (entry,) = build(board, rule).of("alert-rule")
    assert entry.json["annotations"]["__panelId__"] == str(id_of("traffic/errors"))


@pytest.mark.parametrize("public", ["ERRORS", "_ERRORS"])
def test_it_is_found_in_a_module_or_brought_by_a_dashboard(build_files: Build, public: str) -> None:
    """A public value is a resource by itself; a private one comes along, and a table of them is nothing overlooked."""
    text = f"""
from grafmint import Dashboard, LibraryPanel, TimeSeries

{public} = LibraryPanel(uid="x", panel=TimeSeries(title="X"))
BY_NAME = {{"x": {public}}}
board = Dashboard(uid="d", title="D", panels={public})
"""
    bundle = build_files(boards=text)
    assert bundle.findings == ()
    assert [entry.kind for entry in bundle] == ["library-panel", "dashboard"]
