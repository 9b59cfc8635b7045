"""The encoder: any value to Grafana's JSON, by the plan of its fields."""

import math
from collections.abc import Mapping
from typing import Any

import orjson

from grafmint._unset import UNSET
from grafmint.errors import ModelError
from grafmint.model.base import Json, JsonObject, Model
from grafmint.model.context import Context

_AS_IS = frozenset({str, int, bool, type(None)})
# Beyond this a float names no single whole number.
_LARGEST_EXACT = 2**53
_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def encode(model: Model, context: Context) -> Json:
    """The JSON of a value: what was given and what is always written, each field where Grafana keeps it."""
    parts: tuple[JsonObject, JsonObject, JsonObject, JsonObject] = ({}, {}, {}, {})
    fields = model._fields
    writes = fields.writes
    for name, default in fields.always:
        section, key, is_json, how = writes[name]
        parts[section][key] = default if is_json else how(default, context) if how else json(default, context)
    for name in model._given:
        if name in writes:
            section, key, is_json, how = writes[name]
            value = getattr(model, name)
            parts[section][key] = value if is_json else how(value, context) if how else json(value, context)
    return model._assemble(parts, context)


def json(value: Any, context: Context) -> Json:
    """The JSON of whatever a field may hold: a value, a tuple of them, plain JSON."""
    if value.__class__ in _AS_IS:
        return value
    if isinstance(value, Model):
        return context.encode(value)
    if isinstance(value, tuple | list):
        return [json(item, context) for item in value]
    return plain(value)


def plain(value: Any) -> Json:
    """A copy of raw JSON with numbers in one form: 80.0 is 80.

    Raises ModelError for NaN, infinity and whatever is no JSON.
    """
    if value.__class__ in _AS_IS:
        return value
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Mapping):
        return {_member(key): plain(item) for key, item in value.items() if item is not UNSET}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, str | int):
        return value
    raise ModelError(f"{value!r} ({type(value).__name__}) is no JSON", hint="use numbers, texts, lists and mappings")


def number(value: float) -> float | int:
    """The number as it is written: whole ones without a point."""
    if not math.isfinite(value):
        raise ModelError(f"{value} is not a finite number")
    return int(value) if value.is_integer() and abs(value) < _LARGEST_EXACT else value


def _member(key: object) -> str:
    if not isinstance(key, str):
        raise ModelError(f"the key {key!r} is no text")
    return key


def canonical(document: Json) -> bytes:
    """The one way a document is written: sorted keys, two spaces, a newline at the end, UTF-8.

    Raises ModelError for what JSON cannot hold, such as a whole number of more than 64 bits.
    """
    try:
        return orjson.dumps(document, option=_CANONICAL)
    except TypeError as error:
        raise ModelError(f"the document cannot be written as JSON: {error}") from error
