"""Gauge: each value as a part of an arc from its least to its greatest.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/gauge/
"""

import math

import attrs

from grafmint.picture.asked import choice, flag, size
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.dial import START, SWEEP, Dial, dial
from grafmint.picture.display import thresholds_of
from grafmint.picture.fit import baseline, shortened
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel
from grafmint.picture.repeat import repeated
from grafmint.picture.value import Value, is_empty, values_of

_SPACING = 8
_TITLE_LINE = 1.5
_TITLE_SIZE = 20.0
#: How far the page moves the name up to its arc.
_TITLE_RISE = 4.0
#: From the arc's centre down to the middle of the value, in sizes of its letters.
_VALUE_DROP = 0.286
#: Where each step of the thresholds ends, 0 to 1 along the arc, and its colour.
Step = tuple[float, str]


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a gauge panel; raises NotDrawn for sizes set by hand, which only later versions of the page have."""
    if choice(panel.options, "sizing", ("auto", "manual"), "auto") == "manual":
        raise NotDrawn('sizing "manual" is not drawn')
    values = values_of(panel)
    orientation = choice(panel.options, "orientation", ("auto", "horizontal", "vertical"), "auto")
    named = len(values) > 1 or bool(option(panel.config, "displayName"))
    places = repeated(box, len(values), orientation, _SPACING, grid=True)
    for value, place in zip(values, places.boxes, strict=True):
        with canvas.clipped(place):
            _draw_value(panel, canvas, place, value if named else attrs.evolve(value, title=None))


def _draw_value(panel: Panel, canvas: Canvas, box: Box, value: Value) -> None:
    title_size = min(box.width * 0.1, _TITLE_SIZE)
    below = title_size * _TITLE_LINE if value.title is not None else 0.0
    height = max(1.0, min(box.height - below, box.width))
    place = Box(box.x, box.y + max(0.0, box.height - height - below) / 2, box.width, height)
    labels = flag(panel.options, "showThresholdLabels")
    markers = flag(panel.options, "showThresholdMarkers", default=True)
    asked = size(panel.options, "text.valueSize")
    arc = dial(canvas, place, str(value.shown), markers=markers, labels=labels, value_size=asked)
    _draw_arc(canvas, arc, value)
    look = Lettering(color=value.shown.color, size=arc.value_size)
    middle = arc.center[1] + _VALUE_DROP * arc.value_size
    canvas.text(arc.center[0], baseline(middle, look.size), str(value.shown), look, "middle")
    if value.title is not None:
        name = Lettering(color=panel.theme.text, size=size(panel.options, "text.titleSize") or title_size)
        line = baseline(place.bottom + below / 2 - _TITLE_RISE, name.size)
        canvas.text(box.center[0], line, shortened(canvas, value.title, name, box.width), name, "middle")


def _draw_arc(canvas: Canvas, arc: Dial, value: Value) -> None:
    theme = value.field.theme
    canvas.ring(arc.center, arc.radius, arc.thickness, START, START + SWEEP, fill=theme.track)
    if is_empty((value,)) or value.shown.number is None or value.high == value.low:
        return
    steps = _steps(value)
    color = next((color for end, color in steps if value.share < end), steps[-1][1] if steps else value.shown.color)
    begin, end = sorted((_neutral(value), value.share))
    if end > begin:
        canvas.ring(arc.center, arc.radius - 0.5, arc.thickness - 1, _angle(begin), _angle(end), fill=color)
    if arc.markers:
        begin = 0.0
        for end, color in steps:
            if end > begin:
                outside = arc.radius + arc.markers + 0.5
                canvas.ring(arc.center, outside, max(1, arc.markers - 1), _angle(begin), _angle(end), fill=color)
            begin = end
    if arc.labels:
        _draw_labels(canvas, arc, value, [end for end, _ in steps])


def _steps(value: Value) -> list[Step]:
    """The thresholds between the ends of the arc; none where colours do not come from them."""
    if option(value.field.config, "color.mode", "thresholds") != "thresholds":
        return []
    thresholds = [(_share(value, start), color) for start, color in thresholds_of(value.field)]
    ends = [*(start for start, _ in thresholds[1:]), math.inf]
    steps = [(end, color) for end, (start, color) in zip(ends, thresholds, strict=True) if end > 0 and start <= 1]
    return [(min(1.0, end), color) for end, color in steps]


def _share(value: Value, number: float) -> float:
    return (number - value.low) / (value.high - value.low)


def _neutral(value: Value) -> float:
    """From where the arc is filled: its beginning, or the number that the field calls neutral."""
    neutral = number(value.field.custom, "neutral")
    return 0.0 if neutral is None else min(1.0, max(0.0, _share(value, neutral)))


def _draw_labels(canvas: Canvas, arc: Dial, value: Value, ends: list[float]) -> None:
    percent = option(value.field.config, "thresholds.mode") == "percentage"
    neutral = number(value.field.custom, "neutral")
    inner = [end for end in ends if 0 < end < 1]
    if neutral is not None and 0 < _share(value, neutral) < 1:
        inner.append(_share(value, neutral))
    for share in (0.0, *inner, 1.0):
        shown = share * 100 if percent else value.low + share * (value.high - value.low)
        angle = math.radians(_angle(share))
        x, y = (arc.center[0] + arc.label_radius * math.sin(angle), arc.center[1] - arc.label_radius * math.cos(angle))
        look = Lettering(color=value.field.theme.text, size=arc.labels, angle=-_angle(share))
        canvas.text(x, y, f"{round(shown, 2):.15g}", look, "middle", "middle")


def _angle(share: float) -> float:
    return START + SWEEP * share
