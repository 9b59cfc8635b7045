"""Bar charts drawn: groups of bars, upright and lying, beside and upon each other."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data.frame import Data, Frame
from grafmint.picture.bar_layout import spread
from grafmint.picture.picture import draw
from tests.picture.drawn import Drawn, Shape, drawn, panel, taken_apart
from tests.picture.traced import END, START, field

RED, BLUE = "#ff0000", "#0000ff"
OPACITY = "cc"


def rows(*fields: Any, names: Sequence[str] = ("one", "two", "three")) -> Frame:
    """A table with a name in each row."""
    return Frame(fields=(field("what", list(names), "string"), *fields), ref_id="A")


def shown(
    frame: Frame,
    custom: Mapping[str, Any] | None = None,
    defaults: Mapping[str, Any] | None = None,
    overrides: Sequence[Any] = (),
    **options: Any,
) -> Drawn:
    """A bar chart taken apart; its first series is red, the one of the name `b` is blue."""
    blue = {"matcher": {"id": "byName", "options": "b"},
            "properties": [{"id": "color", "value": {"mode": "fixed", "fixedColor": BLUE}}]}  # fmt: skip
    config = {"color": {"mode": "fixed", "fixedColor": RED}, **(defaults or {}), "custom": dict(custom or {})}
    board = panel("barchart", {"legend": {"showLegend": False}, **options}, config, overrides=[blue, *overrides])
    return drawn(board, Data(frames=(frame,), start=START, end=END))


def bars(picture: Drawn, color: str) -> list[Shape]:
    """The filled bars of a colour, in their order."""
    return picture.filled(color + OPACITY)


def test_bars_stand_beside_each_other_over_their_names() -> None:
    """Each as high as its value, from zero on."""
    found = shown(rows(field("a", [10, 20, 30]), field("b", [30, 15, -10])), showValue="never")
    red, blue = bars(found, RED), bars(found, BLUE)
    assert [round(each.height / red[0].height) for each in red] == [1, 2, 3]
    assert red[0].bottom == pytest.approx(blue[2].top, abs=1)
    for name, one, other in zip(("one", "two", "three"), red, blue, strict=True):
        assert one.right <= other.left
        assert one.left < found.word(name).x < other.right
        assert found.word(name).y > one.bottom


def test_stacked_bars_stand_upon_each_other() -> None:
    """Their heights add up, percents to the whole."""
    frame = rows(field("a", [10, 20, 30]), field("b", [10, 5, 30]))
    found = shown(frame, stacking="normal", showValue="never")
    for one, other in zip(bars(found, RED), bars(found, BLUE), strict=True):
        assert other.bottom == pytest.approx(one.top, abs=1)
        assert (other.left, other.right) == (one.left, one.right)
    found = shown(frame, stacking="percent", showValue="never")
    assert len({each.top for each in bars(found, BLUE)}) == 1
    assert "100%" in found.texts


def test_lying_bars_begin_at_the_left() -> None:
    """The first row is the uppermost, its name beside it; so it is in a chart that is higher than wide."""
    frame = rows(field("a", [10, 20, 30]))
    found = shown(frame, orientation="horizontal", showValue="never")
    red = bars(found, RED)
    assert len({each.left for each in red}) == 1
    assert [each.top for each in red] == sorted(each.top for each in red)
    assert found.word("one").x < red[0].left
    board = panel("barchart", {}, {"color": {"mode": "fixed", "fixedColor": RED}}) | {"gridPos": {"w": 4, "h": 12}}
    high = drawn(board, Data(frames=(frame,), start=START, end=END))
    assert len({each.left for each in bars(high, RED)}) == 1


def test_values_stand_at_the_ends_of_their_bars() -> None:
    """Above what stands and below what hangs, with their units; or nowhere."""
    frame = rows(field("a", [10, -20, 30]))
    found = shown(frame, defaults={"unit": "percent"}, showValue="always")
    first, second, _ = bars(found, RED)
    assert found.words[[word.text for word in found.words].index("10%")].y < first.top or found.texts.count("10%") == 2
    labels = [word for word in found.words if word.text == "-20%" and word.x > first.right]
    assert any(word.y > second.bottom for word in labels)
    assert "30%" not in shown(frame, defaults={"unit": "percent", "max": 100}, showValue="never").texts


def test_values_that_would_touch_are_left_out() -> None:
    """Where the page decides; where all are to show they do."""
    frame = rows(field("a", [500, 500, 100]), field("b", [1, 1, 1]))
    auto = shown(frame, stacking="normal", showValue="auto").texts
    always = shown(frame, stacking="normal", showValue="always").texts
    assert always.count("1") == 3
    assert auto.count("1") == 0


def test_names_are_turned_and_shortened() -> None:
    """By the angle and the length that are asked for."""
    frame = rows(field("a", [1, 2, 3]), names=("a rather long name", "b", "c"))
    assert "a rath..." in shown(frame, xTickLabelMaxLength=6).texts
    found = shown(frame, xTickLabelRotation=45, xTickLabelMaxLength=50)
    plain = shown(frame, xTickLabelMaxLength=50)
    assert max(each.bottom for each in bars(found, RED)) < max(each.bottom for each in bars(plain, RED)) - 40


def test_names_are_left_out_where_they_are_to_be_far_apart() -> None:
    """From the first one on, or from the last one."""
    names = [f"n{at}" for at in range(40)]
    frame = rows(field("a", [1.0] * 40), names=names)
    assert [text for text in shown(frame, xTickLabelSpacing=50).texts if text.startswith("n")][:3] == ["n0", "n4", "n8"]
    assert "n39" in shown(frame, xTickLabelSpacing=-50).texts
    assert "n0" not in shown(frame, xTickLabelSpacing=-50).texts


def test_names_that_would_lie_thick_upon_each_other_are_left_out() -> None:
    """So many that the others can be read; a few that touch are all there, as on the page."""
    many, some = ([f"name {at:03}" for at in range(count)] for count in (300, 20))
    crowded = [word for word in shown(rows(field("a", [1.0] * 300), names=many)).words if word.text.startswith("name")]
    assert 5 < len(crowded) < 20
    assert all(after.x - before.x > 50 for before, after in itertools.pairwise(crowded))
    assert set(some) <= set(shown(rows(field("a", [1.0] * 20), names=some)).texts)


def test_a_bar_upon_another_one_has_no_edge_between_them() -> None:
    """Its outline is open there, and closed where bars begin at zero."""
    first, second = (
        [shape for shape in stacked if shape.stroke == color]
        for color, stacked in (
            (each, shown(rows(field("a", [10, 20, 30]), field("b", [5, 5, 5])), stacking="normal").shapes)
            for each in (RED, BLUE)
        )
    )
    assert len(first) == 3
    assert len(second) == 1
    assert second[0].bottom == pytest.approx(first[0].top - 0.5, abs=1)


def test_stacked_bars_are_round_where_the_stack_is() -> None:
    """Each reaches down to zero behind the others, and shows its own part."""
    picture = shown(rows(field("a", [10]), field("b", [10]), names=["one"]), stacking="normal", barRadius=0.2)
    red, blue = bars(picture, RED)[0], bars(picture, BLUE)[0]
    assert blue.height == pytest.approx(2 * red.height, abs=2)
    assert blue.bottom == pytest.approx(red.bottom, abs=1)


def test_times_are_named_as_on_a_time_axis() -> None:
    """As exact as they are apart."""
    frame = Frame(fields=(field("Time", [START, START + 600_000], "time"), field("a", [1, 2])), ref_id="A")
    assert {"23:00", "23:10"} <= set(shown(frame).texts)


def test_a_field_gives_the_bars_their_colours() -> None:
    """The first other one is drawn, and the legend says what the colours mean."""
    steps = [{"value": None, "color": "#00ff00"}, {"value": 5, "color": "#0000ff"}]
    override = {"matcher": {"id": "byName", "options": "grade"}, "properties": [
        {"id": "color", "value": {"mode": "thresholds"}},
        {"id": "thresholds", "value": {"mode": "absolute", "steps": steps}}]}  # fmt: skip
    frame = rows(field("a", [10, 20, 30]), field("grade", [1, 9, 9]))
    found = shown(frame, overrides=[override], colorByField="grade", legend={"showLegend": True})
    assert len(bars(found, "#00ff00")) == 1
    assert len(bars(found, "#0000ff")) == 2
    assert {"< 5", "5+"} <= set(found.texts)


def test_a_mapped_colour_is_the_bars_own() -> None:
    """Each by its value."""
    mapping = [{"type": "value", "options": {"20": {"color": "#00ff00", "index": 0}}}]
    found = shown(rows(field("a", [10, 20, 30])), defaults={"mappings": mapping})
    assert len(bars(found, "#00ff00")) == 1


def test_a_column_of_numbers_can_name_the_rows() -> None:
    """Where options say so."""
    frame = rows(field("year", [2001, 2002, 2003]), field("a", [1, 2, 3]))
    assert {"2001", "2003"} <= set(shown(frame, xField="year").texts)


def test_frames_are_joined_by_their_names() -> None:
    """A row for each; what one lacks has no bar."""
    frames = (rows(field("a", [1, 2]), names=("x", "y")), rows(field("b", [3]), names=("y",)))
    config = {"color": {"mode": "fixed", "fixedColor": RED}}
    board = panel("barchart", {"legend": {"showLegend": False}, "showValue": "never"}, config)
    found = taken_apart(draw(board, Data(frames=frames, start=START, end=END)).svg())
    assert [found.texts.count(name) for name in ("x", "y")] == [1, 1]
    assert len(bars(found, RED)) == 3


@pytest.mark.parametrize(("frame", "options", "said"), [
    (Frame(fields=(field("a", [1]),)), {}, "Bar charts requires a string or time field"),
    (rows(), {}, "No numeric fields found"),
    (rows(field("a", [1, 2, 3])), {"xField": "z"}, "Configured x field not found"),
    (rows(field("a", [1, 2, 3])), {"colorByField": "z"}, "Color field not found"),
    (rows(field("a", []), names=()), {}, "No data"),
])  # fmt: skip
def test_what_is_missing_is_said(frame: Frame, options: Mapping[str, Any], said: str) -> None:
    """In the page's own words."""
    assert said in shown(frame, **options).texts


@given(count=st.integers(1, 50), share=st.floats(0.05, 1))
def test_groups_share_the_whole_breadth(count: int, share: float) -> None:
    """Together they take their share, the first begins at the start and the last ends at the end."""
    found = spread(count, share)
    assert sum(size for _, size in found) == pytest.approx(share, abs=1e-4)
    assert found[0][0] == 0
    assert all(before + size <= after + 1e-5 for (before, size), (after, _) in itertools.pairwise(found))
    if count > 1:
        assert sum(found[-1]) == pytest.approx(1, abs=1e-4)
