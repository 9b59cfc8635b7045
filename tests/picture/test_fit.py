"""Texts in the room that they have."""

from itertools import pairwise

import pytest

from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import broken, folded, shortened
from tests.deadline import deadline

LOOK = Lettering(color="#fff", size=12)


def test_lines_are_as_long_as_they_can_be() -> None:
    """Together they are the text, and no line has room for the next letter."""
    canvas = Canvas(100, 100, "#000")
    text = "abcdefghij" * 200
    lines = broken(canvas, text, LOOK, 80)
    assert "".join(lines) == text
    for line, following in pairwise(lines):
        assert canvas.measure(line, LOOK) <= 80 < canvas.measure(line + following[0], LOOK)
    assert broken(canvas, "ab", LOOK, 0.1) == ["a", "b"]
    wide = broken(canvas, text, LOOK, 8000)
    assert len(wide) == 2
    assert canvas.measure(wide[0], LOOK) <= 8000 < canvas.measure(wide[0] + wide[1][0], LOOK)


def test_a_shortened_text_is_as_long_as_it_can_be() -> None:
    """It ends in … only where it has to."""
    canvas = Canvas(100, 100, "#000")
    text = "abcdefghij" * 200
    short = shortened(canvas, text, LOOK, 80)
    assert short.endswith("…")
    assert canvas.measure(short, LOOK) <= 80
    assert canvas.measure(f"{text[: len(short)]}…", LOOK) > 80
    assert shortened(canvas, text, LOOK, canvas.measure(text, LOOK)) == text
    assert shortened(canvas, text, LOOK, 1) == ""


def test_a_long_text_is_fitted_at_once() -> None:
    """Letters that nobody will see are not measured."""
    canvas = Canvas(100, 100, "#000")
    with deadline(6):
        assert len(broken(canvas, "ab" * 50_000, LOOK, 700)) > 500
        for _ in range(5):
            shortened(canvas, "ab" * 100_000, LOOK, 700)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("node-exporter app-1:9100", ["node-", "exporter", "app-", "1:9100"]),
        ("http://shop.example.com/health", ["http://shop.example.com/health"]),
        ("  a   b  ", ["a b"]),
        ("-1 --all", ["-1 --all"]),
        ("postgres_exporter -> db", ["postgres_exporter", "-> db"]),
        ("", [""]),
    ],
)
def test_a_page_breaks_at_blanks_and_hyphens_alone(text: str, lines: list[str]) -> None:
    """What has neither is wider than its room; a line takes what fits."""
    canvas = Canvas(100, 100, "#000")
    room = canvas.measure("exporter", LOOK)
    assert folded(canvas, text, LOOK, room) == lines
    assert folded(canvas, text, LOOK, 1000) == [" ".join(text.split())]
