"""Frames as JSON: the form in which Grafana sends them, and back. What is written can be read, and is the same then.

Source: https://grafana.com/developers/plugin-tools/key-concepts/data-frames
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from grafmint.data.frame import Field, FieldType, Frame

_TYPES: Final[Mapping[str, FieldType]] = {
    "time": "time",
    "number": "number",
    "string": "string",
    "boolean": "boolean",
}
#: How Grafana's server calls the type of a column that can be empty.
_STORED: Final[Mapping[str, str]] = {
    "time": "time.Time",
    "number": "float64",
    "string": "string",
    "boolean": "bool",
    "other": "json.RawMessage",
}
#: JSON has no such numbers: their places are listed beside the values.
_ENTITIES: Final[Mapping[str, float | None]] = {
    "NaN": math.nan,
    "Inf": math.inf,
    "NegInf": -math.inf,
    "Undef": None,
}


def to_json(frame: Frame) -> dict[str, Any]:
    """A frame as Grafana sends it."""
    told = {"name": frame.name, "refId": frame.ref_id, "meta": dict(frame.meta) or None}
    fields = [_schema(field) for field in frame.fields]
    entities = [_entities(field.values) for field in frame.fields]
    values = [[_plain(value) for value in field.values] for field in frame.fields]
    data = {"values": values} | ({"entities": entities} if any(entities) else {})
    return {
        "schema": {"fields": fields, **{key: value for key, value in told.items() if value is not None}},
        "data": data,
    }


def from_json(document: Any, ref_id: str | None = None) -> Frame:
    """The frame of such a document; raises ValueError for what is none. `ref_id` is for one that does not say it."""
    try:
        schema, data = document["schema"], document.get("data") or {}
        columns, entities = data.get("values") or [], data.get("entities") or []
        enums = data.get("enums") or []
        length = max(map(len, columns), default=0)
        fields = tuple(
            _field(each, _at(columns, place) or [], _at(entities, place), _at(enums, place), length)
            for place, each in enumerate(schema["fields"])
        )
        meta = dict(schema.get("meta") or {})
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError("it is no data frame") from error
    return Frame(fields=fields, name=schema.get("name"), ref_id=schema.get("refId") or ref_id, meta=meta)


def _schema(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "typeInfo": {"frame": _STORED[field.type], "nullable": True},
    }
    if field.labels:
        schema["labels"] = dict(field.labels)
    if field.config:
        schema["config"] = dict(field.config)
    return schema


def _field(schema: Mapping[str, Any], values: Sequence[Any], entities: Any, names: Any, length: int) -> Field:
    # A column that is too short lacks its end.
    column = [*values, *[None] * (length - len(values))]
    for key, places in (entities or {}).items():
        for place in places:
            column[place] = _ENTITIES[key]
    if names:
        column = [None if value is None else names[value] for value in column]
    kind: FieldType = "string" if names else _TYPES.get(str(schema.get("type")), "other")
    return Field(
        name=str(schema.get("name") or ""),
        type=kind,
        values=tuple(map(_counted, column) if kind in {"time", "number"} else column),
        labels={str(name): str(value) for name, value in (schema.get("labels") or {}).items()},
        config=dict(schema.get("config") or {}),
    )


def _counted(value: Any) -> Any:
    """A number; whatever else stands among numbers is none."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _at(items: Sequence[Any], place: int) -> Any:
    return items[place] if place < len(items) else None


def _entities(values: Sequence[Any]) -> dict[str, list[int]] | None:
    found: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        if isinstance(value, float) and not math.isfinite(value):
            found.setdefault("NaN" if math.isnan(value) else "Inf" if value > 0 else "NegInf", []).append(place)
    return found or None


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
