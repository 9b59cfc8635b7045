"""Made-up answers of CloudWatch and Elasticsearch, whose queries are forms instead of a language."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from grafmint.data.answer import Answer
from grafmint.data.ask import Ask
from grafmint.data.frame import Field, Frame
from grafmint.data.sample.labels import known_values, values_of
from grafmint.data.sample.logs import log_frame
from grafmint.data.sample.lucene import conditions
from grafmint.data.sample.scale import scale_in
from grafmint.data.sample.seed import Seed, seed_of
from grafmint.data.sample.wave import wave
from grafmint.data.target import Target
from grafmint.promql.reading import Condition, Reading

_SERIES = 3
_COUNTED = frozenset({"Sum", "SampleCount", "count", "cardinality"})


def cloudwatch(target: Target, ask: Ask) -> Answer:
    """What CloudWatch might answer about a metric, a series for each resource where a dimension is open."""
    query = target.query
    if query.get("queryMode") == "Logs":
        return Answer(problem=f"there is no sample for query {target.ref_id}: it is one of CloudWatch Logs")
    name = str(query.get("metricName") or "")
    if not name:
        return Answer(problem=f"there is no sample for query {target.ref_id}: it names no metric")
    dimensions = query.get("dimensions")
    given = {str(key): _listed(value) for key, value in dimensions.items()} if isinstance(dimensions, Mapping) else {}
    counted = query.get("statistic") in _COUNTED
    seed = seed_of(target, ask, _cloudwatch_metric, "dimensions")
    names = [(_label(target, name, labels), labels) for labels in _sets(given)]
    return Answer(frames=tuple(_frames(target, ask, names, seed, counted=counted)))


def _cloudwatch_metric(target: Target) -> str:
    return f"{target.query.get('namespace')} {target.query.get('metricName')}"


def elasticsearch(target: Target, ask: Ask) -> Answer:
    """What Elasticsearch might answer: logs, or a series of each metric for each term."""
    metrics = [each for each in target.query.get("metrics") or [{"type": "count"}] if not each.get("hide")]
    kinds = {str(each.get("type")) for each in metrics}
    asked = conditions(str(target.query.get("query") or ""))
    if kinds & {"logs", "raw_data", "raw_document"}:
        reading = Reading(labels=(), conditions=asked)
        return Answer(frames=(log_frame(target, ask, reading, str(target.query.get("query"))),))
    buckets = [each for each in target.query.get("bucketAggs") or () if each.get("type") == "terms"]
    fields = [str(each.get("field")).removesuffix(".keyword") for each in buckets]
    terms = {field: _values(field, asked) for field in fields}
    frames: list[Frame] = []
    for metric in metrics:
        kind = str(metric.get("type") or "count")
        shown = "Count" if kind == "count" else f"{kind.replace('_', ' ').capitalize()} {metric.get('field') or ''}"
        seed = Seed(f"{target.query.get('query')} {shown}")
        names = [(_term(target, labels, shown, alone=len(metrics) == 1), labels) for labels in _sets(terms)]
        frames += _frames(target, ask, names, seed, counted=kind in _COUNTED)
    return Answer(frames=tuple(frames))


def _values(field: str, asked: Sequence[Condition]) -> Sequence[str]:
    """What a field has in what is found; the `*` of any, where the query says nothing of it."""
    return values_of(field, asked) if any(each.label == field for each in asked) else ["*"]


def _term(target: Target, labels: Mapping[str, str], shown: str, *, alone: bool) -> str:
    """The name of a series: its terms, with what is `shown` of them where that is not all."""
    alias = str(target.query.get("alias") or "")
    said = " ".join(labels.values())
    if said and not alone:
        return f"{said} {shown}".strip()
    return (alias if alias and "{{" not in alias else said or shown).strip()


def walk(target: Target, ask: Ask, names: Sequence[tuple[str, Mapping[str, str]]]) -> Answer:
    """A series of each name."""
    query = {key: value for key, value in target.query.items() if key not in {"refId", "datasource", "interval"}}
    frames = (_frames(target, ask, [name], Seed(f"{sorted(query.items())} {name[0]}"), counted=False) for name in names)
    return Answer(frames=tuple(chain.from_iterable(frames)))


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _sets(given: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    """The labels of each series: the first open dimension has several values, each other one a single value."""
    opened = next((name for name, values in given.items() if len(values) > 1 or values[:1] == ["*"]), None)
    choices = {name: values if "*" not in values else known_values(_plain(name)) for name, values in given.items()}
    fixed = {name: values[0] for name, values in choices.items() if values}
    if opened is None:
        yield fixed
    else:
        yield from ({**fixed, opened: value} for value in choices[opened][:_SERIES])


def _plain(name: str) -> str:
    """`InstanceId` as labels are called."""
    return name.removesuffix("Id").removesuffix("Name").removesuffix("Identifier").lower()


def _label(target: Target, metric: str, labels: Mapping[str, str]) -> str:
    label = str(target.query.get("label") or target.query.get("alias") or "")
    for name, value in labels.items():
        label = label.replace(f"${{PROP('Dim.{name}')}}", value).replace(f"{{{{{name}}}}}", value)
    return label if label and "${" not in label else " ".join([metric, *labels.values()])


def _frames(
    target: Target, ask: Ask, names: Sequence[tuple[str, Mapping[str, str]]], seed: Seed, *, counted: bool
) -> Iterator[Frame]:
    """A frame for each name and its labels."""
    step = max(ask.interval_ms, 1)
    times = list(range(ask.start // step * step, ask.end + 1, step))
    reading = Reading(functions=("increase",) if counted else ())
    for place, (shown, labels) in enumerate(names):
        scale = scale_in(ask, target.ref_id, reading, shown).of_series(place)
        values = wave(seed.common(), seed.own(*sorted(labels.items())), scale, times)
        config = {"displayNameFromDS": shown}
        yield Frame(
            fields=(
                Field(name="Time", type="time", values=tuple(times), config={"interval": step}),
                Field(name="Value", type="number", values=tuple(values), labels=labels, config=config),
            ),
            name=shown,
            ref_id=target.ref_id,
        )
