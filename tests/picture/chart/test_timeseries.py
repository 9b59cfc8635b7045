"""Time series drawn: lines, bars and points with their axes, thresholds and legends."""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.data.frame import Data, Frame
from grafmint.picture.canvas import Lettering
from grafmint.picture.picture import draw
from tests.picture.drawn import Drawn, panel, taken_apart
from tests.picture.traced import END, MINUTE, START, Path, dots, field, filled, level, over_time, paths, stroked

RED, BLUE = "#ff0000", "#0000ff"
Values = Sequence[float | None]


def fixed(color: str) -> dict[str, Any]:
    """A colour of one's own."""
    return {"mode": "fixed", "fixedColor": color}


def colored(**colors: str) -> list[dict[str, Any]]:
    """Overrides that give series their colours."""
    return [overridden(name, color=fixed(color)) for name, color in colors.items()]


def overridden(name: str, **properties: Any) -> dict[str, Any]:
    """An override of a field by its name; `__` stands for a point."""
    listed = [{"id": key.replace("__", "."), "value": value} for key, value in properties.items()]
    return {"matcher": {"id": "byName", "options": name}, "properties": listed}


def picture(
    *frames: Frame,
    custom: Mapping[str, Any] | None = None,
    defaults: Mapping[str, Any] | None = None,
    overrides: Sequence[Any] = (),
    **options: Any,
) -> bytes:
    """The SVG of a panel of red series over an hour."""
    config = {"color": fixed(RED), **(defaults or {}), "custom": {"showPoints": "never", **(custom or {})}}
    shown = panel("timeseries", {"legend": {"showLegend": True}, **options}, config, overrides=list(overrides))
    return draw(shown, Data(frames=frames, start=START, end=END)).svg()


def one(values: Values, **more: Any) -> bytes:
    """The SVG of one series with a value each minute."""
    return picture(over_time(field("cpu", values)), **more)


def texts(svg: bytes) -> Drawn:
    """What is written."""
    return taken_apart(svg)


def test_a_line_leads_through_its_values() -> None:
    """Each stands where its axis says."""
    svg = one([0, 100, 50], defaults={"min": 0, "max": 100, "unit": "percent"})
    (_, low), (_, high), (_, middle) = stroked(svg, RED).points
    assert [level(svg, text) for text in ("0%", "100%")] == pytest.approx([low, high], abs=1)
    assert middle == pytest.approx((low + high) / 2, abs=0.2)
    assert texts(svg).texts.count("cpu") == 1


def test_a_null_leaves_a_gap() -> None:
    """And one between two of them a point, for no line leads to it."""
    svg = one([1, 2, None, 3, None, 4, 5])
    line = stroked(svg, RED)
    assert [len(run) for run in line.runs] == [2, 2]
    ((x, _),) = dots(svg, RED)
    assert line.runs[0][1][0] < x < line.runs[1][0][0]


@pytest.mark.parametrize(("span", "runs"), [(False, 3), (True, 1), (2.5 * MINUTE, 2)])
def test_gaps_are_bridged_as_asked(span: Any, runs: int) -> None:
    """All of them, none, or those that are short enough."""
    values = [1, 2, None, 3, 4, None, None, None, 5, 6]
    assert len(stroked(one(values, custom={"spanNulls": span}), RED).runs) == runs


def test_a_value_that_did_not_come_leaves_a_gap() -> None:
    """Where the field says how often values come."""
    frame = Frame(
        fields=(field("Time", [START, START + MINUTE, START + 9 * MINUTE, START + 10 * MINUTE], "time"),
                field("cpu", [1, 2, 3, 4])), ref_id="A",
    )  # fmt: skip
    assert len(stroked(picture(frame), RED).runs) == 1
    assert len(stroked(picture(frame, custom={"insertNulls": MINUTE}), RED).runs) == 2


def test_steps_lead_to_the_end() -> None:
    """A value holds until the next one, the last until the end of the plot."""
    after = stroked(one([0, 10, 0], custom={"lineInterpolation": "stepAfter"}), RED).points
    corners = [(x1 == x2) != (y1 == y2) for (x1, y1), (x2, y2) in itertools.pairwise(after)]
    assert all(corners)
    assert after[-1][0] > after[-2][0] + 500
    before = stroked(one([0, 10, 0], custom={"lineInterpolation": "stepBefore"}), RED).points
    jumps = [next(x for x, y in line if y != line[0][1]) for line in (before, after)]
    assert jumps == [pytest.approx(before[0][0], abs=0.1), pytest.approx(after[0][0] + 11.6, abs=0.5)]


