"""Variables by name, without what the page works out from them when it loads."""

from collections.abc import Iterable

from grafmint.plan.semantic.defaults import of_variable
from grafmint.plan.semantic.reference import reference
from grafmint.plan.semantic.tree import Json, JsonObject, Named, named, pruned

#: What the page fills in or keeps while it runs; a definition repeats the query.
_RUNTIME = frozenset({"name", "definition", "error", "id", "index", "global", "state", "rootStateKey", "initLock"})
#: Of these types the options follow from the query.
_DERIVED = frozenset({"query", "custom", "textbox", "constant", "datasource", "interval"})


def variables(items: Iterable[Json]) -> Named:
    """The variables in their order."""
    return named(items, lambda variable: variable.get("name"), _form)


def _form(variable: JsonObject) -> JsonObject:
    type_ = variable.get("type")
    form = {key: value for key, value in variable.items() if key not in _RUNTIME}
    if isinstance(type_, str) and type_ in _DERIVED:
        form.pop("options", None)
    form["current"] = None if type_ == "constant" else _chosen(form.get("current"))
    form["datasource"] = reference(form.get("datasource"))
    form["query"] = _query(form.get("query"))
    return pruned(form, of_variable(type_ if isinstance(type_, str) else ""))


def _chosen(current: Json) -> Json:
    """The value that is chosen; a list of one is that one, and the text follows from the value."""
    if not isinstance(current, dict):
        return current
    value = current.get("value", current.get("text"))
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _query(query: Json) -> Json:
    """A query as text where it is nothing else: since Grafana 7 the page stores `{query, refId}`."""
    if not isinstance(query, dict):
        return query
    others = {key: value for key, value in query.items() if key != "refId"}
    return others["query"] if others.keys() == {"query"} else others
