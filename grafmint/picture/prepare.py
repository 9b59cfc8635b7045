"""Prepare: a panel's JSON and its data made into what a chart draws.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from grafmint.data.frame import Data, Field, Frame
from grafmint.picture.config import Override, Texts, configured, defaults_of, overrides_of, seen
from grafmint.picture.interpolate import deeply_interpolated, interpolated
from grafmint.picture.loaded import loaded
from grafmint.picture.name import Names, frame_name
from grafmint.picture.panel import Panel, PanelField, PanelFrame
from grafmint.picture.reduce import reduced
from grafmint.picture.scale import RANGE
from grafmint.picture.theme import Theme
from grafmint.picture.transform import transformed

#: Transformations whose options may name variables.
_WITH_VARIABLES: Final = frozenset({"calculateField", "filterFieldsByName"})

Range = tuple[float | None, float | None]


def prepared(panel: Mapping[str, Any], data: Data, theme: Theme, *, timezone: str = "utc") -> Panel:
    """The panel with its variables, transformations, defaults and overrides applied; hidden fields are kept.

    Raises NotDrawn where a transformation or an override is not known here.
    """
    panel = loaded(panel)
    frames = transformed(data.frames, _transformations(panel, data.variables))
    defaults = defaults_of(panel)
    options = panel.get("options") or {}
    return Panel(
        type=str(panel.get("type", "")),
        title=interpolated(str(panel.get("title") or ""), data.variables),
        options=deeply_interpolated(options, data.variables) if panel.get("type") == "text" else options,
        config=defaults,
        frames=_frames(frames, (defaults, overrides_of(panel)), data.variables, theme),
        start=data.start,
        end=data.end,
        origin=data.origin,
        theme=theme,
        timezone=timezone,
        interval=_interval(frames),
        json=panel,
    )


def _transformations(panel: Mapping[str, Any], variables: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
    return [
        deeply_interpolated(each, variables) if each.get("id") in _WITH_VARIABLES else each
        for each in panel.get("transformations") or ()
    ]


def _frames(
    frames: Sequence[Frame],
    override: tuple[Mapping[str, Any], Sequence[Override]],
    variables: Mapping[str, str],
    theme: Theme,
) -> tuple[PanelFrame, ...]:
    among = Names.among(frames)
    ranges = {id(field): _range(field) for frame in frames for field in frame.fields if field.type == "number"}
    everywhere = _widest(ranges.values())
    prepared_frames = []
    index = 0
    for at, frame in enumerate(frames):
        fields = []
        for field in frame.fields:
            texts = Texts(field, among.of(field, frame), frame_name(frame, at), variables)
            config = dict(configured(field, frame, among, override, texts))
            if field.type == "number":
                config[RANGE] = ranges[id(field)] if config.get("fieldMinMax") else everywhere
            name = among.of(*seen(field, frame, config))
            fields.append(PanelField(name=name, field=field, config=config, index=index, theme=theme))
            index += field.type == "number"
        prepared_frames.append(_frame(frame, fields))
    return tuple(prepared_frames)


def _frame(frame: Frame, fields: Sequence[PanelField]) -> PanelFrame:
    return PanelFrame(fields=tuple(fields), name=frame.name, ref_id=frame.ref_id, meta=frame.meta)


def _range(field: Field) -> Range:
    low, high = reduced(field.values, "min"), reduced(field.values, "max")
    return (low if isinstance(low, int | float) else None), (high if isinstance(high, int | float) else None)


def _widest(ranges: Iterable[Range]) -> Range:
    """The range that holds all others."""
    given = list(ranges)
    lows = [low for low, _ in given if low is not None]
    highs = [high for _, high in given if high is not None]
    return min(lows, default=None), max(highs, default=None)


def _interval(frames: Sequence[Frame]) -> float | None:
    """The smallest step between two times of a frame, in milliseconds."""
    steps = (
        after - before
        for frame in frames
        for field in frame.fields
        if field.type == "time"
        for before, after in pairwise(field.values)
        if isinstance(before, int | float) and isinstance(after, int | float) and after > before
    )
    return min(steps, default=None)
