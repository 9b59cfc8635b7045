"""Prometheus itself as a source: its HTTP API, for queries that are written for it.

Source: https://prometheus.io/docs/prometheus/latest/querying/api/
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from grafmint.data.answer import Answer, data_of, untold, with_problem
from grafmint.data.api import Api, NoAnswerError
from grafmint.data.ask import Ask
from grafmint.data.frame import Data, Frame
from grafmint.data.series import series_frame, shaped
from grafmint.data.steps import step_of
from grafmint.data.target import EXPRESSION, Target
from grafmint.data.testdata import answer as made_here

_KIND = "prometheus"


@attrs.frozen
class Prometheus:
    """A source that asks a Prometheus; safe to use from several threads."""

    api: Api

    def data(self, ask: Ask) -> Data:
        """What Prometheus answers to the panel's queries."""
        tables = sum(target.query.get("format") == "table" for target in ask.targets)
        answers = {target.ref_id: self._answer(target, ask, tables) for target in ask.targets}
        return with_problem(data_of(ask, answers, "live"), untold(ask))

    def _answer(self, target: Target, ask: Ask, tables: int) -> Answer:
        own = made_here(target, ask)
        if own is not None:
            return own
        if target.kind != _KIND:
            what = "an expression that Grafana computes" if target.kind == EXPRESSION else target.kind or "unknown"
            asked = f"only Prometheus queries can be asked at prometheus:{self.api.shown}"
            return Answer(problem=f"{asked}; this is {what}")
        if not str(target.query.get("expr") or "").strip():
            return Answer()
        try:
            frames = tuple(self._frames(target, ask))
        except NoAnswerError as error:
            return Answer(problem=f"prometheus at {self.api.shown} {error.verb} the query {target.ref_id}: {error}")
        return Answer(frames=shaped(frames, target, tables=tables))

    def _frames(self, target: Target, ask: Ask) -> Iterator[Frame]:
        step = step_of(target.query, ask.interval_ms, ask.length)
        instant = bool(target.query.get("instant"))
        # A query with neither switch is one over the range, as old dashboards have it.
        if target.query.get("range") or not instant:
            start, end = (moment // step * step for moment in (ask.start, ask.end))
            times = {"start": _seconds(start), "end": _seconds(end), "step": _seconds(step)}
            yield from self._asked("/api/v1/query_range", target, times, step)
        if instant:
            yield from self._asked("/api/v1/query", target, {"time": _seconds(ask.end)}, step)

    def _asked(self, path: str, target: Target, times: Mapping[str, str], step: int) -> Iterator[Frame]:
        found = self.api.post(path, {"query": str(target.query["expr"]), **times})
        try:
            kind, result = found["resultType"], found["result"]
            for labels, pairs in _series(kind, result):
                points = ([round(time * 1000) for time, _ in pairs], [_number(value) for _, value in pairs])
                yield series_frame(target, labels, points, step, kind)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise NoAnswerError("the answer is not one of Prometheus", verb="did not answer") from error


def _series(kind: str, result: Any) -> Iterator[tuple[Mapping[str, str], list[Any]]]:
    if kind == "scalar":
        yield {}, [result]
    elif kind in {"matrix", "vector"}:
        for each in result:
            # Native histograms have no values of their own.
            pairs = each.get("values") or ([each["value"]] if "value" in each else [])
            yield each["metric"], pairs


def _number(text: str) -> float:
    number = float(text)
    return math.nan if math.isnan(number) else number


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"
