"""Mappings inside frozen values: copied, so that nobody else holds them, and as hashable as what they hold."""

from collections.abc import Mapping
from typing import Any, NoReturn


class FrozenDict(dict[Any, Any]):
    """A mapping that cannot change; to JSON it is one like any other."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("values are frozen: make a new one with attrs.evolve")

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = setdefault = pop = popitem = clear = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none, because it can change
        return hash(frozenset(self.items()))

    def __reduce__(self) -> Any:
        return (FrozenDict, (dict(self),))


def frozen_copy(value: Any) -> Any:
    """The value with every mapping and list in it copied into a form that cannot change."""
    if isinstance(value, Mapping):
        return FrozenDict({key: frozen_copy(item) for key, item in value.items()})
    if isinstance(value, list | tuple) and type(value) in {list, tuple}:
        return tuple(frozen_copy(item) for item in value)
    return value
