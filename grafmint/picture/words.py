"""Words: the name and the number of a figure, in their places."""

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.figure import LINE_HEIGHT, Figure
from grafmint.picture.fit import baseline
from grafmint.picture.panel import Shown
from grafmint.picture.shown_text import draw_shown, shown_width


@attrs.frozen(kw_only=True)
class Words:
    """What is written and how; without a name the number stands in the middle.

    `gap` is what stays free between a name and a number that are centered beside each other.
    """

    name: str
    name_look: Lettering
    shown: Shown
    shown_look: Lettering
    centered: bool
    gap: float = 0

    @property
    def middle(self) -> bool:
        """Whether all stands in the middle."""
        return self.centered or not self.name


def draw_words(canvas: Canvas, box: Box, layout: Figure, words: Words) -> None:
    """Write name and number into the box of their figure."""
    inner = box.inset(*[layout.padding] * 4)
    if layout.arrangement == "stacked":
        _draw_stacked(canvas, inner, words, graph=layout.graph_height > 0)
    elif words.middle:
        _draw_together(canvas, inner, words)
    else:
        _draw_apart(canvas, inner, words, graph=layout.graph_height > 0)


def _draw_apart(canvas: Canvas, box: Box, words: Words, *, graph: bool) -> None:
    """At the two ends of a line; a graph leaves them the upper edge."""
    middles = [
        box.y + look.size * LINE_HEIGHT / 2 if graph else box.center[1] for look in (words.name_look, words.shown_look)
    ]
    canvas.text(box.x, baseline(middles[0], words.name_look.size), words.name, words.name_look)
    wide = shown_width(canvas, words.shown, words.shown_look)
    draw_shown(canvas, box.right - wide, middles[1], words.shown, words.shown_look)


def _draw_together(canvas: Canvas, box: Box, words: Words) -> None:
    before = canvas.measure(words.name, words.name_look) + words.gap if words.name else 0
    x, middle = box.center
    x -= (before + shown_width(canvas, words.shown, words.shown_look)) / 2
    if words.name:
        canvas.text(x, baseline(middle, words.name_look.size), words.name, words.name_look)
    draw_shown(canvas, x + before, middle, words.shown, words.shown_look)


def _draw_stacked(canvas: Canvas, box: Box, words: Words, *, graph: bool) -> None:
    """The name above the number: at the left, or both in the middle."""
    above = words.name_look.size * LINE_HEIGHT if words.name else 0
    below = words.shown_look.size * LINE_HEIGHT
    top = box.y if graph and not words.middle else box.center[1] - (above + below) / 2
    if words.name:
        place = baseline(top + above / 2, words.name_look.size)
        x = box.center[0] if words.middle else box.x
        canvas.text(x, place, words.name, words.name_look, "middle" if words.middle else "start")
    wide = shown_width(canvas, words.shown, words.shown_look)
    x = box.center[0] - wide / 2 if words.middle else box.x
    draw_shown(canvas, x, top + above + below / 2, words.shown, words.shown_look)
