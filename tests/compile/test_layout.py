"""Layout cannot be wrong, whatever panels, rows and sizes a dashboard has."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint import Dashboard, Grid, Panel, Row, Stat, Text, TimeSeries
from grafmint.bundle import Bundle

Build = Callable[..., Bundle]
Place = tuple[int, int, int, int]

SIZES: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"width": st.integers(1, 24), "height": st.integers(1, 12), "repeat": st.just("host")}
)


ROWS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"columns": st.integers(1, 24), "height": st.integers(1, 12)}
)


@st.composite
def panel_lists(draw: st.DrawFn) -> list[Panel]:
    """Panels of several kinds and sizes, with keys of their own."""
    kinds: list[Callable[..., Panel]] = [Stat, TimeSeries, lambda **options: Text(content="", **options)]
    sizes = draw(st.lists(SIZES, max_size=12))
    return [draw(st.sampled_from(kinds))(title="A", key=str(draw(st.uuids())), **size) for size in sizes]


@st.composite
def boards(draw: st.DrawFn) -> Dashboard:
    """A dashboard of panels without a row and of rows, some collapsed."""
    rows = [
        Row(
            title=f"R{number}",
            panels=draw(panel_lists()),
            collapsed=draw(st.booleans()),
            **draw(ROWS),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return Dashboard(uid="a", title="A", panels=draw(panel_lists()), rows=rows)


def place_of(panel: Any) -> Place:
    """Where a panel's JSON says it stands."""
    grid = panel["gridPos"]
    return grid["x"], grid["y"], grid["w"], grid["h"]


def share_a_cell(one: Place, other: Place) -> bool:
    """Whether two places overlap."""
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def compacted(places: Iterable[Place], top: int = 0) -> list[Place]:
    """What the page makes of places when it saves: each moves up until it meets another one, in reading order."""
    settled: list[Place] = []
    for x, y, w, h in sorted(places, key=lambda place: (place[1], place[0])):
        lowest = y
        while lowest > top and not any(share_a_cell((x, lowest - 1, w, h), other) for other in settled):
            lowest -= 1
        settled.append((x, lowest, w, h))
    return settled


def sound(places: list[Place], top: int = 0) -> None:
    """Every place is on the grid, no two share a cell, they stand in reading order, and the page would move none."""
    assert all(x >= 0 and x + w <= 24 and w >= 1 and h >= 1 and y >= top for x, y, w, h in places)
    assert not any(share_a_cell(one, other) for n, one in enumerate(places) for other in places[:n])
    assert places == sorted(places, key=lambda place: (place[1], place[0]))
    assert compacted(places, top) == places


@given(boards())
def test_any_dashboard_is_laid_out_soundly(build: Build, board: Dashboard) -> None:
    """Open rows on the dashboard, and the inside of each collapsed row below its heading."""
    bundle = build(board)
    assert bundle.findings == ()
    panels = bundle.entries[0].json["panels"]
    sound([place_of(panel) for panel in panels])
    for panel in panels:
        if panel.get("collapsed"):
            sound([place_of(each) for each in panel["panels"]], top=panel["gridPos"]["y"] + 1)


@given(boards())
def test_no_panel_is_lost(build: Build, board: Dashboard) -> None:
    """Every panel is written once, in its row: behind the heading of an open one, inside a collapsed one."""
    written: list[list[Any]] = [[]]
    for panel in build(board).entries[0].json["panels"]:
        if panel["type"] == "row":
            assert panel["gridPos"]["w"] == 24
            written.append(list(panel["panels"]))
        else:
            written[-1].append(panel)
    expected = [board.panels, *(row.panels for row in board.rows)]
    assert [len(panels) for panels in written] == [len(panels) for panels in expected]


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(1, 24), st.integers(1, 6)), max_size=6), panel_lists())
def test_panels_flow_around_those_with_a_place(
    build: Build, pinned: list[tuple[int, int, int]], flowing: list[Panel]
) -> None:
    """Where places of one's own leave no gap, the others leave none either."""
    places: list[Place] = []
    for x, w, h in pinned:
        width = min(w, 24 - x)
        top = max(
            (other[1] + other[3] for other in places if other[0] < x + width and x < other[0] + other[2]), default=0
        )
        places.append((x, top, width, h))
    fixed = [
        Stat(title="P", key=f"p{number}", grid=Grid(x=x, y=y, w=w, h=h)) for number, (x, y, w, h) in enumerate(places)
    ]
    bundle = build(Dashboard(uid="a", title="A", panels=[*flowing, *fixed]))
    assert bundle.findings == ()
    written = [place_of(panel) for panel in bundle.entries[0].json["panels"]]
    assert set(places) <= set(written)
    sound(written)


def places(build: Build, **options: Any) -> list[Place]:
    """The places of the panels of a dashboard, rows' headings left out."""
    panels = build(Dashboard(uid="a", title="A", **options)).entries[0].json["panels"]
    return [place_of(panel) for panel in panels if panel["type"] != "row"]


