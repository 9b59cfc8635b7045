"""Subjects: what a change belongs to, and what people call it."""

import re
from collections.abc import Mapping

import attrs

from grafmint.plan.semantic.change import ORDER
from grafmint.plan.semantic.panel import titled
from grafmint.plan.semantic.tree import Json, Tree, at

Path = tuple[str, ...]
#: Where the lists of a document stand, and what one of theirs is; then the lists inside a panel or a route.
_PARTS: Mapping[Path, str] = {
    ("panels",): "panel",
    ("templating", "list"): "variable",
    ("annotations", "list"): "annotation",
    ("links",): "link",
    ("permissions",): "permission",
    ("queries",): "query",
    ("expressions",): "expression",
    ("labels",): "label",
    ("notes",): "note",
    ("integrations",): "integration",
    ("intervals",): "interval",
    ("routes",): "route",
    ("inhibitions",): "inhibition",
}
_INNER: Mapping[str, Mapping[Path, str]] = {
    "panel": {
        ("targets",): "query",
        ("fieldConfig", "overrides"): "override",
        ("links",): "link",
    },
    "route": {("routes",): "route"},
}
_NUMBER = re.compile(r"#([0-9]+)$")
_MATCHERS = {
    "byName": "field",
    "byRegexp": "fields matching",
    "byType": "fields of type",
    "byFrameRefID": "fields of query",
}
#: What is known by code and by its own spelling, which quotes would only hide.
_UNQUOTED = frozenset({"query", "expression", "label", "integration", "interval", "route", "inhibition"})
#: The annotations of an alert rule that the page has a field for.
_NOTES = {"summary": "summary", "description": "description", "runbook_url": "runbook"}


@attrs.frozen
class Subject:
    """A part of a document that has a name: `path` leads to it, `of` says what it is."""

    path: Path = ()
    of: str = "board"


WHOLE = Subject()


def subject_of(path: Path, outer: Subject = WHOLE) -> Subject:
    """The part of the whole, or of a panel or route, that the value at a path belongs to; else the outer one."""
    start = len(outer.path)
    for part, of in (_PARTS if outer == WHOLE else _INNER.get(outer.of, {})).items():
        end = start + len(part)
        if path[start:end] == part and len(path) > end and path[end] != ORDER:
            return Subject(path[: end + 1], of)
    return outer


def name(subject: Subject, tree: Tree) -> str:
    """What people call a part of a tree: panels by their title, others by their own name."""
    key = subject.path[-1]
    if subject.of == "panel":
        return _panel(tree, key)
    if subject.of in _UNQUOTED:
        return f"{subject.of} {numbered(key)}"
    if subject.of == "note":
        return _NOTES.get(key, f"annotation {key}")
    if subject.of == "override":
        return f"override for {_matcher(key)}"
    if subject.of == "permission":
        return f"permission {key.removeprefix('role ')}"
    return f'{subject.of} "{key}"'


def numbered(key: str) -> str:
    """A name as people read it: the second one of a name has a number."""
    return _NUMBER.sub(r" (\1)", key)


def bare_name(subject: Subject, tree: Tree) -> str:
    """The same name without saying what it is the name of, and without quotes."""
    key = subject.path[-1]
    if subject.of != "panel":
        return key
    own = title(tree, key)
    if not own:
        type_ = at(tree, ("panels", key, "type"))
        return f"{key} ({type_})" if isinstance(type_, str) else key
    which = _which(tree, key)
    return f"{own} ({which})" if which else own


def title(tree: Tree, key: Json) -> str:
    """The title of a panel or row of a tree, or its name in the library; empty where it has none."""
    return titled(at(tree, ("panels", key))) if isinstance(key, str) else ""


def noun(tree: Tree, key: str) -> str:
    """What a panel is called: rows are panels too."""
    return "row" if at(tree, ("panels", key, "type")) == "row" else "panel"


def _panel(tree: Tree, key: str) -> str:
    what, own = noun(tree, key), title(tree, key)
    if not own:
        type_ = at(tree, ("panels", key, "type"))
        return f"{what} {key} ({type_})" if what == "panel" and isinstance(type_, str) else f"{what} {key}"
    which = _which(tree, key)
    if not which:
        return f'{what} "{own}"'
    return f'{what} "{own}" in {which}' if which != key else f'{what} "{own}" ({key})'


def _which(tree: Tree, key: str) -> str:
    """What tells a panel from others of its title: its row, or its own key; empty where there are no others."""
    own, what = title(tree, key), noun(tree, key)
    twins = [other for other in tree["panels"] if title(tree, other) == own and noun(tree, other) == what]
    if len(twins) == 1:
        return ""
    row = _row(tree, key)
    return f'row "{row}"' if row and [_row(tree, twin) for twin in twins].count(row) == 1 else key


def _row(tree: Tree, key: str) -> str:
    return title(tree, at(tree, ("panels", key, "row")))


def _matcher(key: str) -> str:
    id_, colon, options = key.partition(":")
    if not colon or id_ not in _MATCHERS:
        return key
    return f'{_MATCHERS[id_]} "{options}"' if id_ == "byName" else f"{_MATCHERS[id_]} {options}"
