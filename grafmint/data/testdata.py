"""TestData: what its queries answer without a server, because the numbers are in the query itself.

Source: https://grafana.com/docs/grafana/latest/datasources/testdata/
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import attrs
import orjson

from grafmint.data.answer import Answer
from grafmint.data.ask import Ask
from grafmint.data.csv_frame import csv_frame, typed
from grafmint.data.frame import Field, FieldType, Frame
from grafmint.data.frames_json import from_json
from grafmint.data.target import Target

_KIND = "testdata"
_MOST_POINTS = 10_000
_TYPES: tuple[FieldType, ...] = ("time", "number", "string", "boolean")


def answer(target: Target, ask: Ask) -> Answer | None:
    """What a query of TestData answers exactly; None for any other query."""
    scenario = _SCENARIOS.get(str(target.query.get("scenarioId") or "")) if target.kind == _KIND else None
    if scenario is None:
        return None
    try:
        return Answer(frames=tuple(scenario(target, ask)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return Answer(problem=f"the {target.query['scenarioId']} of query {target.ref_id} cannot be read: {error}")


def labels_of(text: object) -> dict[str, str]:
    """Labels as TestData takes them: `a=1,b=2`, with braces and quotes or without."""
    pairs = (pair.partition("=") for pair in str(text or "").strip("{}").split(",") if "=" in pair)
    return {name.strip(): value.strip().strip('"') for name, _, value in pairs}


def series_title(target: Target, number: int = 0) -> str:
    """The name of a series: the alias, or one made of the query's."""
    return str(target.query.get("alias") or "") or f"{target.ref_id}-series{number or ''}"


def _csv_content(target: Target, _: Ask) -> Iterator[Frame]:
    text = str(target.query.get("csvContent") or "")
    if text.strip():
        yield csv_frame(text, target.ref_id, str(target.query.get("alias") or "") or None)


def _raw_frame(target: Target, _: Ask) -> Iterator[Frame]:
    for document in orjson.loads(target.query.get("rawFrameContent") or "[]"):
        frame = from_json(document) if "schema" in document else _plain_frame(document)
        yield attrs.evolve(frame, ref_id=target.ref_id)


def _plain_frame(document: Mapping[str, Any]) -> Frame:
    """A frame whose fields have their values in themselves, as the page keeps it."""
    fields = [_plain_field(each) for each in document["fields"]]
    return Frame(fields=tuple(fields), name=document.get("name"), meta=document.get("meta") or {})


def _plain_field(field: Mapping[str, Any]) -> Field:
    values: Sequence[Any] = field.get("values") or ()
    kind = field.get("type")
    return Field(
        name=str(field.get("name") or ""),
        type=next((each for each in _TYPES if each == kind), "other") if kind else _guessed(field, values),
        values=tuple(values),
        labels=field.get("labels") or {},
        config=field.get("config") or {},
    )


def _guessed(field: Mapping[str, Any], values: Sequence[Any]) -> FieldType:
    first = next((value for value in values if value is not None), None)
    if str(field.get("name")).lower() in {"date", "time"}:
        return "time"
    if isinstance(first, bool):
        return "boolean"
    return "number" if isinstance(first, int | float) else "string" if isinstance(first, str) else "other"


def _metric_values(target: Target, ask: Ask) -> Iterator[Frame]:
    """The values of a list, numbers, texts or truth values, spread evenly over the range."""
    kind, values = typed(
        [cell for cell in str(target.query.get("stringInput") or "").replace(" ", "").split(",") if cell]
    )
    step = ask.length // max(len(values) - 1, 1)
    times = [ask.start + place * step for place in range(len(values))]
    if values:
        fields = (
            Field(name="time", type="time", values=tuple(times)),
            Field(name=series_title(target), type=kind, values=tuple(values)),
        )
        yield Frame(fields=fields, ref_id=target.ref_id)


def _pulse(target: Target, ask: Ask) -> Iterator[Frame]:
    wave = target.query["pulseWave"]
    on, off = int(wave["onCount"]), int(wave["offCount"])
    values = [_number(wave["onValue"])] * on + [_number(wave["offValue"])] * off
    points = _repeated(values, int(wave["timeStep"]), ask)
    yield _series(target, series_title(target), labels_of(target.query.get("labels")), points)


def _csv_waves(target: Target, ask: Ask) -> Iterator[Frame]:
    waves = target.query.get("csvWave") or []
    for wave in waves if isinstance(waves, list) else [waves]:
        values = [_number(cell) for cell in str(wave["valuesCSV"]).strip().rstrip(",").split(",")]
        points = _repeated(values, int(wave.get("timeStep") or 0), ask)
        name = str(wave.get("name") or "") or series_title(target)
        yield _series(target, name, labels_of(wave.get("labels")), points)


def _repeated(values: Sequence[float | None], seconds: int, ask: Ask) -> tuple[list[int], list[float | None]]:
    """The values again and again, in places that depend on nothing but the time."""
    step = seconds * 1000
    if step <= 0 or not values:
        raise ValueError("a wave needs values and a timeStep")
    times = list(islice(range(ask.start - ask.start % step, ask.end, step), _MOST_POINTS))
    return times, [values[time // step % len(values)] for time in times]


def _number(value: Any) -> float | None:
    text = str(value).strip()
    return None if value is None or text == "null" else float(text)


def _series(
    target: Target, name: str, labels: Mapping[str, str], points: tuple[Sequence[int], Sequence[float | None]]
) -> Frame:
    times, values = points
    return Frame(
        fields=(
            Field(name="Time", type="time", values=tuple(times)),
            Field(name="Value", type="number", values=tuple(values), labels=labels),
        ),
        name=name,
        ref_id=target.ref_id,
    )


_SCENARIOS: Mapping[str, Callable[[Target, Ask], Iterator[Frame]]] = {
    "csv_content": _csv_content,
    "raw_frame": _raw_frame,
    "csv_metric_values": _metric_values,
    "predictable_pulse": _pulse,
    "predictable_csv_wave": _csv_waves,
    "no_data_points": lambda *_: iter(()),
}
