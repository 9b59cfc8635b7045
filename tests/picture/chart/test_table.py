"""Tables: columns, cells, order, footers, and what is said of rows that do not fit."""

from collections.abc import Mapping
from typing import Any

import pytest

from grafmint.picture.theme import THEMES
from tests.picture.drawn import START, Drawn, data, drawn, panel, table

GREEN, RED = "#73bf69", "#f2495c"
STEPS = [{"color": "green", "value": None}, {"color": "red", "value": 80}]
THRESHOLDS = {"mode": "absolute", "steps": STEPS}
FRAME = table(
    name=("string", ["b", "a", "C"]), load=("number", [10.0, 90.0, None]), up=("boolean", [True, False, True])
)


def by_name(name: str, **changes: Any) -> dict[str, Any]:
    """An override of a column."""
    properties = [{"id": key.replace("__", "."), "value": value} for key, value in changes.items()]
    return {"matcher": {"id": "byName", "options": name}, "properties": properties}


def shown(*overrides: Mapping[str, Any], frame: Any = FRAME, **options: Any) -> Drawn:
    """A table drawn."""
    defaults = {"thresholds": THRESHOLDS, "color": {"mode": "thresholds"}, "custom": {"align": "auto"}}
    frames = frame if isinstance(frame, tuple) else (frame,)
    return drawn(panel("table", options, defaults, overrides=list(overrides)), data(*frames))


def test_header_and_rows_stand_in_their_order() -> None:
    """Each value as its field shows it; nothing where there is none."""
    assert shown().texts == ["Title", "name", "load", "up", "b", "10", "true", "a", "90", "false", "C", "true"]


def test_columns_share_the_width() -> None:
    """Texts begin at the left of a third, numbers end at its right."""
    picture = shown()
    third = 734 / 3
    assert picture.word("name").x == pytest.approx(9 + 6)
    assert picture.word("up").x == pytest.approx(9 + 2 * third + 6)
    assert 9 + 2 * third - 60 < picture.word("load").x < 9 + 2 * third
    assert [picture.word(text).y for text in ("b", "a", "C")] == [
        pytest.approx(picture.word("name").y + 36 * row) for row in (1, 2, 3)
    ]


def test_widths_can_be_set() -> None:
    """Of a column, and the least of all."""
    assert shown(by_name("name", custom__width=100)).word("a").x == pytest.approx(15)
    assert shown(by_name("name", custom__width=100), by_name("load", custom__width=80)).word("up").x == pytest.approx(
        195
    )
    assert shown(by_name("name", custom__minWidth=400)).word("up").x == pytest.approx(15 + 400 + (734 - 400) / 2)


def test_columns_that_do_not_fit_become_narrower() -> None:
    """A picture cannot be scrolled; where even narrow ones do not fit, those that are left out are counted."""
    wide = shown(
        by_name("name", custom__width=900), by_name("load", custom__width=80), by_name("up", custom__width=100)
    )
    # All of it fits: of 346 too many each gives its share of what it has above 80.
    assert wide.word("up").x == pytest.approx(15 + 900 - 820 * 346 / 840 + 80)
    many = shown(frame=table(**{f"c{at:02}": ("number", [1.0] * 3) for at in range(12)}))
    assert [text for text in many.texts if text.startswith("c")] == [f"c{at:02}" for at in range(9)]
    assert "… 3 more columns" in many.texts
    assert max(shape.right for shape in many.shapes[2:]) <= 752
    more = shown(frame=table(**{f"c{at:02}": ("number", [1.0] * 9) for at in range(10)}))
    assert "… 4 more rows and 1 more column" in more.texts


@pytest.mark.parametrize(("align", "low", "high"), [("left", 15, 15), ("center", 120, 135), ("right", 230, 250)])
def test_alignment(align: str, low: float, high: float) -> None:
    """Of the header and of the cells."""
    picture = shown(by_name("name", custom__align=align))
    assert low - 0.01 <= picture.word("a").x <= high
    assert picture.word("name").x <= high


def test_hidden_columns_and_headers() -> None:
    """They are not there."""
    assert "load" not in shown(by_name("load", custom__hidden=True)).texts
    assert shown(showHeader=False).texts[:2] == ["Title", "b"]


@pytest.mark.parametrize(
    ("column", "desc", "order"),
    [
        ("name", False, ["a", "b", "C"]),
        ("name", True, ["C", "b", "a"]),
        ("load", False, ["C", "b", "a"]),
        ("load", True, ["a", "b", "C"]),
        ("none", True, ["b", "a", "C"]),
    ],
)
def test_sorting(column: str, desc: bool, order: list[str]) -> None:
    """Texts whatever their case, numbers with those that are missing as the least; an arrow says which way."""
    picture = shown(sortBy=[{"displayName": column, "desc": desc}])
    assert [text for text in picture.texts if text in order] == order
    assert (f"{column} {'↓' if desc else '↑'}" in picture.texts) == (column != "none")


def test_times_are_written_as_dates() -> None:
    """In the zone of the panel."""
    frame = table(at=("time", [START, START + 120_000]))
    assert "2023-11-14 22:13:20" in shown(frame=frame).texts


def test_coloured_texts() -> None:
    """Each has the colour of its own value."""
    picture = shown(by_name("load", custom__displayMode="color-text"))
    assert (picture.word("10").color, picture.word("90").color) == (GREEN, RED)
    assert picture.word("b").color == THEMES["dark"].text


