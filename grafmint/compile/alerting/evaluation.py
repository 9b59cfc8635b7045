"""Evaluation: the steps of a rule, from its query to whether it fires.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
"""

from collections.abc import Mapping

import attrs

from grafmint.compile.alerting.asked import Asked
from grafmint.compile.alerting.steps import EVALUATORS, Operator
from grafmint.compile.encode import plain
from grafmint.compile.scope import EXPRESSION
from grafmint.model.base import JsonObject
from grafmint.model.threshold import Thresholds
from grafmint.origin import Origin


@attrs.frozen(kw_only=True)
class Evaluation:
    """The steps and the one that decides; `origins` are those of the queries."""

    data: tuple[JsonObject, ...]
    condition: str
    value: str
    expr: str | None = None
    operator: Operator | None = None
    limit: float | None = None
    origins: Mapping[str, Origin] = attrs.field(factory=dict)


@attrs.frozen
class Limit:
    """The number at which a rule fires, and on which side of it."""

    operator: Operator
    number: float


def limit_of(thresholds: Thresholds, level: str) -> Limit:
    """The number of a level, which the thresholds of whatever has alerts have."""
    found = thresholds.warning if level == "warning" else thresholds.critical
    return Limit("<" if thresholds.fires == "below" else ">", plain(found))


def against_limit(asked: Asked, limit: Limit, span: int) -> Evaluation:
    """The three steps that any Grafana from 9 runs: the query over `span` seconds, its last value, the comparison."""
    condition = {"evaluator": {"type": EVALUATORS[limit.operator], "params": [limit.number]}}
    return Evaluation(
        data=(
            step("A", asked.model, asked.source, span),
            expression("B", {"type": "reduce", "reducer": "last", "expression": "A"}),
            expression("C", {"type": "threshold", "expression": "B", "conditions": [condition]}),
        ),
        condition="C",
        value="B",
        expr=asked.expr,
        operator=None if asked.expr is None else limit.operator,
        limit=None if asked.expr is None else limit.number,
        origins={} if asked.origin is None else {"/data/0": asked.origin},
    )


def step(ref_id: str, model: JsonObject, source: JsonObject, span: int) -> JsonObject:
    """One of a rule's queries as the API takes it, over the last `span` seconds; an expression looks at no time."""
    return {
        "refId": ref_id,
        "datasourceUid": source["uid"],
        "relativeTimeRange": {"from": 0 if source["type"] == EXPRESSION else span, "to": 0},
        "model": {**model, "refId": ref_id, "datasource": source},
    }


def expression(ref_id: str, model: JsonObject) -> JsonObject:
    """One of the steps that Grafana computes itself."""
    return step(ref_id, model, {"type": EXPRESSION, "uid": EXPRESSION}, 0)
