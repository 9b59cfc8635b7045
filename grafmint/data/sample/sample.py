"""Sample: the source of made-up data; it asks nobody, and answers the same whoever asks, whenever."""

from collections.abc import Callable, Mapping

import attrs

from grafmint.data.answer import Answer, data_of
from grafmint.data.ask import Ask
from grafmint.data.frame import Data
from grafmint.data.sample.cloud import cloudwatch, elasticsearch, walk
from grafmint.data.sample.logs import log_frame, logs
from grafmint.data.sample.metrics import metrics
from grafmint.data.sample.rows import rows
from grafmint.data.target import EXPRESSION, Target
from grafmint.data.testdata import answer as made_here
from grafmint.data.testdata import labels_of, series_title
from grafmint.promql.reading import Reading

#: The instant at which every sample ends, in milliseconds since 1970: 2024-05-14T12:00Z.
NOW = 1_715_688_000_000
_WALKS = frozenset({"", "random_walk", "random_walk_with_error", "slow_query", "streaming_client"})
_MOST_SERIES = 12


@attrs.frozen
class Sample:
    """A source of data that is made up to fit each query."""

    def data(self, ask: Ask) -> Data:
        """Plausible numbers over a range that is as long as the panel's."""
        shifted = attrs.evolve(ask, start=NOW - ask.length, end=NOW)
        answers = {target.ref_id: _answer(target, shifted) for target in ask.targets}
        return data_of(shifted, answers, "sample")


def _answer(target: Target, ask: Ask) -> Answer:
    if target.kind == EXPRESSION:
        return Answer(problem=f"there is no sample for query {target.ref_id}: Grafana's server computes it")
    maker = _MAKERS.get(target.kind)
    if maker is None:
        said = target.kind or "an unknown datasource"
        return Answer(problem=f"there is no sample for query {target.ref_id}, which is one of {said}")
    try:
        return maker(target, ask)
    # Documents of others may have anything anywhere.
    except (AttributeError, KeyError, TypeError, ValueError):
        return Answer(problem=f"there is no sample for query {target.ref_id}: it has an unknown form")


def _testdata(target: Target, ask: Ask) -> Answer:
    exact = made_here(target, ask)
    if exact is not None:
        return exact
    scenario = str(target.query.get("scenarioId") or "")
    if scenario == "logs":
        return Answer(frames=(log_frame(target, ask, Reading(labels=()), "testdata"),))
    if scenario not in _WALKS:
        return Answer(problem=f"there is no sample for query {target.ref_id}: it is a {scenario} of TestData")
    asked = target.query.get("seriesCount")
    count = min(asked, _MOST_SERIES) if isinstance(asked, int) and asked > 0 else 1
    labels = labels_of(target.query.get("labels"))
    return walk(target, ask, [(series_title(target, number), labels) for number in range(count)])


def _grafana(target: Target, ask: Ask) -> Answer:
    if target.query.get("queryType", "randomWalk") != "randomWalk":
        return Answer(problem=f"there is no sample for query {target.ref_id}, which asks Grafana itself")
    return walk(target, ask, [(series_title(target), {})])


def _traces(target: Target, ask: Ask) -> Answer:
    return Answer(problem=f"there is no sample for query {target.ref_id}: it asks for traces")


_MAKERS: Mapping[str, Callable[[Target, Ask], Answer]] = {
    "prometheus": metrics,
    "loki": logs,
    "postgres": rows,
    "mysql": rows,
    "mssql": rows,
    "cloudwatch": cloudwatch,
    "elasticsearch": elasticsearch,
    "testdata": _testdata,
    "grafana": _grafana,
    "tempo": _traces,
    "jaeger": _traces,
    "zipkin": _traces,
}
