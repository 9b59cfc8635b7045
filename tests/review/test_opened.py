"""Dashboards of others that a page has saved: what it writes to say nothing, and what it makes of older ones."""

from typing import Any

import attrs
import pytest

from grafmint.bundle import Entry
from grafmint.review.review import ResourceChange
from tests.review.scene import board, changes, entry, panel, steps

Json = dict[str, Any]
SINGLESTAT: Json = {
    "type": "singlestat", "format": "s", "valueName": "current", "thresholds": "300,3600", "colorValue": True,
    "colors": ["red", "orange", "green"], "height": "125px", "nullPointMode": "connected", "mappingType": 1,
}  # fmt: skip


def foreign(found: Entry) -> Entry:
    """The dashboard as one that others made."""
    return attrs.evolve(found, foreign=True)


def between(before: Entry, after: Entry) -> tuple[ResourceChange, ...]:
    """What changes between two dashboards of others."""
    return changes([foreign(before)], [foreign(after)])


def of_rows(*rows: Json, **said: Any) -> Entry:
    """A dashboard of the model that had rows."""
    return entry({"uid": "load", "title": "Load", "schemaVersion": 14, "rows": list(rows), **said})


NOTHING: list[tuple[Json, Json]] = [
    ({"timeFrom": None, "timeShift": None}, {"timeFrom": "", "timeShift": ""}),
    ({"type": "graph", "yaxes": [{"format": "s", "max": None}]}, {"type": "graph", "yaxes": [{"format": "s"}]}),
    (
        {"options": {"fieldOptions": {"thresholds": [{"color": "blue", "value": None}, {"color": "red", "value": 8}]}}},
        {"options": {"fieldOptions": {"thresholds": [{"color": "blue"}, {"color": "red", "value": 8}]}}},
    ),
    ({"grid": {"threshold1": None, "threshold1Color": "red", "threshold2Color": "red", "thresholdLine": False}}, {}),
]


@pytest.mark.parametrize(("before", "after"), NOTHING)
def test_a_save_that_says_nothing_is_no_change(before: Json, after: Json) -> None:
    """Nulls in lists, empty texts, and colours of thresholds that are not there."""
    assert between(board(panel("Load", **before)), board(panel("Load", **after))) == ()


def test_what_says_something_is_told() -> None:
    """A text that becomes another one, and the null that is a step's."""
    (found,) = between(board(panel("Load", timeFrom="1h")), board(panel("Load", timeFrom="")))
    assert [part.lines for part in found.parts] == [('relative time  1h → ""',)]
    old, new = (panel("Load", **steps(("green", None), ("red", limit)), type="stat") for limit in (80, 90))
    (found,) = between(board(old), board(new))
    assert [part.lines for part in found.parts] == [("turns red at 90 instead of 80",)]


def test_notes_of_a_generator_are_no_change() -> None:
    """The page drops what it does not know; a variable loses what no page reads."""
    old: Json = {"name": "host", "type": "query", "query": "up", "tags": [], "tagsQuery": "up", "allValue": None}
    new = {"name": "host", "type": "query", "query": "up", "allValue": ""}
    before = board(panel(), _config={"runbook": "https://example.com", "cluster": True}, templating={"list": [old]})
    assert between(before, board(panel(), templating={"list": [new]})) == ()


def test_rows_are_what_the_page_makes_of_them() -> None:
    """Headings, places from spans, and a crosshair by its name of today."""
    load, disk = ({key: value for key, value in panel(title, id=id_).items() if key != "gridPos"}
                  for id_, title in ((1, "Load"), (2, "Disk")))  # fmt: skip
    old = of_rows(
        {"title": "Host", "height": "266px", "showTitle": True, "panels": [load | {"span": 6}, disk | {"span": 6}]},
        hideControls=True, sharedCrosshair=True,
    )  # fmt: skip
    heading = {"id": 3, "type": "row", "title": "Host", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}, "panels": []}
    saved = board(
        heading | {"collapsed": False},
        load | {"gridPos": {"x": 0, "y": 1, "w": 12, "h": 7}},
        disk | {"gridPos": {"x": 12, "y": 1, "w": 12, "h": 7}},
        graphTooltip=1, schemaVersion=37,
    )  # fmt: skip
    assert between(old, saved) == ()


def test_a_panel_in_a_row_is_compared() -> None:
    """What changes in one is told of it, and not as a list of rows."""
    one, other = ({"title": "Host", "panels": [panel("Load", expr=expr)]} for expr in ("up", "sum(up)"))
    (found,) = between(of_rows(one), of_rows(other))
    assert [(part.of, part.name, part.lines) for part in found.parts] == [
        ("panel", "Load", ("query A: wrapped in `sum`",))
    ]


def test_a_closed_row_keeps_its_panels() -> None:
    """They stand in its heading, and the next row comes below it."""
    shut = {"title": "Host", "collapse": True, "panels": [panel("Load", id=1)]}
    inner = panel("Load", id=1) | {"gridPos": {"x": 0, "y": 1, "w": 8, "h": 7}}
    heading = {"id": 3, "type": "row", "title": "Host", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}}
    after = {"id": 4, "type": "row", "title": "More", "gridPos": {"x": 0, "y": 1, "w": 24, "h": 1}, "panels": []}
    below = panel("Disk", id=2) | {"gridPos": {"x": 0, "y": 2, "w": 8, "h": 7}}
    saved = board(heading | {"collapsed": True, "panels": [inner]}, after | {"collapsed": False}, below)
    assert between(of_rows(shut, {"title": "More", "panels": [panel("Disk", id=2)]}), saved) == ()


def test_a_singlestat_that_the_page_made_a_stat_is_no_change() -> None:
    """While both are singlestats, all that it says is compared."""
    colors = [{"color": "red", "value": None}, {"color": "orange", "value": 300}, {"color": "green", "value": 3600}]
    stat: Json = {
        "type": "stat",
        "options": {"colorMode": "value", "graphMode": "none", "orientation": "horizontal"}
        | {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}},
        "fieldConfig": {
            "defaults": {"unit": "s", "thresholds": {"mode": "absolute", "steps": colors}},
            "overrides": [],
        },
    }
    assert between(board(panel("Up", **SINGLESTAT)), board(panel("Up", **stat))) == ()
    (found,) = between(board(panel("Up", **SINGLESTAT)), board(panel("Up", **SINGLESTAT | {"postfix": " ago"})))
    assert [part.lines for part in found.parts] == [('postfix  none → " ago"',)]


def test_what_grafmint_wrote_is_compared_as_it_is() -> None:
    """An old model in a dashboard of ours is no page's doing."""
    (found,) = changes([board(panel("Load", timeFrom="1h"))], [board(panel("Load", timeFrom=""))])
    assert [part.lines for part in found.parts] == [('relative time  1h → ""',)]
