"""Refusals: what a value's constructor says of what it is given."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grafmint.errors import ModelError
from grafmint.model.refusal import incomplete, named, refused, unknown

if TYPE_CHECKING:
    from grafmint.model.base.model import Model


def refused_value(self: "Model", name: str, value: Any, given: Mapping[str, Any]) -> ModelError:
    """A value that its option does not take."""
    fields = self._fields
    return refused(type(self), given, name, value, fields.takes[name], fields.specs[name].way_out)


def unknown_option(self: "Model", name: str) -> ModelError:
    """An option that there is not."""
    return unknown(type(self), name, self._stores, self.known_as)


def missing_options(self: "Model", given: Mapping[str, Any]) -> ModelError:
    """Required options that were left out."""
    return incomplete(type(self), [name for name in self._fields.specs if name in self._required and name not in given])


def with_names(self: "Model", unnamed: tuple[Any, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options with their names; raises ModelError where the class takes none without."""
    if self._made_by is not self.__class__:
        raise extended(type(self), self._made_by)
    return named(type(self), self.unnamed, unnamed, given, _first(self, given))


def _first(self: "Model", given: Mapping[str, Any]) -> str:
    """The option that a value without a name most likely is: a required one that is missing, or else any."""
    options = [name for name in self._fields.specs if name not in given] or list(self._fields.specs)
    missing = [name for name in options if name in self._required]
    # Nobody writes a uid first and gives it no name.
    return "title" if "title" in missing else (missing or options)[0]


def extended(cls: type, base: type) -> ModelError:
    """A class of somebody's own below one of ours: it would be neither checked nor written."""
    hint = f"write a function that returns a {base.__name__}"
    return ModelError(f"{cls.__name__} cannot extend {base.__name__}", hint=hint)
