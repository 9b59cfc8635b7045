"""The fields of a user's class: attrs and dataclasses, seen the same way."""

import dataclasses
from typing import Any, NamedTuple, get_type_hints

import attrs


class Field(NamedTuple):
    """One argument of a class: what it takes, and whether it must be given."""

    annotation: Any
    required: bool


def has_fields(cls: type) -> bool:
    """Whether the fields of a class are known: it is an attrs class or a dataclass."""
    return attrs.has(cls) or dataclasses.is_dataclass(cls)


def fields_of(cls: type) -> dict[str, Field]:
    """The arguments of a class by name, those without an annotation open to anything.

    Raise NameError where an annotation names what does not exist at run time.
    """
    hints = get_type_hints(cls)
    if attrs.has(cls):
        return {
            one.alias or one.name: Field(hints.get(one.name, one.type or Any), one.default is attrs.NOTHING)
            for one in attrs.fields(cls)
            if one.init
        }
    return {
        one.name: Field(hints[one.name], one.default is one.default_factory is dataclasses.MISSING)
        for one in dataclasses.fields(cls)
        if one.init
    }
