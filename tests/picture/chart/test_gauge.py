"""Gauges: how far an arc is filled, its colours, markers and labels."""

import math
from typing import Any

import pytest

from grafmint.data.frame import Frame
from grafmint.picture.theme import THEMES
from tests.picture.drawn import Drawn, Shape, data, drawn, numbers, panel

GREEN, YELLOW, RED = "#73bf69", "#fade2a", "#f2495c"
STEPS = [{"color": "green", "value": None}, {"color": "yellow", "value": 50}, {"color": "red", "value": 80}]
DEFAULTS = {
    "color": {"mode": "thresholds"}, "min": 0, "max": 100, "thresholds": {"mode": "absolute", "steps": STEPS},
}  # fmt: skip
TRACK = THEMES["dark"].track


def gauge(*values: float, defaults: Any = None, **options: Any) -> Drawn:
    """A gauge of one or more values."""
    frames: list[Frame] = [numbers(f"n{index}", [value]) for index, value in enumerate(values)]
    return drawn(panel("gauge", options, {**DEFAULTS, **(defaults or {})}), data(*frames))


def filled(shown: Drawn, color: str) -> Shape:
    """The filled part of an arc, which is thicker than a marker."""
    return max(shown.filled(color), key=lambda shape: min(shape.width, shape.height))


def test_half_of_the_arc_is_filled_by_half_of_the_range() -> None:
    """From its left end to the top."""
    shown = gauge(50, showThresholdMarkers=False)
    (track,) = shown.filled(TRACK)
    middle = (track.left + track.right) / 2
    part = filled(shown, YELLOW)
    assert middle == pytest.approx(376)
    assert part.left == pytest.approx(track.left, abs=1)
    assert part.right == pytest.approx(middle, abs=1)
    assert part.top == pytest.approx(track.top, abs=1)


def test_the_arc_ends_where_the_value_is() -> None:
    """It spans 216 degrees, so that a quarter of it ends 54 degrees before the top and three quarters as far behind."""
    quarter, most = gauge(25, showThresholdMarkers=False), gauge(75, showThresholdMarkers=False)
    (track,) = quarter.filled(TRACK)
    radius = track.width / 2
    bend = math.radians(54)
    assert filled(quarter, GREEN).top == pytest.approx(track.top + radius - radius * math.cos(bend), abs=1)
    assert filled(most, YELLOW).right == pytest.approx(track.left + radius + radius * math.sin(bend), abs=3)


def test_beyond_its_ends_the_arc_is_empty_or_full() -> None:
    """Never more."""
    empty, full = gauge(-7, showThresholdMarkers=False), gauge(700, showThresholdMarkers=False)
    assert empty.filled(GREEN) == []
    (track,) = full.filled(TRACK)
    assert filled(full, RED).width == pytest.approx(track.width, abs=2)


def test_markers_are_a_ring_of_the_thresholds() -> None:
    """Each step has its part outside the arc."""
    shown = gauge(10)
    (track,) = shown.filled(TRACK)
    (yellow,), (red,) = shown.filled(YELLOW), shown.filled(RED)
    assert yellow.left == pytest.approx(376, abs=1)
    assert yellow.top < track.top
    assert red.right > track.right
    assert red.top > yellow.top


def test_no_markers_where_not_asked_or_not_by_thresholds() -> None:
    """A palette has no steps."""
    assert gauge(10, showThresholdMarkers=False).filled(RED) == []
    assert gauge(10, defaults={"color": {"mode": "palette-classic"}}).filled(RED) == []


def test_labels_stand_at_the_steps() -> None:
    """The ends and each step, the middle one at the top."""
    shown = gauge(10, showThresholdLabels=True)
    assert [text for text in shown.texts if text in {"0", "50", "80", "100"}] == ["0", "50", "80", "100"]
    (track,) = shown.filled(TRACK)
    assert shown.word("50").x == pytest.approx(376, abs=8)
    assert shown.word("50").y < track.top
    assert shown.word("0").x < 376 < shown.word("100").x


def test_markers_and_labels_have_their_room() -> None:
    """The arc is smaller where there are some, so that nothing leaves the panel."""
    plain, labelled = gauge(10, showThresholdMarkers=False), gauge(10, showThresholdLabels=True)
    assert plain.filled(TRACK)[0].height > 20 + labelled.filled(TRACK)[0].height
    assert labelled.word("50").y > 41
    assert min(shape.top for shape in labelled.filled(YELLOW)) > 41


def test_labels_of_percentages_are_percents() -> None:
    """Whatever the range."""
    steps = {"mode": "percentage", "steps": STEPS}
    shown = gauge(10, showThresholdLabels=True, defaults={"max": 1000, "thresholds": steps})
    assert [text for text in shown.texts if text != "Title"][:4] == ["0", "50", "80", "100"]


def test_the_value_has_its_colour_and_unit() -> None:
    """In one text, in the middle."""
    word = gauge(85.5, defaults={"unit": "percent"}).word("85.5%")
    assert (word.color, word.x) == (RED, 376)


def test_several_values_have_their_names_below() -> None:
    """One alone has none, unless it is given one."""
    assert gauge(1).texts == ["Title", "1"]
    assert gauge(1, defaults={"displayName": "mine"}).texts == ["Title", "1", "mine"]
    shown = gauge(1, 2)
    assert shown.texts == ["Title", "1", "n0", "2", "n1"]
    assert shown.word("n0").y > shown.word("1").y
    assert shown.word("n0").x < 376 < shown.word("n1").x


def test_a_neutral_value_is_where_the_arc_begins() -> None:
    """To either side."""
    below, above = (
        gauge(value, showThresholdMarkers=False, defaults={"custom": {"neutral": 50}}) for value in (40, 60)
    )
    assert filled(below, GREEN).right == pytest.approx(376, abs=1)
    assert filled(above, YELLOW).left == pytest.approx(376, abs=1)


def test_sizes_set_by_hand_are_not_drawn() -> None:
    """Only later pages have them."""
    assert "Not drawn: gauge" in gauge(1, sizing="manual").texts


def test_no_data_leaves_the_arc_empty() -> None:
    """Without markers."""
    shown = gauge()
    assert shown.texts == ["Title", "No data"]
    assert len(shown.filled(TRACK)) == 1
    assert shown.filled(RED) == []


@pytest.mark.parametrize("newest", [36.0, 20.0])
def test_a_full_arc_has_the_colour_of_its_number(newest: float) -> None:
    """Not that of a threshold beyond the greatest value, which is the newest one or one before it."""
    steps = [{"color": "green", "value": None}, {"color": "yellow", "value": 10}, {"color": "red", "value": 1000}]
    config = {"thresholds": {"mode": "absolute", "steps": steps}}
    shown = drawn(panel("gauge", {}, config), data(numbers("n", [0.0, 36.0, newest])))
    assert filled(shown, YELLOW).width > filled(shown, GREEN).width
    assert shown.filled(RED) == []
    assert shown.word(f"{newest:g}").color == YELLOW


def test_a_threshold_at_the_greatest_value_is_reached_by_it() -> None:
    """The arc is then in its colour."""
    steps = [{"color": "green", "value": None}, {"color": "red", "value": 100}]
    shown = gauge(100, defaults={"thresholds": {"mode": "absolute", "steps": steps}})
    (arc,) = shown.filled(RED)
    assert arc.width > 100
