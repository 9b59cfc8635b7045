"""Pie charts: the parts of a sum, their order, labels and legends."""

from typing import Any

import pytest

from tests.picture.drawn import Drawn, Shape, data, drawn, numbers, panel

VALUES = {"a": 10.0, "b": 60.0, "c": 30.0}


def pie(values: dict[str, float] | None = None, defaults: Any = None, **options: Any) -> Drawn:
    """A pie chart of values in the classic palette, without a legend where none is asked for."""
    frames = [numbers(name, [value]) for name, value in (VALUES if values is None else values).items()]
    options = {"legend": {"showLegend": False}, **options}
    return drawn(panel("piechart", options, {"color": {"mode": "palette-classic"}, **(defaults or {})}), data(*frames))


def slices(shown: Drawn) -> list[Shape]:
    """The outermost ring of each slice, in the order in which they are drawn."""
    found: list[Shape] = []
    for shape in shown.shapes[2:]:
        if shape.stroke == "none" and (not found or _hue(shape) != _hue(found[-1])):
            found.append(shape)
    return found


def _hue(shape: Shape) -> str:
    """Which of red, green and blue there is most and least of."""
    parts = [int(shape.fill[at : at + 2], 16) for at in (1, 3, 5)]
    return f"{parts.index(max(parts))}{parts.index(min(parts))}"


def test_the_largest_part_begins_at_the_top() -> None:
    """Sixty percent end behind the bottom, at 216 degrees."""
    shown = pie()
    largest, *_ = slices(shown)
    assert largest.top == pytest.approx(41 + 16, abs=1)
    assert largest.bottom == pytest.approx(288 - 16, abs=1)
    assert largest.right - 376 == pytest.approx((largest.bottom - largest.top) / 2, abs=1)
    assert 376 - largest.left == pytest.approx(0.588 * (largest.bottom - largest.top) / 2, abs=2)


@pytest.mark.parametrize(
    ("sort", "order"),
    [(None, ["b", "c", "a"]), ("desc", ["b", "c", "a"]), ("asc", ["a", "c", "b"]), ("none", ["a", "b", "c"])],
)
def test_order(sort: str | None, order: list[str]) -> None:
    """The largest first, unless asked otherwise."""
    shown = pie(displayLabels=["name"], sort=sort)
    assert [text for text in shown.texts if text in VALUES] == order


def test_labels_say_what_is_asked() -> None:
    """Name, value and part of the whole below each other."""
    shown = pie({"a": 25.0, "b": 75.0}, displayLabels=["percent", "name", "value"])
    assert shown.texts == ["Title", "b", "75", "75%", "a", "25", "25%"]
    name, value, percent = shown.word("b"), shown.word("75"), shown.word("75%")
    assert name.x == value.x == percent.x > 376
    assert value.y - name.y == percent.y - value.y == pytest.approx(1.2 * name.size)


def test_decimals_of_percents() -> None:
    """Those of the field."""
    assert "33.33%" in pie({"a": 1.0, "b": 2.0}, defaults={"decimals": 2}, displayLabels=["percent"]).texts


def test_narrow_slices_have_no_label() -> None:
    """There is no room for it."""
    assert pie({"a": 1.0, "b": 99.0}, displayLabels=["name"]).texts == ["Title", "b"]


def test_a_donut_is_open_in_the_middle() -> None:
    """Its ring is a third of its radius, and labels stand on it."""
    whole, donut = (pie({"a": 50.0, "b": 50.0}, pieType=kind, displayLabels=["name"]) for kind in ("pie", "donut"))
    radius = (288 - 41 - 32) / 2
    assert whole.word("a").x - 376 == pytest.approx(radius * 7 / 12, abs=1)
    assert donut.word("a").x - 376 == pytest.approx(radius * 5 / 6, abs=1)
    innermost = min((shape for shape in donut.shapes[2:] if shape.stroke == "none"), key=lambda shape: shape.height)
    assert innermost.height > 2 * radius * 2 / 3


def test_a_legend_takes_its_room() -> None:
    """At the right where nothing else is said; its values are those that are asked for."""
    legend = {"displayMode": "table", "placement": "right", "showLegend": True, "values": ["value", "percent"]}
    shown = pie(legend=legend, defaults={"unit": "percent"})
    assert {"a", "b", "c", "10%", "60%", "30%", "Value", "Percent"} <= set(shown.texts)
    assert shown.word("b").y < shown.word("c").y < shown.word("a").y
    assert max(shape.right for shape in slices(shown)) < shown.word("b").x


def test_hidden_values_are_not_part_of_the_whole() -> None:
    """They keep their place in the legend, without a number."""
    hidden = {
        "matcher": {"id": "byName", "options": "b"},
        "properties": [{"id": "custom.hideFrom", "value": {"viz": True}}],
    }
    frames = [numbers(name, [value]) for name, value in VALUES.items()]
    options = {
        "displayLabels": ["percent"],
        "legend": {"displayMode": "table", "placement": "right", "values": ["percent"]},
    }
    shown = drawn(panel("piechart", options, {}, overrides=[hidden]), data(*frames))
    assert {"75%", "25%", "b", "-"} <= set(shown.texts)
    assert "60%" not in shown.texts


@pytest.mark.parametrize("values", [{"a": 0.0}, {"a": -5.0, "b": 2.0}, {"a": float("inf"), "b": 1.0}])
def test_values_that_have_no_part(values: dict[str, float]) -> None:
    """Nothing, less than nothing and endless ones do no harm."""
    assert "Title" in pie(values, displayLabels=["percent"]).texts


@pytest.mark.parametrize("option", [{"pieType": "cake"}, {"sort": "size"}, {"displayLabels": "name"}])
def test_unknown_options_are_not_drawn(option: dict[str, Any]) -> None:
    """None of them is guessed at."""
    assert "Not drawn: piechart" in pie(**option).texts


def test_a_pie_without_options_has_the_names_below() -> None:
    """No numbers in its legend and none on its slices."""
    frames = [numbers(name, [value]) for name, value in VALUES.items()]
    shown = drawn(panel("piechart", {}), data(*frames))
    assert shown.texts == ["Title", "b", "c", "a"]
    assert min(shown.word(name).y for name in VALUES) > max(shape.bottom for shape in slices(shown)[:1])


def test_a_slice_that_is_alone_has_no_edge() -> None:
    """There is nothing that it would be parted from."""
    lines = [[shape for shape in pie(each).shapes if shape.width < 1] for each in ({"a": 5.0}, {"a": 5.0, "b": 5.0})]
    assert not lines[0]
    assert lines[1]
