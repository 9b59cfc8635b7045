"""What is narrower than a pixel: painted together, small however much there is, and seen where it stands."""

import io
from collections.abc import Callable, Sequence
from time import process_time
from typing import Any

import pytest
from matplotlib.image import imread

from grafmint.data.frame import Data, Field, Frame
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.picture import draw
from grafmint.picture.pixels import Pixels
from tests.picture.drawn import END, START, drawn, panel

ROWS, SERIES = 721, 4
KIB = 1024


def changing(rows: int, series: int) -> Data:
    """Values that are others each time."""
    step = (END - START) // rows
    times = [START + step * at for at in range(rows)]
    fields = [
        Field(name=f"s{number}", type="number", values=[(at * 37 + number * 11) % 101 for at in range(rows)])
        for number in range(series)
    ]
    return Data(frames=(Frame(fields=(Field(name="Time", type="time", values=times), *fields)),), start=START, end=END)


def bars(width: int = 12, **options: Any) -> dict[str, Any]:
    """A bar chart that is so many columns wide."""
    return panel("barchart", options, {"unit": "reqps"}, gridPos={"w": width, "h": 8})


def states(mode: str, width: int = 12) -> dict[str, Any]:
    """A state timeline whose colours come from its values."""
    steps = [{"color": "green", "value": None}, {"color": "red", "value": 50}]
    defaults = {"color": {"mode": mode}, "thresholds": {"mode": "absolute", "steps": steps}}
    return panel("state-timeline", {}, defaults, gridPos={"w": width, "h": 8})


@pytest.mark.parametrize(
    "panel_json",
    [
        *(bars(width, stacking=mode) for width in (12, 24) for mode in ("none", "normal", "percent")),
        bars(orientation="horizontal"),
        *(states(mode, width) for width in (12, 24) for mode in ("thresholds", "continuous-GrYlRd")),
        *(panel("stat", {}, {"unit": "reqps"}, gridPos={"w": width, "h": 8}) for width in (12, 24)),
    ],
    ids=lambda each: f"{each['type']}-{each['gridPos']['w']}",
)
def test_many_values_are_a_small_picture(panel_json: dict[str, Any]) -> None:
    """Hundreds of groups of four make a file no larger than that of any other panel, with few texts."""
    shown = changing(ROWS, SERIES)
    assert len(draw(panel_json, shown).svg()) <= 60 * KIB
    assert len(drawn(panel_json, shown).texts) < 60


@pytest.mark.parametrize("panel_json", [bars(), states("continuous-GrYlRd")], ids=["barchart", "state-timeline"])
def test_many_values_are_drawn_at_once(panel_json: dict[str, Any]) -> None:
    """The time is a small part of what a shape for each value takes."""
    shown = changing(ROWS, SERIES)
    draw(panel_json, shown).png()
    assert min(_seconds(lambda: draw(panel_json, shown).png()) for _ in range(3)) < 0.5


def _seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started


def test_the_last_one_in_a_place_is_seen() -> None:
    """What is painted hides what was there; what nothing was painted on shows the ground."""
    canvas = Canvas(10, 4, "#000000")
    pixels = Pixels(Box(2, 1, 6, 2))
    pixels.paint(Box(0, 0, 5, 9), "#ff0000")
    pixels.paint(Box(4, 2, 20, 1), "#00ff00")
    pixels.draw(canvas)
    assert _letters(canvas) == ["..........", "..rrr.....", "..rrgggg..", ".........."]


def test_bars_that_outlines_cover_are_as_high_as_their_values() -> None:
    """Of bars in one column of pixels the later series is in front, and the higher one looks out behind it."""
    shown = changing(ROWS, 1)
    tall = [Field(name="tall", type="number", values=[100.0] * ROWS), *shown.frames[0].fields[1:]]
    frame = Frame(fields=(shown.frames[0].fields[0], *(each for each in tall)))
    json_ = bars(showValue="never", legend={"showLegend": False})
    picture = imread(io.BytesIO(draw(json_, Data(frames=(frame,), start=START, end=END)).png(1)))
    green, yellow = (_count(picture, color) for color in ((115, 191, 105), (242, 204, 12)))
    assert green > 1000 < yellow
    assert 0.7 < green / yellow < 1.4


def _count(picture: Any, color: Sequence[int]) -> int:
    """So many dots have a colour exactly."""
    return int(((picture[:, :, :3] * 255).round() == color).all(axis=2).sum())


def _letters(canvas: Canvas) -> list[str]:
    picture = imread(io.BytesIO(canvas.png(1)))
    return ["".join("r" if dot[0] else "g" if dot[1] else "." for dot in row) for row in picture]
