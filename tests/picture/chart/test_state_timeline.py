"""State timelines drawn: lanes of states, merged, named and coloured."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from grafmint.data.frame import Data, Field, Frame
from tests.picture.drawn import Drawn, Shape, drawn, panel
from tests.picture.traced import END, MINUTE, START, field, over_time

STEPS = {"mode": "absolute", "steps": [{"value": None, "color": "#00ff00"}, {"value": 80, "color": "#ff0000"}]}
NAMED = [{"type": "value", "options": {
    "up": {"text": "Up", "color": "#00ff00"}, "down": {"text": "Down", "color": "#ff0000"},
    "slow": {"color": "#ffff00"}}}]  # fmt: skip
OPACITY = "b3"


def shown(
    *fields: Field, defaults: Mapping[str, Any] | None = None, custom: Mapping[str, Any] | None = None, **options: Any
) -> Drawn:
    """A timeline over an hour with a value every five minutes, taken apart."""
    config = {"mappings": NAMED, "color": {"mode": "fixed"}, **(defaults or {}), "custom": dict(custom or {})}
    board = panel("state-timeline", {"legend": {"showLegend": False}, **options}, config)
    frame = over_time(*fields, every=5 * MINUTE)
    return drawn(board, Data(frames=(frame,), start=START, end=END))


def states(values: Sequence[str | None]) -> Field:
    """A lane of words."""
    return field("api", values, "string")


def boxes(picture: Drawn, color: str) -> list[Shape]:
    """The states of a colour, the first one first."""
    return picture.filled(color + OPACITY)


def test_equal_states_are_one() -> None:
    """Up to the next other one; the last one lasts to the end of the time range."""
    found = shown(states(["up", "up", "down", "up", "up", "up"]))
    first, last = boxes(found, "#00ff00")
    (down,) = boxes(found, "#ff0000")
    assert first.right == down.left
    assert down.right == last.left
    assert first.width == pytest.approx(2 * down.width, abs=2)
    assert last.right > 700
    assert found.texts.count("Up") == 2


def test_each_value_is_a_state_where_nothing_is_merged() -> None:
    """With a name on each."""
    found = shown(states(["up", "up", "up"]), mergeValues=False)
    assert len(boxes(found, "#00ff00")) == found.texts.count("Up") == 3


def test_nothing_leaves_a_gap() -> None:
    """Unless it is bridged."""
    lane = states(["up", None, "up", "up"])
    before, after = boxes(shown(lane), "#00ff00")
    assert after.left - before.right == pytest.approx(before.width, abs=2)
    assert len(boxes(shown(lane, custom={"spanNulls": True}), "#00ff00")) == 1


def test_numbers_are_told_by_their_thresholds() -> None:
    """Neighbours of one step are one state, which has the step's name, in the legend too."""
    found = shown(field("load", [1, 50, 79, 80, 95, 3]), defaults={"thresholds": STEPS, "color": {"mode": "thresholds"},
                  "mappings": []}, legend={"showLegend": True})  # fmt: skip
    assert len(boxes(found, "#00ff00")) == 2
    assert len(boxes(found, "#ff0000")) == 1
    assert found.texts.count("< 80") == 3
    assert found.texts.count("80+") == 2


def test_lanes_lie_below_each_other_with_their_names() -> None:
    """Each as high as asked, its name in the middle of its height."""
    found = shown(states(["up", "up"]), field("db", ["down", "down"], "string"), rowHeight=0.5)
    (upper,), (lower,) = boxes(found, "#00ff00"), boxes(found, "#ff0000")
    assert upper.height == pytest.approx(lower.height, abs=1)
    assert lower.top - upper.bottom == pytest.approx(2 * upper.height, abs=2)
    for name, box in (("api", upper), ("db", lower)):
        assert found.word(name).x < box.left
        assert box.top < found.word(name).y < box.bottom


@pytest.mark.parametrize(("align", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_names_stand_where_asked(align: str, share: float) -> None:
    """At the beginning, in the middle or at the end."""
    found = shown(states(["up", "up", "down", "down", "up"]), alignValue=align)
    (down,) = boxes(found, "#ff0000")
    assert found.word("Down").x == pytest.approx(down.left + share * down.width, abs=3)


def test_a_name_without_room_is_left_out() -> None:
    """Or cut, where all are to show; never shows none."""
    values = ["up" if at % 2 else "down" for at in range(60)]
    frame = over_time(states(values))
    config = {"mappings": NAMED}

    def texts(show: str) -> list[str]:
        options = {"legend": {"showLegend": False}, "showValue": show}
        board = panel("state-timeline", options, config)
        return drawn(board, Data(frames=(frame,), start=START, end=END)).texts

    assert texts("auto").count("Up") == texts("never").count("Up") == 0
    assert texts("always").count("U") + texts("always").count("D") == 60


def test_letters_stand_out_from_their_state() -> None:
    """White, and black on what is bright."""
    found = shown(states(["down", "down", "slow", "slow"]))
    assert found.word("Down").color == "#ffffff"
    assert found.word("slow").color == "#000000"


def test_the_legend_has_each_state_once() -> None:
    """In the order in which they come."""
    found = shown(states(["up", "down", "up", "slow"]), legend={"showLegend": True}, showValue="never")
    assert [text for text in found.texts if text in {"Up", "Down", "slow"}] == ["Up", "Down", "slow"]


def test_yes_and_no_are_states() -> None:
    """With their own words."""
    assert {"true", "false"} <= set(shown(field("ok", [True, False, True], "boolean"), defaults={"mappings": []}).texts)


def test_what_is_missing_is_said() -> None:
    """In the page's own words."""
    board = panel("state-timeline", {}, {})
    frame = Frame(fields=(field("t", ["x"], "string"),))
    assert "Data does not have a time field" in drawn(board, Data(frames=(frame,), start=START, end=END)).texts
