"""Asked: a query of a dashboard as alerting asks it: without variables, at one instant where it can be."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from grafmint import loki, prometheus
from grafmint._unset import UNSET, Unset
from grafmint.errors import ModelError
from grafmint.finding import Snippet
from grafmint.model.base import Json, JsonObject, Traced
from grafmint.model.context import Context
from grafmint.model.query import DatasourceRef, Query
from grafmint.model.variable.base import ChoiceVariable, Variable
from grafmint.model.variable.datasource import DatasourceVariable
from grafmint.origin import Origin
from grafmint.promql.closed import closed
from grafmint.promql.fault import Fault, unbalanced
from grafmint.promql.tokens import scan
from grafmint.promql.variables import is_builtin, references

_CHOOSE = "choose a value: .where(…), or query= another query"
_ALL = "or write include_all=True in the variable"
_AT_ONCE: Mapping[str, JsonObject] = {
    prometheus.TYPE: {"instant": True, "range": False, "editorMode": "code"},
    loki.TYPE: {"queryType": "instant", "editorMode": "code"},
}


@attrs.frozen
class _WithAll:
    """A variable as if it had "All"."""

    name: str
    may_be_all: bool = True


class QueryError(ModelError):
    """A query that alerting cannot ask, with its own place."""

    def __init__(self, message: str, query: Traced, snippet: Snippet | None = None, hint: str = _CHOOSE) -> None:
        super().__init__(message, hint=hint)
        self.origin = query.origin
        self.snippet = snippet


@attrs.frozen(kw_only=True)
class Asked:
    """The query of a rule: its JSON, its datasource, and as PromQL where it is that."""

    model: JsonObject
    source: JsonObject
    expr: str | None
    origin: Origin | None


@attrs.frozen(kw_only=True)
class Around:
    """What a query's text may refer to, and what it is asked with: the panel's datasource, the rule's interval.

    `way_out` is what to do about a variable.
    """

    context: Context
    variables: Iterable[Variable] = ()
    datasource: DatasourceRef | Unset = UNSET
    interval: str = "5m"
    way_out: str = _CHOOSE

    def source(self, query: Query) -> JsonObject:
        """Grafana's reference to the query's datasource; raises QueryError where a variable selects it."""
        reference = query.datasource if "datasource" in query._given else self.datasource
        if isinstance(reference, DatasourceVariable):
            message = f"alerting has no value for {reference}, which selects the query's datasource"
            raise QueryError(message, query, hint="write datasource=… in the query, or query= another query")
        return self.context.datasource(reference, query.datasource_type, query)

    def closed(self, query: prometheus.Query | loki.Query) -> str:
        """PromQL or LogQL without variables; raises QueryError at the one that has no value."""
        return without_variables(str(query.expr), query, self.variables, self.interval, self.way_out)


def without_variables(
    text: str, owner: Traced, variables: Iterable[Variable], interval: str, way_out: str = _CHOOSE
) -> str:
    """PromQL or LogQL that alerting can ask; raises QueryError at the variable that has no value.

    A text whose brackets do not match stays as it is: checking tells what is wrong with it.
    """
    if unbalanced(scan(text)) is not None:
        return text
    found = closed(text, variables, interval)
    if isinstance(found, Fault):
        snippet = Snippet(text=text, start=found.start or 0, end=found.end or 0)
        all_helps = _all_helps(text, variables, interval, found)
        raise QueryError(found.message, owner, snippet, f"{way_out}, {_ALL}" if all_helps else way_out)
    return found


def _all_helps(text: str, variables: Iterable[Variable], interval: str, fault: Fault) -> bool:
    """Whether a matcher could be left out if only its variable had "All", which variables with a list may have."""
    lists = [_WithAll(each.name) if isinstance(each, ChoiceVariable) else each for each in variables]
    found = closed(text, lists, interval)
    return not isinstance(found, Fault) or (found.start, found.end) != (fault.start, fault.end)


def at_once(query: Query, around: Around) -> Asked:
    """The query as the first step of a rule: PromQL and LogQL at one instant, others over a time."""
    source = around.source(query)
    if isinstance(query, prometheus.Query | loki.Query):
        text = around.closed(query)
        model = {"expr": text, **_AT_ONCE[query.datasource_type or ""]}
        expr = text if isinstance(query, prometheus.Query) else None
        return Asked(model=model, source=source, expr=expr, origin=query.origin)
    return Asked(model=as_written(query, around), source=source, expr=None, origin=query.origin)


def as_written(query: Query, around: Around) -> JsonObject:
    """The query's JSON without variables; of other languages than PromQL and LogQL, none can be left out."""
    model: JsonObject = around.context.encode(query)
    if isinstance(query, prometheus.Query | loki.Query):
        return {**model, "expr": around.closed(query)}
    for text in _texts(model):
        found = next((each for each in references(text) if not is_builtin(each.name)), None)
        # A formula names the rule's own queries like variables.
        if found is not None and query.datasource_type != "__expr__":
            shown = text[found.start : found.end]
            snippet = Snippet(text=text, start=found.start, end=found.end)
            raise QueryError(f"alerting has no value for {shown}", query, snippet, "write a value, or query= another")
    return model


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