@pytest.mark.parametrize(
    "cell",
    [
        {"custom__displayMode": "color-background-solid"},
        {"custom__cellOptions": {"type": "color-background", "mode": "basic"}},
    ],
)
def test_coloured_grounds(cell: dict[str, Any]) -> None:
    """A rectangle of the whole cell, also as later versions write it."""
    picture = shown(by_name("load", **cell))
    (red,) = picture.filled(RED)
    assert red.width == pytest.approx(734 / 3 - 1)
    assert red.height == pytest.approx(35)
    assert picture.word("90").color == "#f7f8fa"


def test_gradient_grounds_end_in_the_colour() -> None:
    """From a darker one."""
    picture = shown(by_name("load", custom__displayMode="color-background"))
    reds = [shape.fill for shape in picture.shapes if shape.fill[1:3] in {"ef", "f0", "f1", "f2"}]
    assert len(reds) > 3
    assert len({shape.fill for shape in picture.shapes}) > 20


def test_a_transparent_ground_shows_the_panel() -> None:
    """Also as a gradient."""
    clear = {"mode": "absolute", "steps": [{"color": "transparent", "value": None}]}
    picture = shown(by_name("load", custom__displayMode="color-background", thresholds=clear))
    assert not {shape.fill for shape in picture.shapes} & {"#000000", "#000000ff"}


@pytest.mark.parametrize(
    ("cell", "fill"),
    [
        ({"custom__displayMode": "basic"}, f"{RED}59"),
        ({"custom__displayMode": "lcd-gauge"}, f"{RED}bf"),
        ({"custom__cellOptions": {"type": "gauge", "mode": "basic"}}, f"{RED}59"),
        ({"custom__cellOptions": {"type": "gauge", "mode": "lcd"}}, f"{RED}bf"),
    ],
)
def test_gauges_in_cells(cell: dict[str, Any], fill: str) -> None:
    """With their value beside them, in its colour."""
    picture = shown(by_name("load", min=0, max=100, **cell))
    assert picture.filled(fill)
    assert all(shape.height == pytest.approx(23) for shape in picture.filled(fill))
    assert picture.word("90").color == RED
    assert picture.word("90").x > picture.filled(fill)[-1].right


def test_json_is_written_in_letters_of_one_width() -> None:
    """On one line; texts stay as they are."""
    picture = shown(frame=table(labels=("other", [{"a": 1}, "x y"])))
    assert "Mono" in picture.word('{ "a": 1 }').style
    assert "x y" in picture.texts


def test_links_are_underlined() -> None:
    """With a line below the text."""
    plain, linked = shown(), shown(by_name("name", links=[{"title": "a", "url": "/"}]))
    assert len(linked.shapes) == len(plain.shapes) + 3


@pytest.mark.parametrize(
    ("footer", "texts"),
    [
        ({"show": True, "reducer": ["sum"]}, ["Total", "100"]),
        ({"show": True, "reducer": ["max"], "fields": ["load"]}, ["Max", "90"]),
        ({"show": True, "reducer": ["max"], "fields": ["up"]}, ["Max"]),
        ({"show": True, "reducer": ["count"], "countRows": True}, ["Count: 3"]),
        ({"show": False, "reducer": ["sum"]}, []),
    ],
)
def test_footers(footer: dict[str, Any], texts: list[str]) -> None:
    """The calculation under the first column, its results under numbers; or how many rows there are."""
    below = [word.text for word in shown(footer=footer).words if word.y > 255]
    assert below == texts


def test_rows_that_do_not_fit_are_counted() -> None:
    """Nothing is drawn below the panel."""
    frame = table(n=("number", [float(row) for row in range(40)]))
    picture = shown(frame=frame)
    numbers = [int(text) for text in picture.texts if text.isdigit()]
    assert numbers == list(range(5))
    assert "… 35 more rows" in picture.texts
    assert max(word.y for word in picture.words) < 288


def test_all_rows_that_fit_are_drawn() -> None:
    """Without a note."""
    picture = shown(frame=table(n=("number", [float(row) for row in range(5)])))
    assert "4" in picture.texts
    assert not [text for text in picture.texts if "more row" in text]


def test_of_several_tables_one_is_shown() -> None:
    """By `frameIndex`; the choice below it names it."""
    other = table(zone=("string", ["north"]))
    picture = shown(frame=(FRAME, other), frameIndex=1)
    assert "north" in picture.texts
    assert "b" not in picture.texts
    assert "b" in shown(frame=(FRAME, other), frameIndex=7).texts


@pytest.mark.parametrize(
    "cell",
    [
        {"custom__displayMode": "image"},
        {"custom__cellOptions": {"type": "sparkline"}},
        {"custom__cellOptions": {"type": "auto", "wrapText": True}},
        {"custom__cellOptions": {"type": ["gauge"]}},
    ],
)
def test_cells_that_are_not_drawn(cell: dict[str, Any]) -> None:
    """An image is not text."""
    assert "Not drawn: table" in shown(by_name("load", **cell)).texts


def test_a_table_without_rows_keeps_its_header() -> None:
    """And says that there is no data."""
    assert shown(frame=table(n=("number", []))).texts == ["Title", "n", "No data"]


def test_a_footer_sums_unless_asked_otherwise() -> None:
    """An empty list of calculations leaves it empty."""
    frame = table(name=("string", ["a", "b"]), n=("number", [1.0, 41.0]))
    bare, empty = (
        drawn(panel("table", {"footer": footer}), data(frame))
        for footer in ({"show": True}, {"show": True, "reducer": []})
    )
    assert "42" in bare.texts
    assert "42" not in empty.texts
