"""Transform: frames after the transformations of a panel, one by one.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/query-transform-data/transform-data/
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from grafmint.data.frame import Frame
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.pattern import pattern_of
from grafmint.picture.transform.calculate import calculate_field
from grafmint.picture.transform.filter import filter_by_ref_id, filter_by_value, filter_fields_by_name, limit
from grafmint.picture.transform.frames import Frames, Options, Transformer
from grafmint.picture.transform.group import group_by, reduce, sort_by
from grafmint.picture.transform.join import concatenate, join_by_field
from grafmint.picture.transform.merge import merge
from grafmint.picture.transform.rename import convert_field_type, order, organize, rename, rename_by_regex
from grafmint.picture.transform.rows import labels_to_fields, rows_to_fields, series_to_rows

TRANSFORMERS: Final[Mapping[str, Transformer]] = {
    "calculateField": calculate_field,
    "concatenate": concatenate,
    "convertFieldType": convert_field_type,
    "filterByRefId": filter_by_ref_id,
    "filterByValue": filter_by_value,
    "filterFieldsByName": filter_fields_by_name,
    "groupBy": group_by,
    "joinByField": join_by_field,
    "labelsToFields": labels_to_fields,
    "limit": limit,
    "merge": merge,
    "order": order,
    "organize": organize,
    "reduce": reduce,
    "rename": rename,
    "renameByRegex": rename_by_regex,
    "rowsToFields": rows_to_fields,
    "seriesToColumns": join_by_field,
    "seriesToRows": series_to_rows,
    "sortBy": sort_by,
}
#: Of what else a transformation can be than of the queries' answers.
_OTHER_TOPICS: Final = frozenset({"annotations", "alertStates"})


def transformed(frames: Sequence[Frame], transformations: Sequence[Mapping[str, Any]]) -> Frames:
    """The frames after each transformation in turn; one that is disabled is left out.

    Raises NotDrawn where one is not known here, or has a form that is not.
    """
    now = tuple(frames)
    for each in transformations:
        if not each.get("disabled") and each.get("topic") not in _OTHER_TOPICS:
            now = _after(now, each)
    return now


def _after(frames: Frames, transformation: Mapping[str, Any]) -> Frames:
    name = transformation.get("id", "")
    transformer = TRANSFORMERS.get(name)
    if transformer is None:
        raise NotDrawn(
            f"transformation {name!r} is not drawn", hint="do it in the query, or leave this panel out of the pictures"
        )
    options: Options = transformation.get("options") or {}
    chosen = transformation.get("filter") or {}
    if not chosen.get("options"):
        return transformer(frames, options)
    return _after_some(frames, transformer, options, chosen)


def _after_some(frames: Frames, transformer: Transformer, options: Options, chosen: Mapping[str, Any]) -> Frames:
    """The frames that a filter chooses are transformed; the others stand where the first of them stood."""
    meant = [_is_meant(frame, chosen) for frame in frames]
    made = transformer(tuple(frame for frame, is_meant in zip(frames, meant, strict=True) if is_meant), options)
    others = tuple(frame for frame, is_meant in zip(frames, meant, strict=True) if not is_meant)
    place = meant.index(False) if others else 0
    return (*made[:place], *others, *made[place:])


def _is_meant(frame: Frame, chosen: Mapping[str, Any]) -> bool:
    by = {"byRefId": frame.ref_id, "byName": frame.name}
    pattern = pattern_of(str(chosen["options"]))
    if chosen.get("id") not in by or pattern is None:
        raise NotDrawn(
            f"a transformation of frames by {chosen.get('id')!r}: {chosen['options']!r} is not drawn",
            hint="choose them by the query's refId",
        )
    return pattern.is_in(by[chosen["id"]] or "")
