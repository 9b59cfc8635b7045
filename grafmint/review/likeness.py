"""Likeness: how much of one panel another one has, for panels that have neither id nor title in common."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from grafmint.plan.semantic import Json, Named, Tree
from grafmint.promql.names import metric_names
from grafmint.review.query_text import query_text

#: From here on two panels are one that was changed.
ALIKE = 0.6
#: How much the queries count, against all else that a panel has.
_QUERIES = 0.7
#: From here on a query is an edited one, if the titles speak for it too.
_EDITED = 0.6
#: What an equal title is worth.
_TITLE = 0.2
#: What is compared by itself, or says nothing of what a panel is.
_ASIDE = frozenset({"type", "title", "gridPos", "row", "targets", "datasource"})
_WORD = re.compile(r"\w+")


@attrs.frozen(eq=False)
class Portrait:
    """What is compared of a panel."""

    type: Json
    title: frozenset[str]
    queries: Counter[str]
    words: Counter[str]
    metrics: frozenset[str]
    fields: Mapping[tuple[str, ...], str]


def portrait(panel: Json) -> Portrait:
    """The portrait of a panel's tree, or of whatever stands among the panels."""
    tree: Tree = panel if isinstance(panel, dict) else {}
    targets = tree.get("targets")
    asked = (
        [query_text(each) for each in targets.values() if isinstance(each, dict)] if isinstance(targets, Named) else []
    )
    title = tree.get("title")
    return Portrait(
        type=tree.get("type"),
        title=frozenset(_WORD.findall(title.lower())) if isinstance(title, str) else frozenset(),
        queries=Counter(" ".join(text.split()) for text in asked),
        words=Counter(word for text in asked for word in _WORD.findall(text)),
        metrics=frozenset(name for text in asked for name in metric_names(text)),
        fields=dict(_leaves({key: value for key, value in tree.items() if key not in _ASIDE}, ())),
    )


def likeness(one: Portrait, other: Portrait) -> float:
    """From 0, nothing in common, to 1, all but the title and the place."""
    if one.type != other.type:
        return 0
    is_titled = bool(one.title) and one.title == other.title
    if not one.queries and not other.queries:
        # A text panel is what stands in it; one that holds nothing is like any other.
        return _share(one.fields, other.fields) if one.fields or is_titled else 0
    shared = (one.queries & other.queries).total() / max(one.queries.total(), other.queries.total())
    if not shared and one.title & other.title:
        shared = _edited(one, other)
    found = _QUERIES * shared + (1 - _QUERIES) * _share(one.fields, other.fields)
    return min(1, found + _TITLE) if is_titled and shared else found


def _edited(one: Portrait, other: Portrait) -> float:
    """How much of its queries a panel kept that has none as it was."""
    if one.metrics.isdisjoint(other.metrics) and (one.metrics or other.metrics):
        return 0
    found = 2 * (one.words & other.words).total() / ((one.words + other.words).total() or 1)
    return found if found >= _EDITED else 0


def _share(one: Mapping[tuple[str, ...], str], other: Mapping[tuple[str, ...], str]) -> float:
    """How many fields two panels have alike, of all that either has."""
    every = len(one.keys() | other.keys())
    return sum(other.get(path) == value for path, value in one.items()) / every if every else 1


def _leaves(value: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    else:
        yield path, repr(value)
