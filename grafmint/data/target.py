"""Target: one query of a panel, and the datasource that it is for."""

from collections.abc import Mapping
from typing import Any

import attrs

from grafmint.data.choices import Choices
from grafmint.data.filling import fill

#: The type of what Grafana's server computes from other queries.
EXPRESSION = "__expr__"
#: The uids of what is no datasource: data of another panel, queries of several datasources, Grafana itself.
DASHBOARD, MIXED, GRAFANA = "-- Dashboard --", "-- Mixed --", "-- Grafana --"
#: Plugins by the names that they had before, or have since.
_SAME = {
    "grafana-testdata-datasource": "testdata",
    "grafana-postgresql-datasource": "postgres",
    "datasource": "grafana",
}
_EXPRESSION_UIDS = frozenset({EXPRESSION, "-100"})
#: What only queries of one type have.
_TELLING = {"scenarioId": "testdata", "expr": "prometheus", "bucketAggs": "elasticsearch", "metricName": "cloudwatch"}


@attrs.frozen(kw_only=True)
class Target:
    """A query as it goes to a datasource of type `kind`, empty where nobody says which; `uid` None is the default one.

    A `hidden` one is asked only for expressions that need it.
    """

    ref_id: str
    kind: str
    uid: str | None = None
    query: Mapping[str, Any]
    hidden: bool = False


def kind_and_uid(
    value: Any, choices: Choices, known: Mapping[str, str], panel: Any = None, query: Mapping[str, Any] | None = None
) -> tuple[str | None, str | None]:
    """The type and uid of a reference to a datasource; a query without one has its panel's, and that the default one.

    A type that is not written is looked up among the `known`, or told from what only such queries have.
    """
    kind, uid = _read(value, choices)
    if uid is None and panel is not None and kind is None:
        kind, uid = _read(panel, choices)
    if uid in _EXPRESSION_UIDS or kind == EXPRESSION:
        return EXPRESSION, EXPRESSION
    if uid in {MIXED, DASHBOARD}:
        return None, uid
    if uid is None and kind is None and len(known) == 1:
        uid = next(iter(known))
    found = known.get(uid or "") or kind or _told(query or {})
    return (None if found is None else _SAME.get(found, found)), uid


def _read(value: Any, choices: Choices) -> tuple[str | None, str | None]:
    if isinstance(value, Mapping):
        kind, uid = value.get("type"), value.get("uid")
        return (kind if isinstance(kind, str) and kind else None), _uid(uid, choices)
    return None, _uid(value, choices)


def _uid(value: Any, choices: Choices) -> str | None:
    if not isinstance(value, str) or value in {"", "default"}:
        return None
    uid = fill(value, choices)
    if uid == "default":
        return None
    return GRAFANA if uid == "grafana" else uid


def _told(query: Mapping[str, Any]) -> str | None:
    return next((kind for key, kind in _TELLING.items() if key in query), None)
