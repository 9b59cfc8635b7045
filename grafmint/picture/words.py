"""Words: the name and the number of a figure, in their places."""

from typing import Self

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.figure import LINE_HEIGHT, Figure
from grafmint.picture.fit import baseline, folded
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


@attrs.frozen(kw_only=True)
class _Name:
    """A name in the lines that it needs, from the left."""

    lines: list[str]
    look: Lettering
    width: float

    @classmethod
    def of(cls, canvas: Canvas, words: Words, room: float) -> Self:
        """The name in a room; lines that are broken take all of it, and a word that is wider takes what it needs."""
        lines = folded(canvas, words.name, words.name_look, room) if words.name else []
        widest = max((canvas.measure(line, words.name_look) for line in lines), default=0.0)
        return cls(lines=lines, look=words.name_look, width=max(widest, room if len(lines) > 1 else 0))

    @property
    def height(self) -> float:
        """How high all lines are together."""
        return len(self.lines) * self.look.size * LINE_HEIGHT

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Write it from its upper left corner on."""
        for number, line in enumerate(self.lines):
            middle = top + (number + 0.5) * self.look.size * LINE_HEIGHT
            canvas.text(x, baseline(middle, self.look.size), line, self.look)


def _draw_apart(canvas: Canvas, box: Box, words: Words, *, graph: bool) -> None:
    """At the two ends of a line; a graph leaves them the upper edge."""
    wide = shown_width(canvas, words.shown, words.shown_look)
    name = _Name.of(canvas, words, box.width - wide)
    name.draw(canvas, box.x, box.y if graph else box.center[1] - name.height / 2)
    middle = box.y + words.shown_look.size * LINE_HEIGHT / 2 if graph else box.center[1]
    draw_shown(canvas, max(box.right - wide, box.x + name.width), middle, words.shown, words.shown_look)


def _draw_together(canvas: Canvas, box: Box, words: Words) -> None:
    wide, gap = shown_width(canvas, words.shown, words.shown_look), words.gap if words.name else 0
    name = _Name.of(canvas, words, box.width - wide - gap)
    before = name.width + gap
    x = box.center[0] - (before + wide) / 2
    # What is too wide leaves its box at the right, except where it is a number alone.
    x = max(x, box.x) if words.name else x
    name.draw(canvas, x, box.center[1] - name.height / 2)
    draw_shown(canvas, x + before, box.center[1], words.shown, words.shown_look)


def _draw_stacked(canvas: Canvas, box: Box, words: Words, *, graph: bool) -> None:
    """The name above the number: at the left, or both in the middle."""
    name = _Name.of(canvas, words, box.width)
    below = words.shown_look.size * LINE_HEIGHT
    top = box.y if graph and not words.middle else box.center[1] - (name.height + below) / 2
    name.draw(canvas, box.center[0] - name.width / 2 if words.middle else box.x, top)
    wide = shown_width(canvas, words.shown, words.shown_look)
    x = box.center[0] - wide / 2 if words.middle else box.x
    draw_shown(canvas, x, top + name.height + below / 2, words.shown, words.shown_look)
