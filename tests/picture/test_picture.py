"""Pictures of panels: their sizes, what stands around a chart, and what is said where none is drawn."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grafmint.data.frame import Data, DataOrigin, Field, Frame
from grafmint.picture.canvas import Canvas
from grafmint.picture.picture import CHARTS, draw, size_of
from grafmint.picture.theme import THEMES, ThemeName
from tests.picture.drawn import data, drawn, numbers, panel, table

GOLDEN = Path(__file__).parents[1] / "golden" / "panels"
SERIES = numbers("load", [float(index * 7 % 50) for index in range(30)])
ROWS = table(
    at=("time", [1_700_000_000_000, 1_700_000_060_000]), line=("string", ["level=error a", "b"]),
    share=("number", [1.5, None]), up=("boolean", [True, False]), rest=("other", [{"a": 1}, None]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("place", "size"),
    [
        ({"w": 12, "h": 8}, (752, 296)),
        ({"w": 24, "h": 8}, (1511, 296)),
        ({"w": 1, "h": 1}, (260, 90)),
        ({"w": 999, "h": 999}, (1600, 1200)),
        ({"w": "wide", "h": float("nan")}, (752, 296)),
        ({"w": 10**400, "h": float("inf")}, (1600, 1200)),
        ({"w": -3, "h": True}, (752, 296)),
        ({}, (752, 296)),
    ],
)
def test_sizes_are_those_of_the_page(place: dict[str, Any], size: tuple[int, int]) -> None:
    """As measured on the page itself for twelve and 24 columns; tiny and endless panels are bounded."""
    assert size_of({"gridPos": place}) == size


def test_the_canvas_has_the_size_of_the_panel() -> None:
    """And the colours of the theme, with the title in the middle of the first 32 pixels."""
    shown = drawn(panel("stat", {}, title="Load"), data(SERIES), "light")
    title = shown.word("Load")
    assert (shown.width, shown.height) == (752, 296)
    assert shown.shapes[0].fill == THEMES["light"].panel
    assert shown.shapes[1].stroke == THEMES["light"].border
    assert (title.x, title.color) == (376, THEMES["light"].text)
    assert 17 < title.y < 27


def test_a_transparent_panel_has_neither_ground_nor_border() -> None:
    """It shows what lies below it on the page."""
    shown = drawn(panel("stat", {}, transparent=True), data(SERIES))
    assert shown.shapes[0].fill == THEMES["dark"].canvas
    assert all(shape.stroke != THEMES["dark"].border for shape in shown.shapes)


def test_a_title_that_is_too_wide_ends_in_an_ellipsis() -> None:
    """It keeps its beginning."""
    shown = drawn(panel("stat", {}, title="Requests of the last week " * 9), data(SERIES))
    (title,) = [text for text in shown.texts if text.startswith("Requests")]
    assert title.endswith("…")
    assert 40 < len(title) < 110


def test_a_title_names_the_values_of_variables() -> None:
    """Also where the panel is not drawn."""
    shown = data(SERIES, variables={"job": "api"})
    assert "Load of api" in drawn(panel("stat", {}, title="Load of $job"), shown).texts
    assert "Load of api" in drawn(panel("nodeGraph", {}, title="Load of $job"), shown).texts


def test_descriptions_and_links_have_their_marks() -> None:
    """An i for a description, an arrow for links only, nothing for neither."""
    plain = drawn(panel("stat", {}), data(SERIES))
    described = drawn(panel("stat", {}, description="Why", links=[{"title": "a"}]), data(SERIES))
    linked = drawn(panel("stat", {}, links=[{"title": "a"}]), data(SERIES))
    assert [shown.texts.count("i") for shown in (plain, described, linked)] == [0, 1, 0]
    assert len(linked.shapes) == len(plain.shapes) + 3
    assert len(described.shapes) == len(plain.shapes) + 1


@pytest.mark.parametrize("theme", get_args(ThemeName))
@pytest.mark.parametrize(("origin", "said"), [("sample", "sample data"), ("saved", "saved data")])
@pytest.mark.parametrize("title", ["", "Title"])
@pytest.mark.parametrize("kind", ["stat", "logs", "text"])
def test_data_that_are_not_live_say_so(theme: ThemeName, origin: DataOrigin, said: str, title: str, kind: str) -> None:
    """Once, on a ground of its own in the upper right corner, above everything else, whatever is drawn."""
    shown = drawn(panel(kind, {"colorMode": "background"}, title=title), data(SERIES, origin=origin), theme)
    mark = shown.words[-1]
    ground = shown.shapes[-1]
    assert mark.text == said
    assert shown.texts.count(said) == 1
    assert ground.left < mark.x < ground.right
    assert ground.top < mark.y < ground.bottom
    assert 752 - ground.right < 10 > ground.top
    assert _contrast(mark.color, ground.fill) > 7


def _contrast(first: str, second: str) -> float:
    """How well one colour is read on another, from 1 to 21."""
    low, high = sorted(map(_luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_live_data_have_no_mark() -> None:
    """What was asked for just now needs no word."""
    assert not [text for text in drawn(panel("stat", {}), data(SERIES)).texts if "data" in text]


@pytest.mark.parametrize("kind", [kind for kind in CHARTS if kind != "text"])
def test_a_panel_without_data_says_so(kind: str) -> None:
    """In the page's own words."""
    assert "No data" in drawn(panel(kind, {}), data()).texts


