"""Stat: values in big letters, with a small graph behind each.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/stat/
"""

from collections.abc import Sequence

import attrs

from grafmint.picture.asked import choice, flag, size
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas, Lettering
from grafmint.picture.color import with_opacity
from grafmint.picture.figure import Figure, Longest, figure, longest
from grafmint.picture.gradient import fill, length
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option
from grafmint.picture.panel import Panel
from grafmint.picture.repeat import repeated
from grafmint.picture.shade import brightened, darkened, text_on
from grafmint.picture.sparkline import Sparkline, draw_sparkline
from grafmint.picture.value import Value, values_of
from grafmint.picture.words import Words, draw_words

_SPACING = 3
_RADIUS = 3
_SLANT = 120
_BACKGROUNDS = ("background", "background_solid")


@attrs.frozen(kw_only=True)
class _Look:
    """What the options say of every value; `texts` are those that are as long as any."""

    panel: Panel
    color: str
    text: str
    graph: bool
    centered: bool
    wide: bool
    orientation: str
    texts: Longest


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Draw a stat panel; raises NotDrawn for the change in percent that later versions of the page show."""
    if flag(panel.options, "showPercentChange"):
        raise NotDrawn("showPercentChange, the change beside a value, is not drawn")
    values = values_of(panel)
    orientation = choice(panel.options, "orientation", ("auto", "horizontal", "vertical"), "auto")
    places = repeated(box, len(values), orientation, _SPACING, grid=True)
    look = _look(panel, values, places.orientation)
    for value, place in zip(values, places.boxes, strict=True):
        with canvas.clipped(place):
            _draw_value(canvas, place, value, look)


def _look(panel: Panel, values: Sequence[Value], orientation: str) -> _Look:
    options = panel.options
    text = choice(options, "textMode", ("auto", "value", "value_and_name", "name", "none"), "auto")
    if text == "auto":
        named = len(values) > 1 or option(panel.config, "displayName") or not panel.title
        text = "value_and_name" if named else "value"
    title, value = longest([each.title or "" for each in values], [each.shown for each in values])
    return _Look(
        panel=panel,
        color=choice(options, "colorMode", ("value", *_BACKGROUNDS, "none"), "value"),
        text=text,
        graph=choice(options, "graphMode", ("none", "line", "area"), "area") != "none",
        centered=choice(options, "justifyMode", ("auto", "center"), "auto") == "center",
        wide=flag(options, "wideLayout", default=True),
        orientation=orientation,
        texts=Longest(
            title=title if text == "value_and_name" else "",
            value={"name": title, "none": "1"}.get(text, value),
            title_size=size(options, "text.titleSize"),
            value_size=size(options, "text.valueSize"),
        ),
    )


def _draw_value(canvas: Canvas, box: Box, value: Value, look: _Look) -> None:
    color = value.shown.color
    if look.color == "background":
        ends = darkened(color, 15, 8, look.panel.theme), darkened(color, 5, -8, look.panel.theme)
        fill(canvas, box, [(0, ends[0]), (length(box, _SLANT), ends[1])], _SLANT, _RADIUS)
    elif look.color == "background_solid":
        canvas.rect(box, fill=color, radius=_RADIUS)
    graph = look.graph and value.series is not None and len(value.series) > 1
    layout = figure(canvas, box, look.texts, graph=graph, wide=look.wide)
    if layout.graph_height > 0:
        _draw_graph(canvas, Box(box.x, box.bottom - layout.graph_height, box.width, layout.graph_height), value, look)
    if look.text != "none":
        draw_words(canvas, box, layout, _words(canvas, value, look, layout))


def _draw_graph(canvas: Canvas, box: Box, value: Value, look: _Look) -> None:
    series = value.series or ()
    graph = Sparkline(
        times=value.times or range(len(series)),
        series=series,
        start=look.panel.start if value.times else 0,
        end=look.panel.end if value.times else len(series) - 1,
        low=value.low,
        high=value.high,
    )
    color = value.shown.color
    if look.color in _BACKGROUNDS:
        draw_sparkline(canvas, box, graph, line=brightened(color, 40), fill="#ffffff66")
    else:
        draw_sparkline(canvas, box, graph, line=color, fill=with_opacity(color, 0.2))


def _words(canvas: Canvas, value: Value, look: _Look, layout: Figure) -> Words:
    theme = look.panel.theme
    on = text_on(value.shown.color, theme) if look.color in _BACKGROUNDS else None
    name_look = Lettering(color=on or theme.text, size=layout.title_size or 1)
    number = on or (value.shown.color if look.color == "value" else theme.text)
    named = attrs.evolve(value.shown, text=value.title or "", prefix="", suffix="")
    return Words(
        name=(value.title or "") if look.text == "value_and_name" else "",
        name_look=name_look,
        shown=named if look.text == "name" else value.shown,
        shown_look=Lettering(color=number, size=layout.value_size),
        centered=look.centered,
        gap=canvas.measure("0", name_look) * 0.75 if look.orientation == "horizontal" else 0,
    )
