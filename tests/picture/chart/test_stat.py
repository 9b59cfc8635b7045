"""Stat panels: numbers as large as their boxes allow, their names, colours and graphs."""

from typing import Any

import pytest

from grafmint.data.frame import Frame
from grafmint.picture.theme import THEMES, ThemeName
from tests.picture.drawn import Drawn, data, drawn, numbers, panel, table

RED = "#f2495c"
STEPS = [{"color": "green", "value": None}, {"color": "red", "value": 80}]
DEFAULTS = {"color": {"mode": "thresholds"}, "thresholds": {"mode": "absolute", "steps": STEPS}, "unit": "percent"}
LOW = numbers("low", [10.0, 20.0, 32.5])
HIGH = numbers("high", [50.0, 99.0, 91.25])
LAST = {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "graphMode": "none"}


def stat(
    *frames: Frame, theme: ThemeName = "dark", defaults: Any = None, title: str = "Title", **options: Any
) -> Drawn:
    """A stat panel drawn."""
    config = DEFAULTS if defaults is None else defaults
    json_ = panel("stat", {**LAST, **options}, config, title=title, pluginVersion="9.4.0")
    return drawn(json_, data(*frames), theme)


def test_one_value_stands_in_the_middle_in_its_colour() -> None:
    """The unit behind it has smaller letters on the same line."""
    shown = stat(LOW)
    number, unit = shown.word("32.5"), shown.word("%")
    assert number.color == unit.color == "#73bf69"
    assert unit.y == number.y
    assert unit.size == pytest.approx(number.size * 0.6)
    assert pytest.approx((number.x + unit.x + unit.size * 0.95) / 2, abs=4) == 376
    assert "low" not in shown.texts


def test_thresholds_colour_the_number() -> None:
    """The step that it has reached."""
    assert stat(HIGH).word("91.3").color == RED


def test_letters_are_as_large_as_the_box_allows() -> None:
    """A longer text has smaller ones."""
    short, long = (stat(numbers("a", [value]), defaults={"decimals": 6}) for value in (1.0, 123456.0))
    assert short.words[-1].size > 1.2 * long.words[-1].size > 20


def test_names_are_smaller_than_numbers() -> None:
    """Seven tenths of them at most, and never more than 30 pixels."""
    small = stat(LOW, HIGH, *[numbers(f"n{index}", [1.0]) for index in range(6)], orientation="horizontal")
    assert small.word("low").size <= 0.7 * small.word("32.5").size + 0.001
    assert stat(LOW, textMode="value_and_name").word("low").size <= 30


def test_sizes_can_be_set() -> None:
    """In pixels, for names and numbers."""
    shown = stat(LOW, HIGH, text={"titleSize": 11, "valueSize": 33})
    assert {shown.word(text).size for text in ("low", "high")} == {11}
    assert {shown.word(text).size for text in ("32.5", "91.3")} == {33}


@pytest.mark.parametrize(
    ("mode", "frames", "title", "texts"),
    [
        ("auto", (LOW,), "Title", ["Title", "32.5", "%"]),
        ("auto", (LOW,), "", ["low", "32.5", "%"]),
        ("auto", (LOW, HIGH), "", ["low", "32.5", "%", "high", "91.3", "%"]),
        ("value", (LOW, HIGH), "", ["32.5", "%", "91.3", "%"]),
        ("value_and_name", (LOW,), "", ["low", "32.5", "%"]),
        ("name", (LOW, HIGH), "", ["low", "high"]),
        ("none", (LOW, HIGH), "", []),
    ],
)
def test_text_modes(mode: str, frames: tuple[Frame, ...], title: str, texts: list[str]) -> None:
    """Names are shown where asked for; by themselves for several values, or where the panel has no title."""
    assert stat(*frames, textMode=mode, title=title).texts == texts


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_colour_modes(theme: ThemeName) -> None:
    """The number, the ground behind it, or nothing has the value's colour."""
    green = {"dark": "#73bf69", "light": "#56a64b"}[theme]
    solid = stat(LOW, theme=theme, colorMode="background_solid")
    gradient = stat(LOW, theme=theme, colorMode="background")
    plain = stat(LOW, theme=theme, colorMode="none")
    assert plain.word("32.5").color == THEMES[theme].text
    assert plain.filled(green) == []
    assert [round(shape.width) for shape in solid.filled(green)] == [750]
    assert solid.word("32.5").color == gradient.word("32.5").color == "#f7f8fa"
    assert len([shape for shape in gradient.shapes if shape.width > 100]) > 10


