"""Bar: the parts of one bar gauge, its name, its filled and its empty part, and its value.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/bar-gauge/
"""

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import font_size

PADDING = 10.0
TITLE_LINE = 1.5
_LEAST_VALUE = 18.0
_MOST_VALUE = 50.0
_WIDEST_VALUE = 150.0
_LEAST_TITLE = 17.0
_LEAST_MEASURED = 12.0
#: From this height on a name stands above its bar.
_ROOM_ABOVE = 40.0


@attrs.frozen(kw_only=True)
class BarTexts:
    """The longest name and value of all bars, by which each is laid out, and sizes that the panel sets."""

    title: str
    value: str
    title_size: float | None = None
    value_size: float | None = None


@attrs.frozen(kw_only=True)
class Bar:
    """Where the parts stand; `title` is None where no name is shown, sizes are those of letters."""

    vertical: bool
    title: Box | None
    title_size: float
    bar: Box
    value: Box
    value_size: float

    @property
    def title_beside(self) -> bool:
        """Whether the name stands at the left of its bar."""
        return self.title is not None and not self.vertical and self.title.right <= self.bar.x


def bar(canvas: Canvas, box: Box, texts: BarTexts, *, vertical: bool) -> Bar:
    """The parts of a bar gauge in its box."""
    if vertical:
        return _vertical(canvas, box, texts)
    size = texts.title_size
    title, rest = None, box
    if texts.title and box.height > _ROOM_ABOVE:
        high = size * TITLE_LINE if size else max(min(box.height * 0.45, _MOST_VALUE), _LEAST_TITLE)
        size = size or high / TITLE_LINE
        title, rest = Box(box.x, box.y, box.width, high), box.inset(top=high)
    elif texts.title:
        size = size or max(box.height * 0.6, _LEAST_VALUE) / TITLE_LINE
        wide = min(canvas.measure(texts.title, Lettering(color="", size=size)) + 15, box.width * 0.4)
        title, rest = Box(box.x, box.y, wide - PADDING, box.height), box.inset(left=wide)
    return _horizontal(canvas, rest, texts, (title, size or 0.0))


def _horizontal(canvas: Canvas, box: Box, texts: BarTexts, title: tuple[Box | None, float]) -> Bar:
    measured = Lettering(color="", size=texts.value_size or max(title[1], _LEAST_MEASURED))
    whole = title[0].width + PADDING + box.width if title[0] and title[0].right <= box.x else box.width
    wide = max(min(whole * 0.2, _WIDEST_VALUE), canvas.measure(texts.value, measured) + 2 * PADDING)
    return Bar(
        vertical=False,
        title=title[0],
        title_size=title[1],
        bar=box.inset(right=wide),
        value=Box(box.right - wide, box.y, wide, box.height),
        value_size=texts.value_size or font_size(canvas, texts.value, max(1.0, wide - 2 * PADDING), box.height, 1),
    )


def _vertical(canvas: Canvas, box: Box, texts: BarTexts) -> Bar:
    size = (texts.title_size or 14.0) if texts.title else 0.0
    below = size * TITLE_LINE
    high = texts.value_size or min(max(box.height * 0.1, _LEAST_VALUE), _MOST_VALUE)
    return Bar(
        vertical=True,
        title=Box(box.x, box.bottom - below, box.width, below) if texts.title else None,
        title_size=size,
        bar=box.inset(top=high, bottom=below),
        value=Box(box.x, box.y, box.width, high),
        value_size=texts.value_size or font_size(canvas, texts.value, box.width, high, 1),
    )
