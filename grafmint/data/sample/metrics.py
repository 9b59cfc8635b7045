"""Made-up metrics: the series of a PromQL query, and of what else reads like one."""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from grafmint.data.answer import Answer
from grafmint.data.ask import Ask
from grafmint.data.frame import Frame
from grafmint.data.sample.labels import label_sets, own_labels, values_of
from grafmint.data.sample.scale import RARE, RARITY, Scale, config_of, scale_in
from grafmint.data.sample.seed import Seed, seed_of
from grafmint.data.sample.wave import counted, wave
from grafmint.data.series import series_frame, shaped
from grafmint.data.steps import step_of
from grafmint.data.target import Target
from grafmint.promql.reading import Reading, read


@attrs.frozen(kw_only=True)
class Maker:
    """How the series of one query are made; `seed` is what they follow from, `times` are in milliseconds."""

    target: Target
    reading: Reading
    scale: Scale
    config: Mapping[str, Any]
    seed: Seed
    times: Sequence[int]
    step: int


def metrics(target: Target, ask: Ask) -> Answer:
    """What a Prometheus might answer."""
    expr = str(target.query.get("expr") or "")
    if not expr.strip():
        return Answer()
    reading = read(expr)
    if reading is None:
        return Answer(problem=f"there is no sample for query {target.ref_id}: it is no PromQL that can be read")
    tables = sum(each.query.get("format") == "table" for each in ask.targets)
    made = series(target, ask, reading, seed_of(target, ask, _metric, "expr"))
    return Answer(frames=shaped(made, target, tables=tables))


def _metric(target: Target) -> str:
    return _metric_of(str(target.query.get("expr") or ""))


@lru_cache(maxsize=64)
def _metric_of(expr: str) -> str:
    """The first metric of a query: what it is divided by may be added later."""
    reading = read(expr)
    return reading.metrics[0] if reading is not None and reading.metrics else ""


def series(target: Target, ask: Ask, reading: Reading, seed: Seed) -> list[Frame]:
    """The series of a query that is read, in the form in which a server answers them."""
    instant = bool(target.query.get("instant")) and not target.query.get("range")
    step = step_of(target.query, ask.interval_ms, ask.length)
    times = [ask.end] if instant else list(range(ask.start // step * step, ask.end + 1, step))
    name = str(target.query.get("legendFormat") or "")
    config, scale = config_of(ask.panel, target.ref_id, name), scale_in(ask, target.ref_id, reading, name)
    maker = Maker(target=target, reading=reading, scale=scale, config=config, seed=seed, times=times, step=step)
    result = "vector" if instant else "matrix"
    return [
        series_frame(target, _named(labels, reading), (times, values), step, result)
        for labels, values in _series(maker, ask)
    ]


def _series(maker: Maker, ask: Ask) -> Iterator[tuple[dict[str, str], Sequence[float]]]:
    reading = maker.reading
    if reading.constant and reading.number is not None:
        yield {}, [reading.number] * len(maker.times)
        return
    for place, labels in enumerate(label_sets(reading)):
        if _has_buckets(reading):
            yield from _buckets(maker, labels)
        else:
            yield labels, _values(maker, labels, ask, maker.scale.of_series(place))


def _values(maker: Maker, labels: dict[str, str], ask: Ask, scale: Scale) -> Sequence[float]:
    random = maker.seed.own(*own_labels(labels, maker.reading))
    unit = str(maker.config.get("unit") or "")
    metric = maker.reading.metrics[0] if maker.reading.metrics else ""
    if unit.startswith("dateTime") or metric.endswith("_timestamp_seconds"):
        return [_moment(random.random(), ask.end, unit)] * len(maker.times)
    factor = _share(maker.reading.quantile) * _rarity(maker, labels)
    values = wave(maker.seed.common(), random, scale, maker.times, factor)
    return counted(values, math.floor(1e5 * random.random()), maker.step) if scale.grows else values


def _moment(share: float, end: int, unit: str) -> float:
    """A time in the last three days, in milliseconds where the unit is one of dates."""
    moment = end - int(share * 3 * 86_400_000)
    return float(moment if unit.startswith("dateTime") else moment // 1000)


def _share(quantile: float | None) -> float:
    """How large the values of a quantile are among those of all quantiles: the higher, the larger."""
    return 1.0 if quantile is None else 0.3 + 0.7 * min(max(quantile, 0.0), 1.0) ** 4


def _rarity(maker: Maker, labels: Mapping[str, str]) -> float:
    """How small the series is because of what its labels say, beside others of the same query."""
    fixed = {each.label for each in maker.reading.conditions}
    seldom = any(RARE.search(value) for name, value in labels.items() if name not in fixed)
    return RARITY if seldom and maker.scale.alarm is None else 1.0


def _has_buckets(reading: Reading) -> bool:
    if reading.labels is not None:
        return "le" in reading.labels
    return bool(reading.metrics) and reading.metrics[0].endswith("_bucket") and "le" not in reading.without


def _buckets(maker: Maker, labels: dict[str, str]) -> Iterator[tuple[dict[str, str], Sequence[float]]]:
    """How many observations are at most as large as each bound, around a middle that moves."""
    common, random = maker.seed.common(), maker.seed.own(*own_labels(labels, maker.reading))
    many = attrs.evolve(maker.scale, low=20, high=120, ceiling=None, alarm=None, crossed=())
    total = wave(common, random, many, maker.times)
    middle = wave(common, random, Scale(low=math.log(0.06), high=math.log(0.35)), maker.times)
    metric = maker.reading.metrics[0] if maker.reading.metrics else ""
    factor = 1e5 if "bytes" in metric else 1.0
    for bound in values_of("le", maker.reading.conditions):
        least = float(bound)
        shares = [1 / (1 + math.exp(-2.2 * (math.log(least) - at))) if least < math.inf else 1.0 for at in middle]
        name = bound if factor == 1.0 or least == math.inf else f"{least * factor:g}"
        yield {**labels, "le": name}, [float(f"{many * share:.12g}") for many, share in zip(total, shares, strict=True)]


def _named(labels: dict[str, str], reading: Reading) -> dict[str, str]:
    return {"__name__": reading.metrics[0], **labels} if reading.keeps_name and reading.metrics else labels