def test_a_graph_stands_behind_each_value() -> None:
    """On one scale for all: the least value lies at the bottom, the greatest at the upper edge of the graph."""
    shown = stat(LOW, HIGH, graphMode="area", orientation="vertical", title="")
    low, high = (shape for shape in shown.shapes if shape.fill.endswith("33"))
    assert low.fill == "#73bf6933"
    assert high.fill == f"{RED}33"
    assert low.bottom == high.bottom == pytest.approx(295)
    assert high.height > 2.5 * low.height
    lines = [shape for shape in shown.shapes if shape.stroke == RED]
    assert [line.top for line in lines] == [pytest.approx(high.top, abs=1)]


def test_a_graph_has_its_place_in_time() -> None:
    """Three of sixty minutes fill a thirtieth of the width."""
    shown = stat(LOW, graphMode="area")
    (area,) = [shape for shape in shown.shapes if shape.fill == "#73bf6933"]
    assert area.left == pytest.approx(1)
    assert area.width == pytest.approx(750 * 2 / 60)
    assert area.height == pytest.approx(262 / 2)


def test_a_graph_is_broken_where_a_value_is_missing() -> None:
    """Two runs are two shapes."""
    shown = stat(numbers("a", [1.0, 2.0, None, 3.0, 4.0]), graphMode="area")
    assert len([shape for shape in shown.shapes if shape.fill == "#73bf6933"]) == 2


def test_no_graph_where_none_is_asked_for() -> None:
    """And none of a single value."""
    assert not [shape for shape in stat(LOW, graphMode="none").shapes if shape.fill.endswith("33")]
    one = stat(numbers("a", [1.0]), graphMode="area")
    assert not [shape for shape in one.shapes if shape.fill.endswith("33")]


@pytest.mark.parametrize(("orientation", "across"), [("vertical", True), ("horizontal", False)])
def test_orientation(orientation: str, across: bool) -> None:
    """Beside each other or below each other."""
    shown = stat(LOW, HIGH, orientation=orientation)
    first, second = shown.word("32.5"), shown.word("91.3")
    assert (first.y == second.y) == across
    assert (second.x > first.x + 100) == across


def test_many_values_stand_in_a_grid() -> None:
    """Rows and columns as square as they can be; the last row fills the width."""
    frames = [numbers(f"n{index}", [float(index)]) for index in range(7)]
    shown = stat(*frames, colorMode="background_solid", defaults={})
    cells = [shape for shape in shown.shapes if shape.fill == "#73bf69"]
    assert sorted({round(cell.top) for cell in cells}) == [33, 166]
    assert [round(cell.width) for cell in cells] == [*[185] * 4, *[248] * 3]


def test_names_and_numbers_are_justified() -> None:
    """Beside each other in a wide box: at its ends, or together in its middle."""
    ends = stat(LOW, orientation="horizontal", title="")
    middle = stat(LOW, orientation="horizontal", title="", justifyMode="center")
    assert ends.word("low").x == pytest.approx(13)
    assert ends.word("%").x > 700
    assert middle.word("low").x > 150
    assert middle.word("%").x < 650


NAMED: dict[str, Any] = {"textMode": "value_and_name", "title": "", "text": {"titleSize": 200, "valueSize": 40}}


@pytest.mark.parametrize("options", [{}, {"justifyMode": "center"}, {"graphMode": "area"}])
def test_a_long_name_beside_its_number_is_broken(options: dict[str, Any]) -> None:
    """At a hyphen and a blank, from the left; the number keeps its end of the line."""
    shown = stat(numbers("node-exporter app", [1.0, 2.0]), **NAMED, **options)
    lines = [shown.word(text) for text in ("node-", "exporter", "app")]
    assert {round(line.x) for line in lines} == {13}
    assert lines[1].y - lines[0].y == pytest.approx(lines[2].y - lines[1].y) == pytest.approx(240)
    assert shown.word("%").x > 700


