"""The boards as they lie on the grid: no hole in a line, and what is read can be read."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import attrs
import pytest

from dashboards.layout import spread, without_hole
from grafmint import Stat
from grafmint.config import read
from grafmint.prometheus import Query
from grafmint.workflow import build

from .scenes import TRIALS

CONFIG = read(Path(__file__).parents[2] / "grafmint.toml")
#: The boards of objectives are laid out by grafmint.
UIDS = {board.uid for trial in TRIALS for board in trial.system.boards}
#: Three series in a legend, each in a line of its own, are cut in the middle of the third below this height.
LEGEND_FITS = 9

Panels = list[dict[str, Any]]


@pytest.fixture(scope="module", params=[trial.engines[0] for trial in TRIALS])
def boards(request: pytest.FixtureRequest) -> dict[str, Panels]:
    """The panels of each board of a system, as Grafana gets them."""
    bundle = build(CONFIG.environments[request.param]).bundle
    written = {entry.uid: json.loads(entry.document)["panels"] for entry in bundle if entry.uid in UIDS}
    return {uid: [panel for panel in panels if panel["type"] != "row"] for uid, panels in written.items()}


def test_every_line_is_full_and_of_one_height(boards: dict[str, Panels]) -> None:
    """What stands beside each other takes the whole width, however many panels a system has titles for."""
    assert boards
    for panels in boards.values():
        lines = defaultdict(list)
        for panel in panels:
            lines[panel["gridPos"]["y"]].append(panel)
        titles = [[panel["title"] for panel in line] for line in lines.values()]
        holes = [24 - sum(panel["gridPos"]["w"] for panel in line) for line in lines.values()]
        assert [line for line, hole in zip(titles, holes, strict=True) if hole] == []
        assert all(len({panel["gridPos"]["h"] for panel in line}) == 1 for line in lines.values())


def test_a_legend_of_three_is_not_cut(boards: dict[str, Panels]) -> None:
    """Every graph of lines is high enough for three of them."""
    graphs = [panel for panels in boards.values() for panel in panels if panel["type"] == "timeseries"]
    assert graphs
    assert [panel["title"] for panel in graphs if panel["gridPos"]["h"] < LEGEND_FITS] == []


@pytest.mark.parametrize(
    ("asked", "columns", "given"),
    [
        ((), None, ()),
        ((6,), None, (24,)),
        ((6, 6, 6), None, (8, 8, 8)),
        ((12, 4, 4), None, (14, 5, 5)),
        ((12, 12, 6), None, (12, 12, 24)),
        ((12, 4, 12, 12), None, (18, 6, 12, 12)),
        ((None, None, None), 2, (None, None, 24)),
        ((24, None, None), 3, (24, 12, 12)),
    ],
)
def test_only_what_leaves_a_hole_grows(
    asked: tuple[int | None, ...], columns: int | None, given: tuple[int | None, ...]
) -> None:
    """Each panel of a line that is not full keeps its share of it, and a full line stays as it was."""
    stat = Stat(title="S", queries=Query(expr="up"))
    panels = [stat if width is None else attrs.evolve(stat, width=width) for width in asked]
    found = without_hole(panels, columns)
    assert tuple(panel.width if isinstance(panel.width, int) else None for panel in found) == given


def test_a_panel_of_a_line_places_nothing_but_itself() -> None:
    """What a board makes between two panels is not placed where the first one was written."""
    panels = spread([Stat(title="A"), Stat(title="B")])
    first = next(panels)
    between = Stat(title="C")
    assert first.origin is not None
    assert between.origin is not None
    assert between.origin.inner.line == first.origin.inner.line + 2