@pytest.mark.parametrize("kind", ["graph", "singlestat", "geomap", "nodeGraph", "traces", ""])
def test_other_types_are_a_labelled_box(kind: str) -> None:
    """With the type, the reason, and the queries with their names in letters of one width."""
    queries = [("A", "up{job='a'}"), ("B", "sum(rate(x[5m]))")]
    shown = drawn(panel(kind, {}), data(SERIES), queries=queries)
    assert f"Not drawn: {kind or 'a panel without a type'}" in shown.texts
    assert "no picture is drawn of panels of this type" in shown.texts
    assert "Mono" in shown.word("A  up{job='a'}").style
    assert "B  sum(rate(x[5m]))" in shown.texts
    assert shown.shapes[-1].stroke == THEMES["dark"].disabled


def test_a_problem_of_the_data_is_told_instead_of_a_chart() -> None:
    """Even where some data are there."""
    shown = drawn(panel("stat", {}), data(SERIES, problem="the server answered 502"))
    assert shown.texts == ["Title", "No answer", "the server answered 502"]


@pytest.mark.parametrize("problem", [None, "the server answered 502"])
def test_a_box_is_the_same_whatever_the_panel(problem: str | None) -> None:
    """It has the same margin in each, and no mark of numbers that are not in it; a type that is not drawn says that."""
    boxes = [
        drawn(panel(kind, {"colorMode": "rainbow"}), data(problem="it is down", origin="sample"))
        for kind in ("stat", "timeseries", "gauge")
    ]
    assert len({(box.shapes[-1].left, box.shapes[-1].top, box.shapes[-1].right) for box in boxes}) == 1
    assert all("sample data" not in box.texts for box in boxes)
    assert "Not drawn: nodeGraph" in drawn(panel("nodeGraph", {}), data(problem=problem, origin="sample")).texts


def test_what_a_chart_refuses_is_told() -> None:
    """The options and what is wrong with them."""
    shown = drawn(panel("stat", {"colorMode": "rainbow"}), data(SERIES))
    assert any("colorMode is 'rainbow'" in text for text in shown.texts)


def test_a_box_clips_long_queries() -> None:
    """The last line that fits ends in an ellipsis."""
    json_ = panel("nodeGraph", {}, gridPos={"w": 4, "h": 4})
    shown = drawn(json_, data(), queries=[("A", "sum(rate(http_requests_total[5m])) by (job) " * 30)])
    assert shown.texts[-1].endswith("…")
    assert max(word.y for word in shown.words) < shown.height
    assert len(shown.texts) < 12


def golden(kind: str) -> dict[str, Any]:
    """A panel with all options of its type."""
    found: dict[str, Any] = json.loads((GOLDEN / f"{kind}.json").read_text(encoding="utf-8"))["panels"][0]
    return found


