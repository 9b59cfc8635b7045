"""Legends: what stands in them, where, and what they leave to the chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.legend import draw_legend
from grafmint.picture.legend_item import Item
from grafmint.picture.legend_list import item_width, rows
from grafmint.picture.legend_table import ordered
from grafmint.picture.panel import Shown
from grafmint.picture.theme import DARK
from tests.picture.drawn import Drawn, taken_apart

BOX = Box(8, 40, 734, 246)


def item(label: str, *numbers: float, right: bool = False) -> Item:
    """An entry with values under the names of calculations."""
    names = ("Mean", "Max")
    calcs = tuple(
        (name, Shown(text=str(number), color="#ffffff", number=number))
        for name, number in zip(names, numbers, strict=False)
    )
    return Item(label=label, color="#73bf69", calcs=calcs, right=right)


def placed(items: list[Item], **options: object) -> tuple[Box, Drawn]:
    """What a legend leaves of the box, and what it draws."""
    canvas = Canvas(750, 294, "#000000")
    rest = draw_legend({"legend": options}, items, BOX, canvas, DARK)
    return rest, taken_apart(canvas.svg())


def test_a_list_below_takes_a_line() -> None:
    """Names behind each other, with their calculations, below what is left to the chart."""
    rest, shown = placed([item("cpu", 12.5), item("memory", 3)])
    assert shown.texts == ["cpu", "Mean: 12.5", "memory", "Mean: 3"]
    assert rest == Box(8, 40, 734, 222)
    assert all(rest.bottom < word.y <= BOX.bottom for word in shown.words)
    assert [word.x for word in shown.words] == sorted(word.x for word in shown.words)


def test_a_long_list_takes_a_third_at_most() -> None:
    """What has no room in it is cut off, as on the page, where it scrolls."""
    rest, shown = placed([item(f"series number {at}") for at in range(80)])
    assert rest.height == pytest.approx(BOX.height * 0.65, abs=1)
    assert 0 < len(shown.texts) < 80


def test_series_of_the_right_axis_stand_at_the_right() -> None:
    """In the same line, where both have room."""
    rest, shown = placed([item("left"), item("other", right=True)])
    assert shown.word("other").x > 600
    assert shown.word("left").x < 60
    assert rest.height == 222


def test_a_list_at_the_right_takes_its_width() -> None:
    """A name that is too long ends with an ellipsis: the chart keeps four tenths."""
    rest, shown = placed([item("a")], placement="right")
    assert rest.height == BOX.height
    assert 650 < rest.width < 734
    rest, shown = placed([item("long " * 60)], placement="right")
    assert rest.width == pytest.approx(734 * 0.4, abs=1)
    assert shown.texts[0].endswith("…")


def test_values_of_a_list_at_the_right_end_at_one_place() -> None:
    """Whatever the lengths of the names before them; a value without a name stands by itself."""
    nameless = Item(label="c", color="#73bf69", calcs=(("", Shown(text="63%", color="#ffffff", number=0.63)),))
    rest, shown = placed([item("memory of all", 12.5), item("b", 3), nameless], placement="right")
    look = Lettering(color="#ffffff")
    canvas = Canvas(1, 1, "#000000")
    ends = [word.x + canvas.measure(word.text, look) for word in shown.words if ":" in word.text or "%" in word.text]
    assert ends == [pytest.approx(ends[0], abs=0.01)] * 3
    assert ends[0] < BOX.right
    assert shown.texts[-1] == "63%"
    assert rest.right < shown.word("b").x


def test_a_table_has_a_column_for_each_calculation() -> None:
    """Under its name, values end where it ends."""
    rest, shown = placed([item("cpu", 12.5, 20), item("memory", 3, 4, right=True)], displayMode="table")
    assert shown.texts == ["Mean", "Max", "cpu", "12.5", "20", "memory", "(right y-axis)", "3", "4"]
    assert shown.word("Mean").x == shown.word("12.5").x == shown.word("3").x
    assert rest.height == pytest.approx(246 - 71, abs=1)


def test_a_table_is_sorted_by_a_column() -> None:
    """Those without a number stand last."""
    items = [item("b", 2), item("none"), item("a", 3)]
    assert [each.label for each in ordered(items, "Mean", descending=True)] == ["a", "b", "none"]
    assert [each.label for each in ordered(items, "Mean", descending=False)] == ["b", "a", "none"]
    assert [each.label for each in ordered(items, None, descending=True)] == ["b", "none", "a"]


@pytest.mark.parametrize("options", [{"showLegend": False}, {"displayMode": "hidden"}])
def test_no_legend_leaves_all_to_the_chart(options: dict[str, object]) -> None:
    """However it is said."""
    rest, shown = placed([item("cpu")], **options)
    assert (rest, shown.texts) == (BOX, [])


@given(labels=st.lists(st.text(st.characters(codec="latin-1", categories=["L", "N"]), min_size=1, max_size=30)),
       width=st.floats(300, 900))  # fmt: skip
def test_rows_hold_every_item_once_and_fit(labels: list[str], width: float) -> None:
    """Each row ends before the width does, unless one name alone is longer."""
    canvas = Canvas(1, 1, "#000000")
    items = [item(label) for label in labels]
    found = rows(items, width, canvas, DARK)
    assert [each.label for row in found for _, each in row] == labels
    for row in found:
        x, last = row[-1]
        assert x + item_width(last, canvas, DARK) <= width or len(row) == 1