@given(values=st.lists(st.floats(-100, 100), min_size=3, max_size=20))
@settings(max_examples=8, deadline=None)
def test_a_smooth_line_swings_beyond_no_value(values: list[float]) -> None:
    """It reaches exactly as far as the straight one."""
    straight, smooth = (stroked(one(values, custom={"lineInterpolation": kind}), RED) for kind in ("linear", "smooth"))
    assert min(smooth.ys) == pytest.approx(min(straight.ys), abs=0.2)
    assert max(smooth.ys) == pytest.approx(max(straight.ys), abs=0.2)


def test_stacked_tops_add_up() -> None:
    """The upper series stands on the lower one, also where one of them has nothing."""
    frame = over_time(field("a", [10, 20, None, 20]), field("b", [5, 5, 5, None]))
    custom = {"stacking": {"mode": "normal", "group": "A"}, "fillOpacity": 50}
    svg = picture(frame, custom=custom, defaults={"min": 0, "max": 100}, overrides=colored(a=RED, b=BLUE))
    bottom = level(svg, "0")
    unit = (bottom - level(svg, "100")) / 100
    assert [(bottom - y) / unit for y in stroked(svg, RED).ys] == pytest.approx([10, 20, 0, 20], abs=1)
    assert [(bottom - y) / unit for y in stroked(svg, BLUE).ys] == pytest.approx([15, 25, 5, 20], abs=1)
    (area,) = [each for each in filled(svg, BLUE) if each.opacity < 1]
    floor = sorted(y for x, y in area.points if x == min(x for x, _ in area.points))
    assert [(bottom - y) / unit for y in floor] == pytest.approx([15, 10], abs=1)


@given(rows=st.lists(st.tuples(*[st.integers(0, 50)] * 3).filter(any), min_size=2, max_size=8))
@settings(max_examples=8, deadline=None)
def test_percents_add_to_a_hundred(rows: list[tuple[int, int, int]]) -> None:
    """The top of the last series is the top of the plot, whatever the values are."""
    frame = over_time(*(field(name, [row[at] for row in rows]) for at, name in enumerate("abc")))
    svg = picture(frame, custom={"stacking": {"mode": "percent", "group": "A"}}, overrides=colored(c=BLUE))
    assert stroked(svg, BLUE).ys == pytest.approx([level(svg, "100%")] * len(rows), abs=1)


def test_groups_are_stacked_by_themselves() -> None:
    """A series of another group begins at zero."""
    frame = over_time(field("a", [10, 10]), field("b", [10, 10]))
    other = overridden("b", custom__stacking={"mode": "normal", "group": "B"}, color=fixed(BLUE))
    svg = picture(frame, custom={"stacking": {"mode": "normal", "group": "A"}}, overrides=[other])
    assert stroked(svg, RED).ys == stroked(svg, BLUE).ys


def test_units_have_axes_of_their_own() -> None:
    """The second one at the right, its entry at the right of the legend, its label beside it."""
    frame = over_time(field("requests", [100, 200]), field("latency", [0.1, 0.3]))
    svg = picture(frame, defaults={"unit": "reqps"}, overrides=[
        overridden("latency", unit="s", custom__axisLabel="Latency", color=fixed(BLUE))])  # fmt: skip
    shown = texts(svg)
    assert shown.word("100 req/s").x < 100
    assert 600 < shown.word("100 ms").x < shown.word("Latency").x
    assert shown.word("latency").x > 600
    assert stroked(svg, BLUE).ys == pytest.approx(stroked(svg, RED).ys, abs=1)


def test_a_hidden_axis_leaves_its_room() -> None:
    """Its series are drawn all the same."""
    svg = one([1, 2], custom={"axisPlacement": "hidden"})
    assert texts(svg).texts == ["Title", "cpu"]
    assert len(stroked(svg, RED).points) == 2


@pytest.mark.parametrize(("mode", "lines", "areas"), [
    ("off", 0, 0), ("line", 1, 0), ("dashed", 1, 0), ("area", 0, 2), ("line+area", 1, 2), ("dashed+area", 1, 2)],
)  # fmt: skip
def test_thresholds_stand_where_they_begin(mode: str, lines: int, areas: int) -> None:
    """Lines and areas in their colours, below everything else."""
    steps = [{"value": None, "color": "#00ff00"}, {"value": 80, "color": "#0000ff"}]
    svg = one([10, 20], custom={"thresholdsStyle": {"mode": mode}},
              defaults={"min": 0, "max": 100, "thresholds": {"mode": "absolute", "steps": steps}})  # fmt: skip
    found = [each for each in paths(svg) if each.stroke == "#0000ff"]
    top, bottom = level(svg, "100"), level(svg, "0")
    assert len(found) == lines
    for each in found:
        assert each.ys == pytest.approx([bottom - 0.8 * (bottom - top)] * 2, abs=1)
    parts = filled(svg, "#0000ff") + filled(svg, "#00ff00")
    assert len(parts) == areas
    if areas:
        edges = sorted({y for part in parts for y in part.ys})
        assert edges == pytest.approx([top, bottom - 0.8 * (bottom - top), bottom], abs=1)