def stats(number: int, **options: Any) -> list[Panel]:
    """Some panels with titles of their own."""
    return [Stat(title=f"S{each}", **options) for each in range(number)]


@pytest.mark.parametrize(
    ("columns", "widths"),
    [
        (1, [24]),
        (2, [12, 12]),
        (3, [8, 8, 8]),
        (4, [6, 6, 6, 6]),
        (5, [4, 5, 5, 5, 5]),
        (7, [3, 3, 4, 3, 4, 3, 4]),
        (24, [1] * 24),
    ],
)
def test_columns_share_the_line(build: Build, columns: int, widths: list[int]) -> None:
    """As many panels stand in a line as the row has columns, and they fill it; the next one starts a new line."""
    found = places(build, rows=Row(title="R", columns=columns, panels=stats(columns + 1)))
    assert [w for _, y, w, _ in found if y == 1] == widths
    assert found[-1][:2] == (0, 6)


def test_a_width_of_its_own_goes_before_the_columns(build: Build) -> None:
    """One panel of a row may be wider; the others keep the row's width."""
    found = places(build, rows=Row(title="R", columns=3, panels=[Stat(title="W", width=16), *stats(2)]))
    assert found == [(0, 1, 16, 5), (16, 1, 8, 5), (0, 6, 8, 5)]


def test_heights_come_from_panel_row_and_kind(build: Build) -> None:
    """In this order."""
    panels = [Stat(title="A", height=3), Stat(title="B")]
    assert [h for *_, h in places(build, rows=Row(title="R", height=9, panels=panels))] == [3, 9]
    assert [h for *_, h in places(build, panels=panels)] == [3, Stat.default_height]


def test_panels_without_a_row_come_first(build: Build) -> None:
    """The first heading stands below them."""
    board = Dashboard(uid="a", title="A", panels=Stat(title="A"), rows=Row(title="R", panels=Stat(title="B")))
    found = [place_of(panel) for panel in build(board).entries[0].json["panels"]]
    assert found == [(0, 0, 6, 5), (0, 5, 24, 1), (0, 6, 6, 5)]


def test_places_of_ones_own_count_from_the_row(build: Build) -> None:
    """So a row can be moved as a whole; panels are written in reading order whatever theirs was."""
    panels = [Stat(title="B", grid=Grid(x=12, y=0)), Stat(title="A", grid=Grid(x=0, y=0, h=3))]
    rows = [Row(title="R", panels=panels), Row(title="S", panels=Stat(title="C"))]
    assert places(build, rows=rows) == [(0, 1, 12, 3), (12, 1, 12, 8), (0, 10, 6, 5)]


def test_panels_that_overlap_are_an_error_at_their_line(build: Build) -> None:
    """It names both, and the line of the second."""
    first = Stat(title="CPU", grid=Grid(x=0))
    second = Stat(title="RAM", grid=Grid(x=6, y=7))
    (finding,) = build(Dashboard(uid="a", title="A", panels=[first, second])).findings
    assert (finding.rule, finding.severity) == ("overlap", "error")
    assert finding.message == "panels 'CPU' and 'RAM' overlap"
    assert finding.hint
    assert (finding.kind, finding.uid, finding.panel) == ("dashboard", "a", "RAM")
    assert second.origin is not None
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == (Path(__file__).name, second.origin.inner.line)


def test_every_pair_that_overlaps_is_an_error(build: Build) -> None:
    """Three panels on one spot are three pairs; panels that touch are none."""
    panels = [Stat(title=title, grid=Grid(x=0)) for title in "ABC"]
    findings = build(Dashboard(uid="a", title="A", panels=panels)).findings
    assert {each.message for each in findings} == {
        "panels 'A' and 'B' overlap",
        "panels 'A' and 'C' overlap",
        "panels 'B' and 'C' overlap",
    }


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("x=20", "x=20 and w=12 end at column 32 of 24"),
        ("x=-1", "x=-1 is below 0"),
        ("y=-2", "y=-2 is below 0"),
        ("y=0.5", "y=0.5 is not a whole number"),
    ],
)
def test_a_place_that_cannot_be_is_an_error_at_its_line(
    build_files: Callable[..., Bundle], place: str, problem: str
) -> None:
    """It names the panel; the rest of the project is still read."""
    bundle = build_files(
        wrong_place=f"from grafmint import Grid, Stat\n\npanel = Stat(\n    title='CPU', grid=Grid({place}))\n",
        right_place="from grafmint import Dashboard\nboard = Dashboard(uid='a', title='A')\n",
    )
    (finding,) = bundle.findings
    assert f"Stat 'CPU': grid {problem}" in finding.message
    assert finding.place is not None
    assert finding.place.file == "wrong_place.py"
    assert finding.place.line in {3, 4}
    assert [entry.uid for entry in bundle] == ["a"]