#: What the font of pictures has letters for, and what steers a terminal.
TEXT = st.text(st.characters(max_codepoint=0x17F), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


@st.composite
def mutated(draw_: st.DrawFn) -> dict[str, Any]:
    """A real panel some of whose parts are missing or something else."""
    found = golden(draw_(st.sampled_from(sorted(set(CHARTS) & {path.stem for path in GOLDEN.glob("*.json")}))))
    if draw_(st.booleans()):
        found["transformations"] = []
    for _ in range(draw_(st.integers(1, 4))):
        _mutate(found, draw_)
    return found


def _mutate(node: Any, draw_: st.DrawFn) -> None:
    """Walk down to some place and put something else there."""
    while True:
        keys = list(node) if isinstance(node, Mapping) else list(range(len(node)))
        if not keys:
            return
        key = draw_(st.sampled_from(keys))
        if isinstance(node[key], dict | list) and node[key] and draw_(st.integers(0, 3)):
            node = node[key]
            continue
        if draw_(st.booleans()):
            del node[key]
        else:
            node[key] = draw_(JSON)
        return


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(mutated(), st.sampled_from([(), (SERIES,), (ROWS,), (ROWS, SERIES)]), st.sampled_from(get_args(ThemeName)))
def test_whatever_the_json_there_is_a_picture(panel_json: dict[str, Any], frames: Any, theme: ThemeName) -> None:
    """Wrong shapes end in a labelled box; nothing is raised."""
    assert isinstance(draw(panel_json, data(*frames), theme=theme), Canvas)


@settings(deadline=None)
@given(st.dictionaries(TEXT, JSON), st.sampled_from([*CHARTS, "graph"]))
def test_any_mapping_has_a_picture(panel_json: dict[str, Any], kind: str) -> None:
    """Even one that has nothing of a panel but its type."""
    assert draw({**panel_json, "type": kind}, data(SERIES, ROWS)).width >= 260


_TWICE = """
import sys, hashlib
sys.path.insert(0, {root!r})
from tests.picture.test_picture import every_picture
for canvas in every_picture():
    print(hashlib.sha256(canvas.png()).hexdigest(), hashlib.sha256(canvas.svg()).hexdigest())
"""
OWN = ("stat", "gauge", "bargauge", "table", "piechart", "logs", "text")


def every_picture() -> list[Canvas]:
    """A picture of each of these types."""
    options = {"colorMode": "background", "content": "# A\n`b` **c**", "displayLabels": ["name"], "showLabels": True}
    shown = data(SERIES, ROWS, origin="sample")
    return [draw(panel(kind, options), shown) for kind in OWN]


def test_bytes_are_the_same_in_every_process() -> None:
    """Twice, with hashes of texts that differ."""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", _TWICE.format(root=str(Path(__file__).parents[2]))],
            env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert outputs[0] == outputs[1]
    assert len(set(outputs[0].split())) == 2 * len(OWN)


def test_only_the_needed_chart_is_loaded() -> None:
    """The charts of other types stay on disk."""
    code = (
        "import sys; from grafmint.picture.picture import draw; from grafmint.data.frame import Data;"
        "draw({'type': 'text'}, Data(start=0, end=1));"
        "print([name.rsplit('.')[-1] for name in sys.modules if name.startswith('grafmint.picture.chart.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['text']"


def test_data_are_not_changed() -> None:
    """Frames are shared between pictures."""
    shown: Data = data(SERIES, ROWS)
    before = attrs.asdict(shown)
    for kind in CHARTS:
        draw(panel(kind, {}), shown)
    assert attrs.asdict(shown) == before


def test_a_name_of_two_lines_is_drawn_as_one() -> None:
    """Without a warning about a letter that no font has."""
    series = Frame(
        fields=(
            Field(name="Time", type="time", values=[0, 60_000]),
            Field(name="two\nlines", type="number", values=[1, 2]),
        )
    )
    drawn = draw(panel("timeseries", {}), Data(frames=(series,), start=0, end=60_000)).svg().decode()
    assert "two lines" in drawn
