"""Steps: a query, its last value and a threshold, read back from a rule's document, whoever wrote it.

Source: https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/queries-conditions/
"""

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from grafmint.compile.scope import EXPRESSION

Json = Mapping[str, Any]
Operator = Literal[">", "<"]
#: What Grafana calls the comparisons.
EVALUATORS: Mapping[Operator, str] = {">": "gt", "<": "lt"}


@attrs.frozen(kw_only=True)
class Steps:
    """A rule fires where the last value of `query`, which the step `value` is, is above or below `limit`."""

    query: Json
    value: str
    operator: Operator
    limit: float

    @property
    def model(self) -> Json:
        """The query as its datasource knows it."""
        return _model(self.query)


def steps_of(rule: Json) -> Steps | None:
    """The steps of a rule of Grafana's; None where it has another form."""
    steps = {str(each.get("refId")): each for each in _objects(rule.get("data"))}
    last = _model(steps.get(str(rule.get("condition"))))
    found = _evaluator(last) if last.get("type") == "threshold" else None
    value = str(last.get("expression"))
    query = _reduced(steps, value)
    if found is None or query is None:
        return None
    operator, limit = found
    return Steps(query=query, value=value, operator=operator, limit=limit)


def _reduced(steps: Mapping[str, Json], name: str) -> Json | None:
    """The query behind a step, which may be its last value."""
    step = steps.get(name)
    model = _model(step)
    if model.get("type") == "reduce" and model.get("reducer") == "last":
        step = steps.get(str(model.get("expression")))
    return None if step is None or step.get("datasourceUid") == EXPRESSION else step


def _evaluator(model: Json) -> tuple[Operator, float] | None:
    """The operator and the number of a threshold."""
    conditions = _objects(model.get("conditions"))
    evaluator = conditions[0].get("evaluator") if len(conditions) == 1 else None
    if not isinstance(evaluator, Mapping):
        return None
    operator = next((each for each, word in EVALUATORS.items() if word == evaluator.get("type")), None)
    params = evaluator.get("params")
    limit = params[0] if isinstance(params, list) and params else None
    if operator is None or not isinstance(limit, int | float) or isinstance(limit, bool):
        return None
    return operator, limit


def _model(step: Json | None) -> Json:
    model = (step or {}).get("model")
    return model if isinstance(model, Mapping) else {}


def _objects(value: Any) -> list[Json]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
