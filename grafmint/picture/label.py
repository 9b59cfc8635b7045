"""Label: a box in the place of a chart, which says what it would be, why it is not, and what the panel asks."""

from collections.abc import Iterator
from typing import Final

import attrs

from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.fit import baseline, broken, one_line, shortened, wrapped
from grafmint.picture.theme import Theme

#: The refId of a query and its text.
Query = tuple[str, str]

_PADDING: Final = 10.0
#: In a box lower than this every pixel is for words.
_LOW: Final = 80.0
_PADDING_LOW: Final = 2.0
_LINE: Final = 1.5
_DASH: Final = (4.0, 4.0)


@attrs.frozen(kw_only=True)
class Label:
    """What a box says, `head` first; `hint` is empty where there is nothing to do."""

    head: str
    reason: str
    hint: str = ""
    queries: tuple[Query, ...] = ()


def draw_label(canvas: Canvas, box: Box, label: Label, theme: Theme) -> None:
    """A dashed box with the words; what does not fit ends in …."""
    edge = box.inset(*[0.5] * 4)
    xs = [edge.x, edge.right, edge.right, edge.x, edge.x]
    ys = [edge.y, edge.y, edge.bottom, edge.bottom, edge.y]
    canvas.line(xs, ys, color=theme.disabled, dash=_DASH)
    low = _PADDING_LOW if box.height < _LOW else _PADDING
    inner = box.inset(_PADDING, low, _PADDING, low)
    y = inner.y
    with canvas.clipped(box):
        lines = list(_lines(canvas, label, inner.width, theme))
        for index, (text, look) in enumerate(lines):
            high = look.size * _LINE
            last = index + 1 < len(lines) and y + high + lines[index + 1][1].size * _LINE > inner.bottom
            if y + high > box.bottom:
                return
            shown = f"{text} …" if last else text
            canvas.text(inner.x, baseline(y + high / 2, look.size), shortened(canvas, shown, look, inner.width), look)
            if last:
                return
            y += high


def _lines(canvas: Canvas, label: Label, width: float, theme: Theme) -> Iterator[tuple[str, Lettering]]:
    head = Lettering(color=theme.text, size=13, weight="bold")
    plain = Lettering(color=theme.secondary, size=12)
    code = Lettering(color=theme.secondary, size=11, family="mono")
    yield one_line(label.head), head
    for said in (label.reason, label.hint):
        for line in wrapped(canvas, one_line(said), plain, width) if said else ():
            yield line, plain
    for name, text in label.queries:
        said = "\n".join(map(one_line, f"{name}  {text}".splitlines()))
        for line in broken(canvas, said, code, width):
            yield line, code
