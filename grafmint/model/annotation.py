"""Annotation: events drawn over the panels of a dashboard.

Source: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/annotate-visualizations/
"""

from collections.abc import Iterable

import attrs

from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.model.base import ROOT, Json, JsonObject, Parts, Traced, field, frozen, many, unwritten
from grafmint.model.context import Context
from grafmint.model.query import Query

#: What Grafana adds when it is missing; written, so that a first save in the page changes nothing.
BUILTIN: JsonObject = {
    "builtIn": 1,
    "datasource": {"type": "grafana", "uid": "-- Grafana --"},
    "enable": True,
    "hide": True,
    "iconColor": "rgba(0, 211, 255, 1)",
    "name": "Annotations & Alerts",
    "type": "dashboard",
}


def _strings(value: str | Iterable[str]) -> tuple[str, ...]:
    return many(value)


@frozen(kw_only=True)
class Annotation(Traced):
    """Events by their `tags` from Grafana itself, or the results of a `query`; exactly one of the two."""

    name: str
    tags: tuple[str, ...] = attrs.field(default=(), converter=_strings)
    query: Query | Unset = unwritten()
    match_any: bool = unwritten(default=False)
    limit: int = unwritten(default=100, low=1)
    icon_color: str = field(default="red", always=True)
    enable: bool = field(default=True, always=True)
    hide: bool = field(default=False, always=True)

    def _validate(self) -> None:
        if bool(self.tags) == (self.query is not UNSET):
            raise ModelError(f"Annotation {self.name!r} needs tags or a query", hint="write exactly one of them")

    def _assemble(self, parts: Parts, context: Context) -> Json:
        annotation = parts[ROOT]
        annotation.pop("tags", None)
        if isinstance(self.query, Unset):
            target = {"limit": self.limit, "matchAny": self.match_any, "tags": list(self.tags), "type": "tags"}
            return {**annotation, "datasource": BUILTIN["datasource"], "target": target}
        query = context.encode(self.query)
        reference = context.datasource(self.query.datasource, self.query.datasource_type, self.query)
        expr = {"expr": query["expr"]} if "expr" in query else {}
        return {**annotation, **expr, "datasource": reference, "target": {**query, "refId": "Anno"}}
