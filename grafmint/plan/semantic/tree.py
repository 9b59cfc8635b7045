"""Tree: a document in the form in which it is compared, nested mappings whose leaves are JSON values."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, Final, TypeAlias

import attrs

Json = Any
JsonObject = dict[str, Any]
#: A leaf is a scalar, a list, or an empty mapping; `Named` is the only mapping whose order means something.
Tree: TypeAlias = Mapping[str, Any]

#: The keys of secrets: whoever edits a file may have put the secret itself where its name was.
SECRET = frozenset({"secureJsonData", "secureSettings", "password", "basicAuthPassword"})


class Missing(Enum):
    """The type of `MISSING`: what one of two trees does not have."""

    MISSING = "MISSING"

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing.MISSING


@attrs.frozen
class Hidden:
    """A secret's value: it can be compared, and neither be shown nor be written."""

    _value: Json = attrs.field(repr=False)


class Named(dict[str, Any]):
    """A list whose items have names: they are compared by name, and their order as such."""


def named(items: Iterable[Json], name: Callable[[JsonObject], Json], form: Callable[[JsonObject], Json]) -> Named:
    """The items in `form` by their names; what has no name of its own, or another one's, gets one from its place."""
    found = Named()
    for index, item in enumerate(items):
        key = name(item) if isinstance(item, dict) else None
        found[_free(key if isinstance(key, str) else f"#{index}", found)] = (
            form(item) if isinstance(item, dict) else item
        )
    return found


def pruned(value: JsonObject, defaults: Tree) -> JsonObject:
    """The mapping without what is there by default: null, the given defaults, and what is empty after that."""
    found: JsonObject = {}
    for key, item in value.items():
        default = defaults.get(key)
        if isinstance(item, dict):
            item = pruned(item, default if isinstance(default, dict) else {})  # noqa: PLW2901  # the item as it is kept
            if not item:
                continue
        elif item == default and same(item, default):
            continue
        found[key] = hidden(item) if key in SECRET else item
    return found


def without_nulls(value: Json) -> Json:
    """The value without the keys that say null, at every depth."""
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def hidden(value: Json) -> Json:
    """The value, or each value of a mapping, as a secret."""
    if isinstance(value, dict):
        return {key: hidden(item) for key, item in value.items()}
    return value if isinstance(value, Hidden) else Hidden(value)


def same(one: Json, other: Json) -> bool:
    """Whether two values are the same JSON: 80.0 is 80, and true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            return False
        pairs = zip(one.values(), map(other.__getitem__, one), strict=True)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = zip(one, other, strict=True)
    else:
        return bool(one == other) and isinstance(one, bool) is isinstance(other, bool)
    for item, its_other in pairs:
        if not same(item, its_other):
            return False
    return True


def at(tree: Tree, path: Iterable[str]) -> Json:
    """What stands at a path, or MISSING."""
    value: Json = tree
    for key in path:
        value = value.get(key, MISSING) if isinstance(value, Mapping) else MISSING
    return value


def _free(name: str, taken: Mapping[str, Json]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name}#{number}", number + 1
    return free
