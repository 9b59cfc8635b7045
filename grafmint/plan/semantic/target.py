"""Queries of a panel by their refId, called targets in the document."""

from collections.abc import Iterable, Iterator
from itertools import product
from string import ascii_uppercase

from grafmint.plan.semantic.defaults import table
from grafmint.plan.semantic.reference import reference
from grafmint.plan.semantic.tree import Json, JsonObject, Tree, named, pruned, same

#: What the editor keeps for itself.
_RUNTIME = frozenset({"refId", "key", "editorMode"})


def targets(value: Json, panel_source: Json) -> Json:
    """The queries in their order; None when there are none, or only the empty one that the page adds."""
    if not isinstance(value, list):
        return value
    letters = _free(value)
    found = named(
        value, lambda target: target.get("refId") or next(letters, None), lambda each: query(each, panel_source)
    )
    return None if found in ({}, {"A": {}}) else found


def query(target: JsonObject, panel_source: Json) -> JsonObject:
    """The tree of one query; `panel_source` is the datasource of what it stands in."""
    form = {key: value for key, value in target.items() if key not in _RUNTIME}
    source = reference(form.pop("datasource", None))
    # What a query does not say it has from its panel; newer pages write it into both.
    if source is not None and not same(source, panel_source):
        form["datasource"] = source
    return pruned(form, _defaults(form))


def _defaults(target: JsonObject) -> Tree:
    if not isinstance(target.get("expr"), str):
        return table("target")
    return {**table("target"), **table("expression"), "range": target.get("instant") is not True}


def _free(targets: Iterable[Json]) -> Iterator[str]:
    """Grafana's letters that no query has, for those without."""
    names = (target.get("refId") for target in targets if isinstance(target, dict))
    taken = {name for name in names if isinstance(name, str)}
    letters = (first + second for first, second in product(("", *ascii_uppercase), ascii_uppercase))
    return (name for name in letters if name not in taken)
