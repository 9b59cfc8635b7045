"""States: what a field is, and from when to when.

Source: https://grafana.com/docs/grafana/v9.4/panels-visualizations/visualizations/state-timeline/
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from grafmint.picture.display import display, thresholds_of
from grafmint.picture.option import number, option
from grafmint.picture.panel import Panel, PanelField
from grafmint.picture.series import time_field, with_gaps
from grafmint.picture.state_legend import threshold_names


@attrs.frozen(kw_only=True)
class State:
    """A stretch of time with its text and its colour."""

    start: float
    end: float
    text: str
    color: str


@attrs.frozen(kw_only=True)
class Lane:
    """A field and its states, one after the other."""

    field: PanelField
    states: tuple[State, ...]


def lanes_of(panel: Panel) -> tuple[Lane, ...]:
    """A lane for each field over time, in the order in which they come."""
    merged = bool(option(panel.options, "mergeValues", True))
    found = []
    for frame in panel.frames:
        time = time_field(frame)
        if time is None:
            continue
        order = sorted(range(len(time.values)), key=lambda at: time.values[at])
        times = [float(time.values[at]) for at in order]
        for field in frame.fields:
            if field.type in {"number", "boolean", "string"}:
                values = [field.values[at] for at in order]
                every = number(field.custom, "insertNulls") or number(time.field.config, "interval") or 0.0
                own = with_gaps(times, values, every) if every > 0 else (times, values)
                states = tuple(_states(field, *own, panel.end, merged=merged))
                found.append(Lane(field=field, states=states))
    return tuple(found)


def _states(
    field: PanelField, times: Sequence[float], values: Sequence[Any], end: float, *, merged: bool
) -> Iterator[State]:
    """The stretches; None ends one, and the last one lasts to the end of what is shown."""
    spans = option(field.custom, "spanNulls", False)
    kept = _bridged(times, values, math.inf if spans is True else float(spans))
    named = merged and field.type == "number" and option(field.config, "color.mode") == "thresholds"
    steps = _Steps.of(field) if named else None
    start: float | None = None
    current: tuple[str, str] | None = None
    before: Any = None
    for time, value in kept:
        shown = None if value is None else steps.shown(value) if steps else _shown(field, value)
        same = shown == current if steps else value == before
        if merged and same and shown is not None:
            continue
        if current is not None and start is not None:
            yield State(start=start, end=time, text=current[0], color=current[1])
        start, current, before = time, shown, value
    if current is not None and start is not None:
        yield State(start=start, end=max(end, start), text=current[0], color=current[1])


def _bridged(times: Sequence[float], values: Sequence[Any], longest: float) -> list[tuple[float, Any]]:
    """Leave out gaps shorter than `longest` milliseconds: what was before lasts through them."""
    found: list[tuple[float, Any]] = []
    pending: list[tuple[float, Any]] = []
    last: float | None = None
    for time, value in zip(times, values, strict=True):
        if value is None:
            pending.append((time, value))
            continue
        if pending and (last is None or time - last >= longest):
            found += pending
        pending = []
        found.append((time, value))
        last = time
    # Nothing says how long what stands at the end would have lasted.
    return found + pending


def _shown(field: PanelField, value: Any) -> tuple[str, str]:
    shown = display(field, value)
    return str(shown), shown.color


@attrs.frozen(kw_only=True)
class _Steps:
    """The thresholds that merged numbers are told by."""

    starts: tuple[float, ...]
    names: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, field: PanelField) -> "_Steps | None":
        names = tuple(threshold_names(field))
        starts = tuple(value for value, _ in thresholds_of(field))
        return cls(starts=starts, names=names) if names and len(names) == len(starts) else None

    def shown(self, value: float) -> tuple[str, str]:
        """The name and the colour of the step that a value has reached."""
        return self.names[max(0, bisect_right(self.starts, value) - 1)]
