"""The canvas: things are where they are drawn, to the dot, in pictures of any size."""

import io
from typing import Any

import pytest
from matplotlib.image import imread

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering

BLACK, WHITE = "#000000", "#ffffff"


def dots(canvas: Canvas, scale: float = 1) -> Any:
    """The picture as rows of dots, 0 to 1."""
    return imread(io.BytesIO(canvas.png(scale)))[:, :, 0]


@pytest.mark.parametrize("scale", [1, 2, 3])
@pytest.mark.parametrize("family", ["sans", "mono"])
def test_letters_are_as_wide_as_they_are_measured(scale: float, family: Any) -> None:
    """Or texts that were found to fit would be cut off."""
    look = Lettering(color=WHITE, size=11, family=family)
    canvas = Canvas(700, 30, BLACK)
    text = "H" + "iiiillll_mmmm" * 5 + "H"
    canvas.text(10, 20, text, look)
    columns = dots(canvas, scale).max(axis=0).nonzero()[0]
    assert abs((columns[-1] - columns[0]) / scale - canvas.measure(text, look)) < 3


@pytest.mark.parametrize("scale", [1, 2])
def test_lines_between_pixels_fill_whole_ones(scale: int) -> None:
    """The outline of a box half a pixel inside of it is the box's outermost pixel at every side."""
    canvas = Canvas(9, 8, BLACK)
    canvas.rects([Box(2.5, 1.5, 4, 3)], stroke=WHITE)
    expected = Canvas(9, 8, BLACK)
    expected.rect(Box(2, 1, 5, 4), fill=WHITE)
    expected.rect(Box(3, 2, 3, 2), fill=BLACK)
    # matplotlib takes a little off the corners.
    assert (dots(canvas, scale).round() == dots(expected, scale)).all()


def test_many_rectangles_look_as_each_by_itself() -> None:
    """Where none lies on another, one shape of all is the same to the dot, and shorter to write."""
    boxes = [Box(3 * at + 1, at, 2, 20 - at) for at in range(15)]
    together, alone = Canvas(60, 30, BLACK), Canvas(60, 30, BLACK)
    together.rects(boxes, fill="#ff000080")
    for box in boxes:
        alone.rect(box, fill="#ff000080")
    assert (dots(together, 2) == dots(alone, 2)).all()
    assert len(together.svg()) < len(alone.svg()) / 2


def test_nothing_is_nothing() -> None:
    """No rectangles leave the picture as it is."""
    canvas = Canvas(10, 10, BLACK)
    canvas.rects([], fill=WHITE)
    assert dots(canvas).max() == 0
