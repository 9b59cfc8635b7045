"""Time series: lines, bars and points over time.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/time-series/
"""

from collections.abc import Mapping, Sequence

from grafmint.picture.axes import Shared, key_of, shared_scales
from grafmint.picture.bars import narrowest
from grafmint.picture.box import Box
from grafmint.picture.canvas import Canvas
from grafmint.picture.decimate import allowed
from grafmint.picture.empty import draw_empty
from grafmint.picture.legend import draw_legend, field_item
from grafmint.picture.look import Look
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.option import option
from grafmint.picture.panel import Panel, PanelField
from grafmint.picture.place import Place
from grafmint.picture.plot import Planned, Plot, laid_out, time_axis
from grafmint.picture.series import Series, series_of, time_field
from grafmint.picture.stack import stacked
from grafmint.picture.thresholds import draw_thresholds
from grafmint.picture.timeticks import zone_of
from grafmint.picture.trace import Neighbours, draw_trace


def draw(panel: Panel, canvas: Canvas, box: Box) -> None:
    """Fill the box with the panel's series, their axes and their legend."""
    series = stacked(series_of(panel), key_of)
    if not series:
        timed = any(time_field(each) for each in panel.frames)
        draw_empty(panel, canvas, box, f"Data is missing a {'number' if timed else 'time'} field")
        return
    scales = shared_scales(series, panel.start, panel.end)
    on_right = {id(each) for shared in scales if shared.side == "right" for each in shared.series}
    items = [field_item(each.field, panel.options, right=id(each) in on_right) for each in series]
    box = draw_legend(panel.options, [each for each in items if each], box, canvas, panel.theme)
    standing = [each for shared in scales if (each := shared.planned()) is not None]
    plot = laid_out(box, _time_axes(panel, canvas), standing, canvas)
    if min(plot.box.width, plot.box.height) <= 0:
        return
    for shared in scales:
        _draw_thresholds(shared, plot, canvas)
    plot.draw(canvas, panel.theme)
    _draw_series(series, scales, panel, plot, canvas)


def _time_axes(panel: Panel, canvas: Canvas) -> Sequence[Planned]:
    zones = [each or panel.timezone for each in option(panel.options, "timezone", ())] or [panel.timezone]
    if len(zones) > 1:
        raise NotDrawn("several time zones below one another are not drawn", hint="choose one time zone")
    if panel.end <= panel.start:
        raise NotDrawn("the time range is empty")
    times = next(each for each in map(time_field, panel.frames) if each is not None)
    if option(times.custom, "axisPlacement") == "hidden":
        return ()
    grid = bool(option(times.custom, "axisGridShow", True))
    return (time_axis(panel.start, panel.end, zone_of(zones[0]), canvas, grid=grid),)


def _draw_thresholds(shared: Shared, plot: Plot, canvas: Canvas) -> None:
    # A scale shows the thresholds of the first field that asks for them.
    for each in shared.series:
        if option(each.field.custom, "thresholdsStyle.mode", "off") != "off":
            draw_thresholds(each.field, shared.scale, plot.box, canvas)
            return


def _draw_series(series: Sequence[Series], scales: Sequence[Shared], panel: Panel, plot: Plot, canvas: Canvas) -> None:
    scale_of = {id(each): shared.scale for shared in scales for each in shared.series}
    shown = [each for each in series if not each.hidden and id(each) in scale_of]
    looks = {id(each): Look.of(each.field) for each in shown}
    lines = sum(_cost(looks[id(each)], each) for each in shown)
    times = {time for each in series for time in each.times if panel.start <= time <= panel.end}
    bars = [each for each in shown if looks[id(each)].style == "bars"]
    by_name = {each.field.name: each for each in series} | {each.field.field.name: each for each in series}
    for each in shown:
        place = Place(plot=plot.box, start=panel.start, end=panel.end, scale=scale_of[id(each)])
        others = Neighbours(
            below=_below(each.field, by_name),
            most=allowed(lines, plot.box.width),
            times=sorted(times),
            distance=narrowest(bars),
        )
        draw_trace(each, place, canvas, others)


def _below(field: PanelField, series: Mapping[str, Series]) -> Series | None:
    return series.get(str(option(field.custom, "fillBelowTo", "")))


def _cost(look: Look, series: Series) -> int:
    """How many lines' worth of points a series takes: its own, and those around what is filled."""
    lines = 1 if look.fill <= 0 else 2 if series.bottoms is None else 5
    return lines * 2 if look.shape != "linear" else lines
