"""Store: how the constructor of a value checks and keeps what a field is given."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from grafmint.model.accept import Acceptance
from grafmint.model.base.fields import attributes
from grafmint.model.freeze import frozen_copy

if TYPE_CHECKING:
    import attrs

    from grafmint.model.base.model import Model


class Store(NamedTuple):
    """One field: its value is kept because of its class alone, or after a closer test."""

    at_once: set[type[Any]]
    test: Callable[[Any], bool]
    convert: Callable[[Any], Any] | None
    default: Any
    store: Callable[[Any, Any], None]


def stores_of(cls: "type[Model]") -> Mapping[str, Store]:
    """The stores of a class by the names of its fields."""
    return {a.name: _store(a, cls._fields.takes[a.name], cls) for a in attributes(cls)}


def _store(attribute: "attrs.Attribute[Any]", acceptance: Acceptance, cls: "type[Model]") -> Store:
    convert = cast("Callable[[Any], Any] | None", attribute.converter)
    if acceptance.takes_mappings:
        convert = _then_frozen(convert)
    keep = getattr(cls, attribute.name).__set__
    return Store(acceptance.at_once, acceptance.test, convert, attribute.default, keep)


def _then_frozen(convert: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return frozen_copy if convert is None else lambda value: frozen_copy(convert(value))