def test_bars_stand_on_zero() -> None:
    """One for each value, wide as their distance allows; below zero they hang."""
    frame = over_time(field("n", [4, None, -2]), every=10 * MINUTE)
    svg = picture(frame, custom={"drawStyle": "bars", "fillOpacity": 50})
    outline = stroked(svg, RED)
    assert len(outline.runs) == 2
    zero = level(svg, "0")
    first, last = ([y for _, y in run] for run in outline.runs)
    assert max(first) == pytest.approx(zero, abs=1)
    assert min(last) == pytest.approx(zero, abs=1)
    width = max(x for x, _ in outline.runs[1]) - min(x for x, _ in outline.runs[1])
    assert width == pytest.approx(0.6 * 10 / 60 * 700, abs=3)


def test_bars_without_room_are_one_stroke_each() -> None:
    """Their outlines would cover them."""
    values = [float(at % 9 + 1) for at in range(300)]
    svg = picture(over_time(field("n", values), every=12_000), custom={"drawStyle": "bars", "fillOpacity": 50})
    line = stroked(svg, RED)
    assert len(line.runs) == 300
    assert all(len({x for x, _ in run}) == 1 for run in line.runs)
    assert [each for each in filled(svg, RED) if each.opacity < 1] == []


def test_points_show_where_they_have_room() -> None:
    """Where the page decides, few do and many do not; they can be asked for and forbidden."""
    few, many = [1, 2, 3], [float(at % 7) for at in range(600)]
    assert len(dots(one(few, custom={"showPoints": "auto"}), RED)) == 3
    assert len(dots(picture(over_time(field("cpu", many), every=6000), custom={"showPoints": "auto"}), RED)) == 0
    assert len(dots(one(few, custom={"showPoints": "never"}), RED)) == 0
    svg = one(few, custom={"drawStyle": "points"})
    assert len(dots(svg, RED)) == 3
    assert [each for each in paths(svg) if each.stroke == RED] == []


def test_what_lies_between_two_series_is_filled() -> None:
    """Only where the upper one is above the other: a shape from the crossing on."""
    frame = over_time(field("p95", [0, 10]), field("p50", [5, 5]))
    svg = picture(frame, overrides=[overridden("p95", custom__fillBelowTo="p50", color=fixed(BLUE))])
    (area,) = [each for each in filled(svg, BLUE) if each.opacity < 1]
    line = stroked(svg, BLUE).points
    middle = (line[0][0] + line[1][0]) / 2
    enclosed = [(x, y) for x, y in area.points if x > middle + 0.2]
    assert {x for x, _ in enclosed} == {line[1][0]}
    assert area.opacity == pytest.approx(0.35, abs=0.01)


@pytest.mark.parametrize("mode", ["opacity", "hue"])
def test_a_gradient_is_filled_in_strips(mode: str) -> None:
    """Together they fill what a plain fill does, and no two next to each other look alike."""
    svg = one([90, 80, 90], custom={"fillOpacity": 80, "gradientMode": mode}, defaults={"min": 0, "max": 100})
    strips = [each for each in paths(svg) if each.fill and len(each.points) >= 4 and each.opacity < 1]
    looks = [(each.fill, each.opacity) for each in strips]
    assert len(strips) > 15
    assert all(one_look != other for one_look, other in itertools.pairwise(looks))


def test_a_line_by_scheme_changes_its_colour_at_the_threshold() -> None:
    """Exactly at its height."""
    steps = [{"value": None, "color": "#00ff00"}, {"value": 50, "color": "#0000ff"}]
    svg = one([0, 100], custom={"gradientMode": "scheme"}, defaults={
        "min": 0, "max": 100, "color": {"mode": "thresholds"}, "thresholds": {"mode": "absolute", "steps": steps}},
    )  # fmt: skip
    below, above = (stroked(svg, color) for color in ("#00ff00", "#0000ff"))
    half = (level(svg, "0") + level(svg, "100")) / 2
    assert min(below.ys) == max(above.ys) == pytest.approx(half, abs=1)


