"""Bar labels: the values of bars, written beyond their ends in one size that fits them all."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from grafmint.picture.bar_layout import Bar, Room
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.display import display
from grafmint.picture.fit import font_size
from grafmint.picture.option import number, option
from grafmint.picture.stack import mode_of
from grafmint.picture.theme import Theme

_LEAST: Final = 8
_GREATEST: Final = 30.0
#: Into a narrower bar no letter fits.
_NARROWEST: Final = 3.0
#: How much of a bar's breadth its value may take.
_SHARE: Final = 0.65
#: From a bar's end to its value: a share of its breadth, and the most of it in pixels.
_OFFSET: Final[Mapping[bool, tuple[float, float]]] = {True: (0.1, 5.0), False: (0.15, 10.0)}
_DROP: Final = 0.1
_TALL: Final = 0.75


@attrs.frozen(kw_only=True)
class _Label:
    bar: Bar
    text: str
    down: bool
    box: Box


def draw_bar_labels(bars: Sequence[Bar], room: Room, options: Mapping[str, Any], canvas: Canvas, theme: Theme) -> None:
    """Write the values of bars where `showValue` asks for it and there is room."""
    shown = option(options, "showValue", "auto")
    if shown == "never" or not bars:
        return
    breadth = min(each.box.width if room.upright else each.box.height for each in bars)
    if breadth < _NARROWEST and not option(options, "text.valueSize"):
        return
    texts = [_text(each) for each in bars]
    share, most = _OFFSET[room.upright]
    offset = min(most, round(share * breadth))
    size = number(options, "text.valueSize") or _size(bars, texts, room, offset, canvas)
    if size < _LEAST:
        return
    look = Lettering(color=theme.text, size=size)
    labels = [_label(bar, text, room, offset, look, canvas) for bar, text in zip(bars, texts, strict=True)]
    taken: dict[int, list[Box]] = {}
    for each in labels:
        others = taken.setdefault(each.bar.row, [])
        if shown == "always" or not any(_touch(each.box, other) for other in others):
            others.append(each.box)
            _write(each, room, look, canvas)


def _text(bar: Bar) -> str:
    field, series = bar.series.field, bar.series
    if mode_of(series) != "percent" or series.bottoms is None:
        return str(display(field, field.values[bar.row]))
    return str(display(field, abs(bar.value - (series.bottoms[bar.row] or 0.0))))


def _points_down(bar: Bar) -> bool:
    raw = bar.series.field.values[bar.row] or 0.0
    return bool(raw > 0) if option(bar.series.field.custom, "transform") == "negative-Y" else bool(raw < 0)


def _size(bars: Sequence[Bar], texts: Sequence[str], room: Room, offset: float, canvas: Canvas) -> float:
    """The size that the narrowest bar and the least room beyond the bars leave."""
    free = min(_room_beyond(each, room) for each in bars)
    sizes = []
    for bar, text in zip(bars, texts, strict=True):
        if room.upright:
            width, height = bar.box.width * _SHARE, free - offset
        else:
            width, height = free - offset, bar.box.height * _SHARE
        sizes.append(font_size(canvas, text, max(0.0, width), max(0.0, height), 1, _GREATEST))
    return float(round(min(sizes)))


def _room_beyond(bar: Bar, room: Room) -> float:
    if room.upright:
        return room.plot.bottom - bar.box.bottom if bar.value < 0 else bar.box.y - room.plot.y
    return bar.box.x - room.plot.x if bar.value < 0 else room.plot.right - bar.box.right


def _label(bar: Bar, text: str, room: Room, offset: float, look: Lettering, canvas: Canvas) -> _Label:
    width, height, down = canvas.measure(text, look), look.size * _TALL, _points_down(bar)
    x, y = bar.box.center
    if room.upright:
        top = bar.box.bottom + offset if down else bar.box.y - offset - height
        return _Label(bar=bar, text=text, down=down, box=Box(x - width / 2, top, width, height))
    left = bar.box.x - offset - width if down else bar.box.right + offset
    return _Label(bar=bar, text=text, down=down, box=Box(left, y - height / 2, width, height))


def _write(label: _Label, room: Room, look: Lettering, canvas: Canvas) -> None:
    box = label.box
    if room.upright:
        canvas.text(box.center[0], box.bottom, label.text, look, "middle", "baseline")
    else:
        canvas.text(box.x, box.center[1] + round(_DROP * look.size), label.text, look, "start", "middle")


def _touch(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
