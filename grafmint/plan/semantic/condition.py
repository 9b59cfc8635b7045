"""Condition: what makes an alert rule fire, as one text."""

from grafmint.plan.semantic.tree import Json, JsonObject
from grafmint.plan.semantic.values import shown

_WORDS = {
    "gt": "> {}",
    "lt": "< {}",
    "gte": ">= {}",
    "lte": "<= {}",
    "eq": "= {}",
    "ne": "≠ {}",
    "within_range": "within {} to {}",
    "outside_range": "outside {} to {}",
}
#: What the page writes beside the evaluator of a threshold, which reads nothing else.
#: Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/expression-queries/
_UNREAD = frozenset({"operator", "query", "reducer", "type", "evaluator"})


def condition(step: JsonObject) -> tuple[str | None, JsonObject]:
    """What a step asks for, `> 0.05` or a formula, and the rest of the step; None where no text can say it."""
    if step.get("type") == "math" and isinstance(step.get("expression"), str):
        return step["expression"], {key: value for key, value in step.items() if key != "expression"}
    conditions = step.get("conditions")
    if step.get("type") != "threshold" or not isinstance(conditions, list) or len(conditions) != 1:
        return None, step
    only = conditions[0]
    said = _limit(only.get("evaluator")) if isinstance(only, dict) else None
    if said is None:
        return None, step
    rest = {key: value for key, value in step.items() if key != "conditions"}
    others = {key: value for key, value in only.items() if key not in _UNREAD}
    return said, {**rest, **({"conditions": others} if others else {})}


def _limit(evaluator: Json) -> str | None:
    if not isinstance(evaluator, dict) or not evaluator.keys() <= {"type", "params"}:
        return None
    words, params = _WORDS.get(f"{evaluator.get('type')}"), evaluator.get("params")
    if words is None or not isinstance(params, list):
        return None
    # The page keeps a second number where only one is read.
    read = params[: words.count("{}")]
    is_whole = len(read) == words.count("{}") and all(_is_number(each) for each in read)
    return words.format(*map(shown, read)) if is_whole else None


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
