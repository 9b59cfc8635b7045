"""Annotations by name, without the one that every dashboard has."""

from collections.abc import Iterable

from grafmint.plan.semantic.defaults import table
from grafmint.plan.semantic.reference import reference
from grafmint.plan.semantic.tree import Json, JsonObject, Named, named, pruned

#: What the page keeps in them while it shows them.
_RUNTIME = frozenset({"name", "snapshotData"})


def annotations(items: Iterable[Json]) -> Named:
    """The annotations; the built-in one only as far as somebody changed it."""
    # Where the page or the server has put that one, the place of the others is not their own.
    found = named(sorted(items, key=_is_builtin), _name, _form)
    if found.get(_builtin_name()) == {}:
        del found[_builtin_name()]
    return found


def _name(annotation: JsonObject) -> Json:
    return _builtin_name() if _is_builtin(annotation) else annotation.get("name")


def _form(annotation: JsonObject) -> JsonObject:
    is_builtin = _is_builtin(annotation)
    form = {key: value for key, value in annotation.items() if is_builtin or key not in _RUNTIME}
    if "datasource" in form:
        form["datasource"] = reference(form["datasource"])
    return pruned(form, table("builtin" if is_builtin else "annotation"))


def _is_builtin(annotation: Json) -> bool:
    return isinstance(annotation, dict) and annotation.get("builtIn") == 1


def _builtin_name() -> str:
    name: str = table("builtin")["name"]
    return name
