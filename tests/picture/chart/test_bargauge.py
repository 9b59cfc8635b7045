"""Bar gauges: how long bars are, their colours, names and values."""

from typing import Any

import pytest

from grafmint.picture.theme import THEMES
from tests.picture.drawn import Drawn, Shape, data, drawn, numbers, panel

GREEN, RED = "#73bf69", "#f2495c"
STEPS = [{"color": "green", "value": None}, {"color": "red", "value": 80}]
DEFAULTS = {
    "color": {"mode": "thresholds"}, "min": 0, "max": 100, "thresholds": {"mode": "absolute", "steps": STEPS},
}  # fmt: skip
TRACK = THEMES["dark"].track


def bars(*values: float, defaults: Any = None, size: tuple[int, int] = (12, 8), **options: Any) -> Drawn:
    """A bar gauge of values, below each other where nothing else is asked for."""
    frames = [numbers(f"n{index}", [value]) for index, value in enumerate(values)]
    options = {"orientation": "horizontal", **options}
    grid = {"w": size[0], "h": size[1]}
    return drawn(panel("bargauge", options, {**DEFAULTS, **(defaults or {})}, gridPos=grid), data(*frames))


def whole(shown: Drawn, *, vertical: bool = False) -> float:
    """How long a bar can be, by a full one."""
    return max(_long(shape, vertical) for shape in shown.filled(f"{RED}59"))


def _long(shape: Shape, vertical: bool) -> float:
    return shape.height if vertical else shape.width


@pytest.mark.parametrize("vertical", [True, False])
def test_bars_are_as_long_as_their_values(vertical: bool) -> None:
    """A half, a fifth, and all of it."""
    shown = bars(50, 20, 100, displayMode="basic", orientation="vertical" if vertical else "horizontal")
    half, fifth = (_long(shape, vertical) for shape in shown.filled(f"{GREEN}59"))
    assert half == pytest.approx(whole(shown, vertical=vertical) / 2)
    assert fifth == pytest.approx(whole(shown, vertical=vertical) / 5)


def test_horizontal_bars_begin_at_the_left_and_vertical_ones_below() -> None:
    """Beside or below each other."""
    across = bars(50, 20, displayMode="basic").filled(f"{GREEN}59")
    upright = bars(50, 20, displayMode="basic", orientation="vertical").filled(f"{GREEN}59")
    assert across[0].left == across[1].left == pytest.approx(9)
    assert across[0].bottom < across[1].top
    assert upright[0].bottom == pytest.approx(upright[1].bottom)
    assert upright[0].right < upright[1].left


def test_auto_follows_the_shape_of_the_panel() -> None:
    """Upright bars in a wide panel, lying ones in a high one."""
    wide = bars(50, 20, displayMode="basic", orientation="auto").filled(f"{GREEN}59")
    high = bars(50, 20, displayMode="basic", orientation="auto", size=(6, 20)).filled(f"{GREEN}59")
    assert wide[0].right < wide[1].left
    assert high[0].bottom < high[1].top


def test_a_basic_bar_has_an_edge_in_its_colour() -> None:
    """Two pixels at its end."""
    shown = bars(50, displayMode="basic")
    (bar,), (edge,) = shown.filled(f"{GREEN}59"), shown.filled(GREEN)
    assert edge.width == pytest.approx(2)
    assert edge.right == pytest.approx(bar.right)


def test_a_gradient_goes_from_step_to_step() -> None:
    """A value above the second step ends in its colour, one below it has one colour only."""
    low, high = (bars(value) for value in (50, 90))
    assert {shape.fill for shape in low.shapes[3:]} == {GREEN}
    colors = [shape.fill for shape in high.shapes[3:]]
    assert colors[0] == GREEN
    assert len(set(colors)) > 8
    assert int(colors[-1][1:3], 16) > 0xE0
    assert max(shape.right for shape in high.shapes[3:]) == pytest.approx(max(s.right for s in high.shapes[3:4]))


