"""What values and annotations are called in messages."""

import types
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from grafmint.values.fields import has_fields

UNIONS = (Union, types.UnionType)
_WORDS: dict[object, str] = {
    str: "a string",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    types.NoneType: "null",
    list: "a list",
    tuple: "a list",
    Sequence: "a list",
    dict: "a mapping",
    Mapping: "a mapping",
}


def kind_of(value: object) -> str:
    """What a plain value is: `a string`."""
    if isinstance(value, bool):
        return str(value).lower()
    return _WORDS.get(type(value), f"a {type(value).__name__}")


def name_of(cls: type) -> str:
    """A class as grafmint.toml names it: `dashboards.settings:Values`."""
    return f"{cls.__module__}:{cls.__qualname__}"


def choices(wanted: Any) -> list[object]:
    """The values of an annotation that is a closed set; none for others."""
    if get_origin(wanted) in UNIONS:
        return [choice for member in get_args(wanted) for choice in choices(member)]
    if get_origin(wanted) is Literal:
        return list(get_args(wanted))
    return [member.value for member in wanted] if isinstance(wanted, type) and issubclass(wanted, Enum) else []


def described(wanted: Any) -> str:
    """What an annotation takes: `a string or null`."""
    if get_origin(wanted) in UNIONS:
        return " or ".join(dict.fromkeys(described(member) for member in get_args(wanted)))
    closed = choices(wanted)
    if closed:
        return ("one of " if len(closed) > 1 else "") + ", ".join(map(repr, closed))
    kind = get_origin(wanted) or wanted
    kind = dict if isinstance(kind, type) and has_fields(kind) else kind
    return _WORDS.get(kind) or f"a {getattr(kind, '__name__', kind)}"
