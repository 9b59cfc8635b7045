"""Difference: where two trees are not the same, leaf by leaf."""

from collections.abc import Iterator, Mapping, Sequence

from grafmint.plan.semantic.change import ORDER, Change
from grafmint.plan.semantic.tree import MISSING, Json, Named, Tree, at, same

# What names a document comes first, and what it holds last.
_RANK = {
    "title": 0,
    "folder": 1,
    "parent": 1,
    "description": 2,
    "tags": 3,
    "condition": 2,
    "threshold": 2,
    "queries": 3,
    "expressions": 3,
    "templating": 5,
    "annotations": 6,
    "labels": 6,
    "panels": 7,
    "notes": 7,
    "routes": 7,
}
_OTHERS = 4
#: The order of panels in a document follows from their places; permissions have none.
_UNORDERED = {("panels",), ("permissions",)}


def difference(before: Tree, after: Tree) -> tuple[Change, ...]:
    """The changes from one tree to the other in an order that depends on nothing else; empty when they are equal."""
    return tuple(_changes(before, after, ()))


def is_kept(edits: Sequence[Change], code: Tree) -> bool:
    """Whether the code has every edit as well, so that writing it loses none of them."""
    return all(_is_in(edit, code) for edit in edits)


def _is_in(edit: Change, code: Tree) -> bool:
    if edit.path[-1:] == (ORDER,) and isinstance(edit.after, list):
        names = at(code, edit.path[:-1])
        return isinstance(names, Mapping) and [name for name in names if name in edit.after] == edit.after
    return same(at(code, edit.path), edit.after)


def _changes(before: Json, after: Json, path: tuple[str, ...]) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _inner(before, after, path)
    elif isinstance(before, Mapping) and before and after is MISSING:
        yield from _inner(before, {}, path)
    elif isinstance(after, Mapping) and after and before is MISSING:
        yield from _inner({}, after, path)
    elif not same(before, after):
        yield Change(path, before, after)


def _inner(before: Mapping[str, Json], after: Mapping[str, Json], path: tuple[str, ...]) -> Iterator[Change]:
    is_named = isinstance(before, Named) or isinstance(after, Named)
    if is_named:
        yield from _order(before, after, path)
    both = {**after, **before}
    for key in both if is_named else sorted(both, key=str if path else _rank):
        old, new = before.get(key, MISSING), after.get(key, MISSING)
        if old is new:
            continue
        if isinstance(old, dict) or isinstance(new, dict) or not same(old, new):
            yield from _changes(old, new, (*path, key))


def _order(before: Mapping[str, Json], after: Mapping[str, Json], path: tuple[str, ...]) -> Iterator[Change]:
    old, new = [key for key in before if key in after], [key for key in after if key in before]
    if old != new and path not in _UNORDERED:
        yield Change((*path, ORDER), old, new)


def _rank(key: str) -> tuple[int, str]:
    return _RANK.get(key, _OTHERS), key
