"""Text flow: words of several styles in lines of one width."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import baseline, broken
from grafmint.picture.rich import Span, Style
from grafmint.picture.theme import Theme, ThemeName

_LINKS: Final[Mapping[ThemeName, str]] = {"dark": "#6e9fff", "light": "#1f62e0"}
CODE_GROUND: Final[Mapping[ThemeName, str]] = {"dark": "#141414", "light": "#f4f5f8"}
CODE_EDGE: Final[Mapping[ThemeName, str]] = {"dark": "#2f2f32", "light": "#d8d9da"}
#: Code is smaller than the text around it, and has a ground of its own.
_CODE_SMALLER: Final = 2.0
_CODE_PADDING: Final = 5.0
_TOKENS: Final = re.compile(r"\n|[^\S\n]+|\S+")


@attrs.frozen(kw_only=True)
class Word:
    """A piece of a line: where it begins, counted from the line's own beginning, and how wide it is."""

    text: str
    style: Style
    x: float
    width: float


def flow(canvas: Canvas, spans: Sequence[Span], size: float, width: float) -> list[list[Word]]:
    """The words in lines; one that is wider than a line is broken within."""
    lines: list[list[Word]] = [[]]
    x = 0.0
    for text, style in _tokens(canvas, spans, size, width):
        if text == "\n":
            lines.append([])
            x = 0.0
            continue
        wide = _width(canvas, text, style, size)
        if x + wide > width and x > 0 and not text.isspace():
            lines.append([])
            x = 0.0
        if text.isspace() and (x == 0 or x + wide > width):
            continue
        lines[-1].append(Word(text=text, style=style, x=x, width=wide))
        x += wide
    return lines


def _tokens(canvas: Canvas, spans: Sequence[Span], size: float, width: float) -> Iterator[tuple[str, Style]]:
    for span in spans:
        for token in _TOKENS.findall(span.text):
            if token.isspace() or _width(canvas, token, span.style, size) <= width:
                yield token, span.style
                continue
            room = max(size, width - 2 * _CODE_PADDING)
            yield from ((part, span.style) for part in broken(canvas, token, lettering(span.style, size, ""), room))


def _width(canvas: Canvas, text: str, style: Style, size: float) -> float:
    return canvas.measure(text, lettering(style, size, "")) + (2 * _CODE_PADDING if _is_code(text, style) else 0)


def _is_code(text: str, style: Style) -> bool:
    return style == "code" and not text.isspace()


def lettering(style: Style, size: float, color: str) -> Lettering:
    """The letters of a style in text of a size."""
    if style == "code":
        return Lettering(color=color, size=max(1.0, size - _CODE_SMALLER), family="mono")
    return Lettering(color=color, size=size, weight="bold" if style == "bold" else "normal")


def draw_line(canvas: Canvas, words: Sequence[Word], x: float, middle: float, size: float, theme: Theme) -> None:
    """Write one line from its left end around its middle; neighbours of one style are one text."""
    for word in _joined(words):
        color = _LINKS[theme.name] if word.style == "link" else theme.text
        start = x + word.x
        if word.style == "code":
            ground = Box(start + 1, middle - size * 0.75, word.width - 2, size * 1.5)
            canvas.rect(ground, fill=CODE_GROUND[theme.name], stroke=CODE_EDGE[theme.name], radius=4)
            start += _CODE_PADDING
        look = lettering(word.style, size, color)
        # A browser would leave out the space that a text of its own begins with.
        text = word.text.lstrip()
        start += canvas.measure(word.text[: -len(text)], look) if text != word.text else 0
        canvas.text(start, baseline(middle, look.size), text, look)


def _joined(words: Sequence[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in words:
        if joined and joined[-1].style == word.style != "code":
            text, width = joined[-1].text + word.text, joined[-1].width + word.width
            joined[-1] = attrs.evolve(joined[-1], text=text, width=width)
        elif not word.text.isspace() or joined:
            joined.append(word)
    return [attrs.evolve(word, text=word.text.rstrip()) for word in joined if word.text.strip()]