def test_a_series_hidden_from_the_chart_is_in_the_legend() -> None:
    """Greyed; the other way round too, and the scale follows what is seen."""
    frame = over_time(field("seen", [1, 2]), field("big", [1e6, 1e6]))
    hidden = overridden("big", custom__hideFrom={"viz": True, "legend": False}, color=fixed(BLUE))
    svg = picture(frame, overrides=[hidden])
    assert [each for each in paths(svg) if each.stroke == BLUE] == []
    assert texts(svg).word("big").color != texts(svg).word("seen").color
    assert "2" in texts(svg).texts
    silent = overridden("big", custom__hideFrom={"viz": False, "legend": True}, color=fixed(BLUE))
    svg = picture(frame, overrides=[silent])
    assert "big" not in texts(svg).texts
    assert len(stroked(svg, BLUE).points) == 2


def test_the_legend_counts() -> None:
    """With the names of the calculations, in the unit of the field."""
    legend = {"showLegend": True, "displayMode": "table", "calcs": ["max", "lastNotNull", "count"]}
    shown = texts(one([1, 3, 2], defaults={"unit": "s"}, legend=legend)).texts
    assert shown[: shown.index("cpu") + 4] == ["Title", "Max", "Last *", "Count", "cpu", "3 s", "2 s", "3"]


def test_yes_and_no_are_steps() -> None:
    """Between true and false."""
    svg = picture(over_time(field("up", [True, False, True], "boolean")))
    assert {"True", "False"} <= set(texts(svg).texts)
    assert len(stroked(svg, RED).points) == 6


def test_a_flipped_series_is_drawn_below_zero() -> None:
    """Its axis goes as far below as above where zero is to be in the middle."""
    svg = one([10, 20], custom={"transform": "negative-Y", "axisCenteredZero": True})
    shown = texts(svg)
    assert {"-20", "0", "20"} <= set(shown.texts)
    assert all(y > level(svg, "0") - 1 for y in stroked(svg, RED).ys)


@pytest.mark.parametrize(("frame", "said"), [
    (Frame(fields=()), "No data"),
    (Frame(fields=(field("n", [1]),)), "Data is missing a time field"),
    (Frame(fields=(field("Time", [START], "time"), field("t", ["x"], "string"))), "Data is missing a number field"),
])  # fmt: skip
def test_what_is_missing_is_said(frame: Frame, said: str) -> None:
    """In the middle, in the page's own words."""
    shown = texts(picture(frame))
    assert shown.word(said).x == pytest.approx(376, abs=1)


def test_several_time_zones_are_not_drawn() -> None:
    """The picture says so instead of showing one."""
    shown = texts(one([1, 2], timezone=["utc", "Europe/Paris"]))
    assert any("time zones" in text for text in shown.texts)
    assert "10:00" not in shown.texts


def test_a_time_zone_of_its_own_moves_the_labels() -> None:
    """By its hours."""
    assert "23:10" in texts(one([1, 2])).texts
    assert "00:10" in texts(one([1, 2], timezone=["Europe/Paris"])).texts


def spiked(series: int, points: int) -> Frame:
    """Many noisy series, each with one spike."""

    def value(each: int, at: int) -> float:
        return 400.0 if at == (37 * each + 11) % points else 10 * math.sin(at / 9 + each) + at % 7

    fields = (field(f"series {each}", [value(each, at) for at in range(points)]) for each in range(series))
    return over_time(*fields, every=(END - START) / points)


@pytest.mark.parametrize(("series", "points"), [(20, 2000), (1, 20000), (10, 300)])
def test_a_picture_of_many_points_stays_small(series: int, points: int) -> None:
    """And each spike is still to be seen at its full height."""
    svg = picture(spiked(series, points), defaults={"color": {"mode": "palette-classic"}, "min": 0, "max": 400})
    assert len(svg) <= 60_000
    lines: list[Path] = [each for each in paths(svg) if sum(map(len, each.runs)) > 50]
    assert len(lines) == series
    top = level(svg, "400")
    assert [min(each.ys) for each in lines] == pytest.approx([top] * series, abs=1)


def test_no_time_touches_the_edge_of_the_panel() -> None:
    """The last label moves to the left where it would."""
    start = 1_700_002_800_000
    canvas = draw(
        panel("timeseries", {}), Data(frames=(over_time(field("a", [1.0])),), start=start, end=start + 60 * MINUTE)
    )
    last = max(taken_apart(canvas.svg()).words, key=lambda word: word.x)
    assert last.text == "00:00"
    assert last.x + canvas.measure(last.text, Lettering(color="", size=12)) / 2 <= canvas.width - 6


def test_points_are_shown_by_how_close_all_times_are() -> None:
    """A series that began a moment ago has them where the others have them."""
    long = over_time(field("long", [float(at % 7) for at in range(31)]), every=2 * MINUTE)
    late = over_time(field("late", [1.0, 2.0, 3.0]), every=2 * MINUTE, start=END - 4 * MINUTE)
    assert len(dots(picture(long, late, custom={"showPoints": "auto"}), RED)) == 31 + 3
