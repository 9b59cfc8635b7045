"""Series: what Prometheus answers, in the frames in which the page shows it: as series, a table, or a heatmap.

Source: https://github.com/grafana/grafana/blob/v9.4.0/public/app/plugins/datasource/prometheus/result_transformer.ts
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from grafmint.data.frame import Field, Frame
from grafmint.data.legend import series_name
from grafmint.data.target import Target

_TIME, _VALUE, _LE = "Time", "Value", "le"


def series_frame(
    target: Target,
    labels: Mapping[str, str],
    points: tuple[Sequence[int], Sequence[float | None]],
    step: int,
    result: str,
) -> Frame:
    """One series as Grafana's server answers it; `points` are times and values, `result` Prometheus's own type."""
    expr = str(target.query.get("expr") or "")
    name = series_name(str(target.query.get("legendFormat") or ""), labels, expr)
    times, values = points
    return Frame(
        fields=(
            Field(name=_TIME, type="time", values=tuple(times), config={"interval": step}),
            Field(
                name=_VALUE,
                type="number",
                values=tuple(values),
                labels=labels,
                config={"displayNameFromDS": name} if name else {},
            ),
        ),
        name=name or None,
        ref_id=target.ref_id,
        meta={"type": "timeseries-multi", "custom": {"resultType": result}},
    )


def shaped(frames: Iterable[Frame], target: Target, *, tables: int = 1) -> tuple[Frame, ...]:
    """The frames of a query as the page shows them, by its format; `tables` is how many of the panel's are tables."""
    found = tuple(frames)
    match target.query.get("format"):
        case "table":
            return _table(found, target, tables)
        case "heatmap":
            return tuple(_heatmaps(found))
    return found


def _is_series(frame: Frame) -> bool:
    return [field.name for field in frame.fields] == [_TIME, _VALUE]


def _table(frames: tuple[Frame, ...], target: Target, tables: int) -> tuple[Frame, ...]:
    """All series in one table, a column a label."""
    if not frames or not all(map(_is_series, frames)) or (len(frames) == 1 and not frames[0].length):
        return frames
    names = list(dict.fromkeys(label for frame in frames for label in sorted(frame.fields[1].labels)))
    times: list[Any] = [time for frame in frames for time in frame.fields[0].values]
    values: list[Any] = [value for frame in frames for value in frame.fields[1].values]
    title = f"{_VALUE} #{target.ref_id}" if tables > 1 else _VALUE
    fields = (
        Field(name=_TIME, type="time", values=tuple(times)),
        *(_column(name, frames) for name in names),
        Field(name=title, type="number", values=tuple(values)),
    )
    meta = {**frames[0].meta, "preferredVisualisationType": "rawPrometheus"}
    return (Frame(fields=fields, ref_id=target.ref_id, meta=meta),)


def _column(name: str, frames: tuple[Frame, ...]) -> Field:
    cells = [frame.fields[1].labels.get(name, "") for frame in frames for _ in range(frame.length)]
    config = {"filterable": True}
    if name == _LE:
        return Field(name=name, type="number", values=tuple(map(_number, cells)), config=config)
    return Field(name=name, type="string", values=tuple(cells), config=config)


def _heatmaps(frames: tuple[Frame, ...]) -> Iterator[Frame]:
    """The buckets of each histogram in one frame, each without what the smaller ones have."""
    groups: dict[tuple[str, ...], list[Frame]] = {}
    for frame in frames:
        if not _is_series(frame):
            yield frame
            continue
        labels = frame.fields[1].labels
        key = tuple(value for name, value in labels.items() if name != _LE)
        groups.setdefault(key, []).append(frame)
    for group in groups.values():
        yield _heatmap(sorted(group, key=_bound))


def _heatmap(frames: list[Frame]) -> Frame:
    times = sorted({time for frame in frames for time in frame.fields[0].values})
    below: Callable[[int], float | None] = lambda _: 0.0  # noqa: E731  # what the smallest bucket is above
    columns = []
    for frame in frames:
        at = dict(zip(frame.fields[0].values, frame.fields[1].values, strict=True)).get
        counts = tuple(_less(at(time), below(time)) for time in times)
        value = frame.fields[1]
        name = str(value.labels.get(_LE) or value.config.get("displayNameFromDS") or value.name)
        config = {**value.config, "displayNameFromDS": value.config.get("displayNameFromDS") or name}
        columns.append(attrs.evolve(value, name=str(config["displayNameFromDS"]), values=counts, config=config))
        below = at
    time = attrs.evolve(frames[0].fields[0], values=tuple(times))
    return attrs.evolve(frames[0], fields=(time, *columns), meta={**frames[0].meta, "type": "heatmap-rows"})


def _less(count: float | None, below: float | None) -> float | None:
    return None if count is None else count - (below or 0.0)


def _bound(frame: Frame) -> float:
    bound = _number(frame.fields[1].labels.get(_LE) or frame.name or "")
    return math.inf if bound is None else bound


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
