"""Figure: one big number with its name, as large as its box lets it be.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/stat/
"""

from typing import Literal

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.fit import font_size
from grafmint.picture.panel import Shown

LINE_HEIGHT = 1.2
#: Name beside the number or above it.
Arrangement = Literal["wide", "stacked"]

_GREATEST_TITLE = 30.0
_WIDE = 2.5
_WIDE_WITH_GRAPH = 50
_STACKED_WITH_GRAPH = 100
_TITLE_TO_VALUE = 0.7


@attrs.frozen(kw_only=True)
class Figure:
    """Sizes of letters in pixels, 0 for a text that is not shown, and how high the graph behind them is."""

    arrangement: Arrangement
    title_size: float
    value_size: float
    graph_height: float
    padding: float


@attrs.frozen(kw_only=True)
class Longest:
    """The longest texts of all values: every figure of a panel has the letters that fit these."""

    title: str
    value: str
    title_size: float | None = None
    value_size: float | None = None


def longest(titles: list[str], shown: list[Shown]) -> tuple[str, str]:
    """The longest name and the longest text, prefix and suffix together."""
    parts = ([getattr(each, part) for each in shown] for part in ("prefix", "text", "suffix"))
    return max(titles, key=len, default=""), "".join(max(part, key=len, default="") for part in parts)


def figure(canvas: Canvas, box: Box, texts: Longest, *, graph: bool, wide: bool = True) -> Figure:
    """How a figure fills its box."""
    if wide and box.width > _WIDE * box.height:
        graph = graph and box.height > _WIDE_WITH_GRAPH
        return _wide_with_graph(canvas, box, texts) if graph else _wide(canvas, box, texts)
    return _stacked(canvas, box, texts, graph=graph and box.height > _STACKED_WITH_GRAPH)


def _padding(box: Box) -> float:
    return 12 if box.height > 100 else 8  # noqa: PLR2004  # the page's own number


def _sizes(canvas: Canvas, texts: Longest, title: tuple[float, float], value: tuple[float, float]) -> list[float]:
    """The letters of name and number that fit into a width and a height each, where the panel does not set them."""
    found = []
    for text, asked, room, most in (
        (texts.title, texts.title_size, title, _GREATEST_TITLE),
        (texts.value, texts.value_size, value, float("inf")),
    ):
        found.append((asked or font_size(canvas, text, *room, LINE_HEIGHT, most)) if text else 0.0)
    return found


def _wide(canvas: Canvas, box: Box, texts: Longest) -> Figure:
    inner = box.inset(*[_padding(box)] * 4)
    share = 0.3 if texts.title and not texts.title_size else 1.0
    title, value = _sizes(canvas, texts, (inner.width * 0.6, inner.height), (inner.width * share, inner.height))
    if not texts.title_size:
        title = min(value * _TITLE_TO_VALUE, title)
    return Figure(arrangement="wide", title_size=title, value_size=value, graph_height=0, padding=_padding(box))


def _wide_with_graph(canvas: Canvas, box: Box, texts: Longest) -> Figure:
    inner = box.inset(*[_padding(box)] * 4)
    title, value = _sizes(
        canvas, texts, (inner.width * 0.6, inner.height * 0.4), (inner.width * 0.4, inner.height * 0.5)
    )
    return Figure(
        arrangement="wide", title_size=title, value_size=value, graph_height=box.height / 2, padding=_padding(box)
    )


def _stacked(canvas: Canvas, box: Box, texts: Longest, *, graph: bool) -> Figure:
    inner = box.inset(*[_padding(box)] * 4)
    title, _ = _sizes(canvas, texts, (inner.width, box.height * 0.15), (1, 1))
    above = title * LINE_HEIGHT + (box.height * 0.25 if graph else 0)
    _, value = _sizes(canvas, texts, (1, 1), (inner.width, inner.height - above))
    if not texts.title_size:
        title = min(value * _TITLE_TO_VALUE, title)
    height = box.height - (title + value) * LINE_HEIGHT if graph else 0
    return Figure(arrangement="stacked", title_size=title, value_size=value, graph_height=height, padding=_padding(box))
