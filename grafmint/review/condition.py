"""Condition: when an alert fires, read from a rule of Grafana's or of a Prometheus."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.compile.alerting.steps import Operator, steps_of
from grafmint.compile.prometheus.comparison import compared
from grafmint.duration import milliseconds

Json = Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Condition:
    """An alert fires where `query` is above or below `limit` for `pending` milliseconds, and `keep` afterwards.

    Without an operator it fires for whatever the query answers; without a query only an engine knows. `source` is the
    uid of the datasource and `language` its type, both empty where nobody says.
    """

    query: str | None = None
    operator: Operator | None = None
    limit: float = 0
    pending: int = 0
    keep: int = 0
    is_paused: bool = False
    source: str = ""
    language: str = "prometheus"

    @property
    def promql(self) -> str | None:
        """The query that answers something exactly where the alert would fire; None where there is none."""
        if self.query is None or self.language != "prometheus":
            return None
        # The query may end with a comment.
        return self.query if self.operator is None else f"({self.query}\n) {self.operator} {self.limit!r}"


def of_grafana(rule: Json) -> Condition:
    """The condition of a rule of Grafana's: of a query's last value against a number, where it has that form."""
    timed = attrs.evolve(_timed(rule), is_paused=rule.get("isPaused") is True, language="")
    steps = steps_of(rule)
    query = None if steps is None else steps.model.get("expr")
    if steps is None or not isinstance(query, str):
        return timed
    reference = steps.model.get("datasource")
    type_ = reference.get("type") if isinstance(reference, Mapping) else ""
    return attrs.evolve(
        timed,
        query=query,
        operator=steps.operator,
        limit=float(steps.limit),
        source=str(steps.query.get("datasourceUid") or ""),
        language=str(type_ or ""),
    )


def of_prometheus(rule: Json) -> Condition:
    """The condition of an alerting rule of a Prometheus."""
    expr, timed = rule.get("expr"), _timed(rule)
    if not isinstance(expr, str):
        return timed
    found = compared(expr)
    if found is None:
        return attrs.evolve(timed, query=expr)
    query, operator, limit = found
    return attrs.evolve(timed, query=query, operator=operator, limit=limit)


def _timed(rule: Json) -> Condition:
    return Condition(pending=_length(rule.get("for")), keep=_length(rule.get("keep_firing_for")))


def _length(value: Any) -> int:
    return milliseconds(value) or 0 if isinstance(value, str) else 0
