"""Contents: what is said of a variable, link, annotation, datasource or contact point that is new."""

from collections.abc import Callable, Iterator, Mapping

from grafmint.plan.semantic import Json, Tree, at
from grafmint.review.query_text import FIELDS
from grafmint.review.side import text
from grafmint.routing import service


def contents(of: str, tree: Tree) -> tuple[str, ...]:
    """What a new part brings, by what it is: its type, and where it leads or what it asks."""
    told = _TOLD.get(of)
    if told is None or not isinstance(tree, Mapping):
        return ()
    return tuple(f"{label}  {value}" for label, value in told(tree) if value)


def _variable(tree: Tree) -> Iterator[tuple[str, str]]:
    yield "type", text(tree.get("type"))
    yield _ASKED.get(text(tree.get("type")), "query"), _code(_asked(tree.get("query")))


def _annotation(tree: Tree) -> Iterator[tuple[str, str]]:
    yield "data source", text(at(tree, ("datasource", "uid")))
    yield "query", _code(_asked(tree) or _asked(tree.get("target")))
    yield "tags", _listed(at(tree, ("target", "tags")))


def _link(tree: Tree) -> Iterator[tuple[str, str]]:
    yield "url", text(tree.get("url"))
    yield "dashboards tagged", _listed(tree.get("tags"))


def _datasource(tree: Tree) -> Iterator[tuple[str, str]]:
    # What is a secret stands in the tree as none of these texts.
    yield "type", text(tree.get("type"))
    yield "url", text(tree.get("url"))


def _contact_point(tree: Tree) -> Iterator[tuple[str, str]]:
    found = tree.get("integrations")
    types = (
        (text(each.get("type")) for each in found.values() if isinstance(each, dict)) if isinstance(found, dict) else ()
    )
    yield "tells by", ", ".join(dict.fromkeys(map(service, filter(None, types))))


def _mute_timing(tree: Tree) -> Iterator[tuple[str, str]]:
    found = tree.get("intervals")
    yield "rests", "; ".join(found) if isinstance(found, dict) else ""


def _asked(query: Json) -> str:
    """The text of a query, where it has one."""
    texts = (text(query.get(field)) for field in FIELDS) if isinstance(query, Mapping) else (text(query),)
    return next(filter(None, texts), "")


def _code(query: str) -> str:
    return query and f"`{query}`"


def _listed(values: Json) -> str:
    return ", ".join(map(str, values)) if isinstance(values, list) else ""


#: What stands where a variable's query stands, by its type.
_ASKED = {"custom": "values", "interval": "values", "constant": "value", "textbox": "value", "datasource": "of type"}
_TOLD: Mapping[str, Callable[[Tree], Iterator[tuple[str, str]]]] = {
    "variable": _variable,
    "annotation": _annotation,
    "link": _link,
    "datasource": _datasource,
    "contact-point": _contact_point,
    "mute-timing": _mute_timing,
}