def test_a_long_name_above_its_number_pushes_it_down() -> None:
    """Both together stand in the middle; centered lines still begin at one edge."""
    frames = [numbers(f"node-exporter {name}", [1.0]) for name in "abcdef"]
    options = {**NAMED, "orientation": "vertical", "text": {"titleSize": 16, "valueSize": 20}}
    shown, middle = (stat(*frames, **{**options, "justifyMode": mode}) for mode in ("auto", "center"))
    for each in (shown, middle):
        first, second, number = (next(word for word in each.words if word.text == text) for text in
                                 ("node-", "exporter a", "1"))  # fmt: skip
        assert first.x == second.x
        assert second.y - first.y == pytest.approx(19.2)
        assert number.y - second.y == pytest.approx(23, abs=0.2)
    assert middle.word("exporter a").x >= shown.word("exporter a").x


def test_a_word_that_is_too_wide_is_not_broken() -> None:
    """It takes what it needs, and the number goes out of the picture."""
    shown = stat(numbers("http://shop.example.com/health", [1.0]), **NAMED)
    assert shown.word("http://shop.example.com/health").x == pytest.approx(13)
    assert shown.word("%").x > 752


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ({"calcs": ["min", "max"]}, ["10", "32.5"]),
        ({"calcs": []}, ["32.5"]),
        ({"values": True}, ["10", "20", "32.5"]),
        ({"values": True, "limit": 2}, ["10", "20"]),
    ],
)
def test_reductions(options: dict[str, Any], texts: list[str]) -> None:
    """One value for each calculation, or each row."""
    shown = stat(LOW, textMode="value", defaults={}, title="", reduceOptions=options)
    assert shown.texts == texts


@pytest.mark.parametrize(
    ("fields", "texts"),
    [("", ["2"]), ("/^size$/", ["2"]), ("/.*/", ["b", "2", "true"]), ("name", ["b"]), ("/^NAME$/i", ["b"])],
)
def test_fields(fields: str, texts: list[str]) -> None:
    """Numbers, or those whose names match."""
    frame = table(name=("string", ["a", "b"]), size=("number", [1.0, 2.0]), up=("boolean", [False, True]))
    options = {"calcs": ["last"], "fields": fields}
    assert stat(frame, textMode="value", defaults={}, title="", reduceOptions=options).texts == texts


def test_rows_are_named_by_their_texts_and_coloured_by_overrides() -> None:
    """An override by the name of a row gives it its colour."""
    frame = table(name=("string", ["a", "b"]), size=("number", [1.0, 2.0]))
    blue = {
        "matcher": {"id": "byName", "options": "b"},
        "properties": [{"id": "color", "value": {"fixedColor": "blue"}}],
    }
    json_ = panel("stat", {"reduceOptions": {"values": True}}, {}, overrides=[blue])
    shown = drawn(json_, data(frame))
    assert shown.texts == ["Title", "a", "1", "b", "2"]
    assert [shown.word(text).color for text in ("1", "2")] == ["#73bf69", "#5794f2"]


def test_what_only_later_pages_show_is_not_drawn() -> None:
    """The change in percent would be missing."""
    assert "Not drawn: stat" in stat(LOW, showPercentChange=True).texts


def test_wrong_patterns_are_told() -> None:
    """A regular expression that is none."""
    shown = stat(LOW, reduceOptions={"fields": "/(/"})
    assert "Not drawn: stat" in shown.texts
    assert any("no regular expression" in text for text in shown.texts)


def test_no_data_is_said_in_big_letters() -> None:
    """Or as `noValue` has it."""
    assert stat().word("No data").size > 60
    assert "nothing" in stat(defaults={"noValue": "nothing"}).texts


def test_a_stat_without_options_has_a_graph() -> None:
    """And the last value that is there, where an empty list of calculations takes the very last one."""
    gap = numbers("gap", [10.0, 20.0, None])
    bare = drawn(panel("stat", {}, {"unit": "short"}), data(gap))
    assert "20" in bare.texts
    assert [shape for shape in bare.shapes if shape.fill == "#73bf6933"]
    assert "20" not in drawn(panel("stat", {"reduceOptions": {"calcs": []}}), data(gap)).texts
