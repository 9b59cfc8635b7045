"""Validation: what a strict write checks a classic dashboard for, as far as the double knows its schema.

Source: https://grafana.com/docs/grafana/latest/developer-resources/api-reference/http-api/dashboard/
"""

from collections.abc import Iterator, Mapping
from typing import Any

from grafmint.testing.stored import Json

_TOP: Mapping[str, type | tuple[type, ...]] = {
    "annotations": dict,
    "description": str,
    "editable": bool,
    "fiscalYearStartMonth": int,
    "graphTooltip": int,
    "links": list,
    "liveNow": bool,
    "panels": list,
    "refresh": str,
    "schemaVersion": int,
    "tags": list,
    "templating": dict,
    "time": dict,
    "timepicker": dict,
    "timezone": str,
    "title": str,
    "weekStart": str,
}
_PANEL: Mapping[str, type | tuple[type, ...]] = {
    "datasource": (dict, str, type(None)),
    "description": str,
    "fieldConfig": dict,
    "gridPos": dict,
    "id": int,
    "links": list,
    "options": dict,
    "targets": list,
    "title": str,
    "transformations": list,
    "transparent": bool,
    "type": str,
}
_ITEMS: Mapping[str, type] = {"panels": dict, "tags": str}


def causes(spec: Json) -> list[Json]:
    """What in a spec is of a wrong type; fields that nobody knows are none of its business."""
    found = list(_wrong(spec, _TOP, "spec"))
    if found:
        return found
    for key, type_ in _ITEMS.items():
        found += [_cause(f"spec.{key}", each) for each in spec.get(key, ()) if not isinstance(each, type_)]
    if found:
        return found
    return list(_wrong_panels(spec, "spec"))


def _wrong_panels(value: Json, place: str) -> Iterator[Json]:
    for number, panel in enumerate(value.get("panels") or ()):
        inside = f"{place}.panels[{number}]"
        yield from _wrong(panel, _PANEL, inside)
        yield from _wrong_panels(panel, inside)


def _wrong(value: Json, types: Mapping[str, type | tuple[type, ...]], place: str) -> Iterator[Json]:
    for key, type_ in types.items():
        found = value.get(key)
        # A flag is no number, though Python has it so.
        is_flag = isinstance(found, bool) and type_ is not bool
        if key in value and (is_flag or not isinstance(found, type_)):
            yield _cause(f"{place}.{key}", found)


def _cause(field: str, value: Any) -> Json:
    return {"reason": "FieldValueInvalid", "message": f"Invalid value: {value!r}: conflicting values", "field": field}
