"""Series: numbers over time, ready to be placed on a scale.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/time-series/
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel, PanelField, PanelFrame

#: A value that is there, and one that leaves a gap.
Value = float | None
_STEPPED: Final = "stepAfter"


@attrs.frozen(kw_only=True, eq=False)
class Series:
    """Values over ascending times, in milliseconds; None leaves a gap. `bottoms` are what a stacked one stands on."""

    field: PanelField
    times: Sequence[float]
    values: Sequence[Value]
    bottoms: Sequence[Value] | None = None

    @property
    def hidden(self) -> bool:
        """Whether it has its place in the legend only."""
        return bool(option(self.field.custom, "hideFrom.viz", False))

    def within(self, start: float, end: float) -> Sequence[Value]:
        """The values that a scale is made for: from the one nearest to the start to the one nearest to the end."""
        if not self.times:
            return ()
        return self.values[_nearest(self.times, start) : _nearest(self.times, end) + 1]


def _nearest(times: Sequence[float], time: float) -> int:
    after = min(len(times) - 1, bisect_left(times, time))
    before = max(0, after - 1)
    return before if time - times[before] <= times[after] - time else after


def series_of(panel: Panel) -> tuple[Series, ...]:
    """Every number and yes or no that the panel has over time, as its options fill, bridge and turn it."""
    return tuple(each for frame in panel.frames for each in _of_frame(frame))


def time_field(frame: PanelFrame) -> PanelField | None:
    """The times of a frame: its first column of them."""
    return next((each for each in frame.fields if each.type == "time"), None)


def with_gaps(times: Sequence[float], values: Sequence[Any], every: float) -> tuple[list[float], list[Any]]:
    """The same values with a None where one is missing that should have come `every` so many milliseconds."""
    new_times: list[float] = []
    new_values: list[Any] = []
    for time, value in zip(times, values, strict=True):
        if new_times and time - new_times[-1] > every:
            new_times.append(new_times[-1] + every)
            new_values.append(None)
        new_times.append(time)
        new_values.append(value)
    return new_times, new_values


def _of_frame(frame: PanelFrame) -> Iterator[Series]:
    time = time_field(frame)
    if time is None:
        return
    order = sorted(range(len(time.values)), key=lambda at: time.values[at])
    times = [float(time.values[at]) for at in order]
    for field in frame.fields:
        if field.type in {"number", "boolean"}:
            yield _of_field(field, time, times, [field.values[at] for at in order])


def _of_field(field: PanelField, time: PanelField, times: list[float], values: list[Any]) -> Series:
    every = _interval(field, time)
    if every > 0:
        times, values = with_gaps(times, values, every)
    numbers = _transformed([_number(each, field) for each in values], field)
    times, numbers = _bridged(times, numbers, option(field.custom, "spanNulls", False))
    return Series(field=_as_number(field) if field.type == "boolean" else field, times=times, values=numbers)


def _interval(field: PanelField, time: PanelField) -> float:
    asked = option(field.custom, "insertNulls")
    if asked is False:
        return 0.0
    own = number({"interval": asked}, "interval")
    every = own or number(time.config, "interval") or number(time.field.config, "interval")
    return every or 0.0


def _number(value: Any, field: PanelField) -> Value:
    if value is None:
        try:
            return float(option(field.config, "noValue", ""))
        except (TypeError, ValueError):
            return None
    number_ = float(value)
    return number_ if math.isfinite(number_) else None


def _transformed(values: list[Value], field: PanelField) -> list[Value]:
    transform = option(field.custom, "transform")
    if transform == "negative-Y":
        return [None if each is None else -each for each in values]
    if transform == "constant":
        first = next((each for each in values if each is not None), None)
        return [first] * len(values)
    return values


def _bridged(times: list[float], values: list[Value], span: Any) -> tuple[list[float], list[Value]]:
    """Leave out the gaps that a line is led across: all of them, or those shorter than `span` milliseconds."""
    if span is False or not isinstance(span, bool | int | float):
        return times, values
    longest = math.inf if span is True else float(span)
    keep: list[int] = []
    pending: list[int] = []
    for at, value in enumerate(values):
        if value is None:
            pending.append(at)
            continue
        if pending and (not keep or times[at] - times[keep[-1]] >= longest):
            keep += pending
        pending = []
        keep.append(at)
    return [times[at] for at in keep], [values[at] for at in keep]


def _as_number(field: PanelField) -> PanelField:
    """Yes and no as a stepped line between one and zero."""
    custom = dict(field.custom)
    if custom.get("lineInterpolation") != "stepBefore":
        custom["lineInterpolation"] = _STEPPED
    unit = option(field.config, "unit", "")
    own = unit if unit.startswith("bool") else "bool"
    return attrs.evolve(field, config={**field.config, "min": 0, "max": 1, "unit": own, "custom": custom})
