"""Everything typed by Prometheus: its query, its variable query, its datasource.

Source: https://grafana.com/docs/grafana/latest/datasources/prometheus/
"""

from typing import ClassVar, Literal

import attrs

from grafmint._unset import Unset
from grafmint.model.base import ROOT, UNWRITTEN, Json, JsonObject, Parts, at, field, frozen, unwritten
from grafmint.model.context import Context
from grafmint.model.datasource import Datasource as _Datasource
from grafmint.model.datasource import json_data
from grafmint.model.query import DatasourceRef
from grafmint.model.query import Query as _Query
from grafmint.model.time import check_step
from grafmint.promql import Expr

TYPE = "prometheus"


def expr_json(value: str | Expr, context: Context) -> Json:
    """An expression of the builder is written as its text."""
    return str(value)


@frozen(kw_only=True)
class Query(_Query):
    """PromQL over the time range, or (`instant=True`) at its end.

    `expr` is plain PromQL or an expression of `grafmint.promql`; both are parsed by check, not here. `interval` is the
    least step, a duration.
    """

    datasource_type: ClassVar[str | None] = TYPE

    expr: str | Expr = attrs.field(metadata=at(ROOT, encode=expr_json))
    legend_format: str | Unset = field()
    instant: bool | Unset = field()
    range: bool | Unset = field()
    format: Literal["time_series", "table", "heatmap"] | Unset = field()
    interval: str | Unset = field()
    exemplar: bool | Unset = field()

    def _validate(self) -> None:
        if "interval" in self._given and isinstance(self.interval, str):
            check_step("prometheus.Query", "interval", self.interval)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        query = parts[ROOT]
        # The page writes both switches; a query with neither would be run as a range query by one version and as
        # both by another.
        instant = query.setdefault("instant", False)
        query.setdefault("range", not instant)
        query["editorMode"] = "code"
        return query


@frozen(kw_only=True)
class _VariableQuery(_Query):
    datasource_type: ClassVar[str | None] = TYPE
    for_variables: ClassVar[bool] = True

    @property
    def text(self) -> str:
        """The query in Grafana's own functions."""
        raise NotImplementedError

    def _assemble(self, parts: Parts, context: Context) -> Json:
        return {"query": self.text}


@frozen(kw_only=True)
class LabelValues(_VariableQuery):
    """The values of a label, of all series or of those of a `metric` (which may have matchers)."""

    label: str = attrs.field(metadata=UNWRITTEN)
    metric: str | Expr | Unset = unwritten()

    @property
    def text(self) -> str:
        return (
            f"label_values({self.label})"
            if isinstance(self.metric, Unset)
            else f"label_values({self.metric}, {self.label})"
        )


@frozen(kw_only=True)
class LabelNames(_VariableQuery):
    """The names of all labels."""

    @property
    def text(self) -> str:
        return "label_names()"


@frozen(kw_only=True)
class QueryResult(_VariableQuery):
    """The series that a query returns, as texts for a variable's regex to take apart."""

    expr: str | Expr = attrs.field(metadata=UNWRITTEN)

    @property
    def text(self) -> str:
        return f"query_result({self.expr})"


@frozen(kw_only=True)
class Datasource(_Datasource):
    """A Prometheus or what speaks its API; `exemplars` is the tracing datasource that exemplars lead to.

    `time_interval` is the scrape interval, from which `$__rate_interval` follows.
    """

    type: ClassVar[str] = TYPE

    exemplars: DatasourceRef | Unset = unwritten()
    exemplar_label: str = unwritten(default="trace_id")
    time_interval: str | Unset = json_data()
    query_timeout: str | Unset = json_data()
    http_method: Literal["POST", "GET"] = json_data(default="POST", always=True)
    manage_alerts: bool | Unset = json_data()

    def _validate(self) -> None:
        _Datasource._validate(self)
        if not isinstance(self.time_interval, Unset) and self.time_interval:
            check_step(f"prometheus.Datasource {self.name!r}", "time_interval", self.time_interval)

    def _assemble(self, parts: Parts, context: Context) -> Json:
        document: JsonObject = _Datasource._assemble(self, parts, context)
        if not isinstance(self.exemplars, Unset):
            uid = context.datasource(self.exemplars, None, self)["uid"]
            document["jsonData"]["exemplarTraceIdDestinations"] = [{"name": self.exemplar_label, "datasourceUid": uid}]
        return document