@pytest.mark.parametrize("orientation", ["vertical", "horizontal"])
def test_a_full_bar_ends_where_the_empty_part_does(orientation: str) -> None:
    """And not before."""
    empty, full = (bars(value, displayMode="basic", orientation=orientation) for value in (0, 100))
    (track,), (bar,) = empty.filled(TRACK), full.filled(f"{RED}59")
    assert bar.right == pytest.approx(track.right)
    assert bar.top == pytest.approx(track.top)


def test_equal_values_are_full_bars() -> None:
    """Without limits each is the greatest there is; zeros are none."""
    limits = {"min": None, "max": None}
    full, empty = (bars(value, value, value, defaults=limits, displayMode="basic") for value in (90.0, 0.0))
    assert [shape.width > 300 for shape in full.filled(f"{RED}59")] == [True] * 3
    assert not [shape for shape in empty.shapes if shape.fill.endswith("59") and shape.width > 2]


def test_the_empty_part_can_be_left_out() -> None:
    """It has the colour of a track."""
    assert len(bars(50).filled(TRACK)) == 1
    assert bars(50, showUnfilled=False).filled(TRACK) == []


def test_cells_are_lit_up_to_the_value() -> None:
    """Each has the colour of its own place."""
    shown = bars(90, displayMode="lcd")
    lit = [shape for shape in shown.shapes if shape.fill in {f"{GREEN}bf", f"{RED}bf"}]
    dark = [shape for shape in shown.shapes if shape.fill.endswith("2e")]
    count = len(lit) + len(dark)
    assert len(lit) == pytest.approx(count * 0.9, abs=1)
    assert sum(shape.fill == f"{GREEN}bf" for shape in lit) == pytest.approx(count * 0.8, abs=1)
    assert {shape.fill for shape in dark} == {f"{RED}2e"}
    assert max(shape.right for shape in lit) < min(shape.left for shape in dark)


def test_values_stand_behind_their_bars_and_names_above() -> None:
    """In a low panel names stand before their bars."""
    high = bars(50, 20, displayMode="basic")
    low = bars(50, 20, displayMode="basic", size=(12, 3))
    for shown, above in ((high, True), (low, False)):
        first = shown.filled(f"{GREEN}59")[0]
        name, value = shown.word("n0"), shown.word("50")
        assert value.x > first.right
        assert value.color == GREEN
        assert (name.y < first.top) == above
        assert above or name.x < first.left


def test_upright_bars_have_their_values_above_and_names_below() -> None:
    """In the middle of each."""
    shown = bars(50, 20, displayMode="basic", orientation="vertical")
    first = shown.filled(f"{GREEN}59")[0]
    assert shown.word("50").y < first.top
    assert shown.word("n0").y > first.bottom
    assert shown.word("n0").x == pytest.approx((first.left + first.right) / 2)


def test_names_take_no_more_than_two_fifths_of_a_line() -> None:
    """Then they are shortened."""
    frames = [numbers(f"{'a long name ' * 9}{index}", [50.0]) for index in range(2)]
    json_ = panel(
        "bargauge", {"orientation": "horizontal", "displayMode": "basic"}, DEFAULTS, gridPos={"w": 12, "h": 3}
    )
    shown = drawn(json_, data(*frames))
    assert shown.filled(f"{GREEN}59")[0].left == pytest.approx(9 + 734 * 0.4)
    assert shown.texts[-1].endswith("…")


def test_one_value_has_no_name() -> None:
    """Unless it is given one."""
    assert bars(1).texts == ["Title", "1"]
    assert "mine" in bars(1, defaults={"displayName": "mine"}).texts


@pytest.mark.parametrize("option", [{"valueMode": "hidden"}, {"namePlacement": "left"}, {"displayMode": "neon"}])
def test_what_only_later_pages_have_is_not_drawn(option: dict[str, Any]) -> None:
    """The panel would look otherwise."""
    assert "Not drawn: bargauge" in bars(1, **option).texts


def test_no_data_is_said_beside_an_empty_bar() -> None:
    """As the page does."""
    assert bars().texts == ["Title", "No data"]
