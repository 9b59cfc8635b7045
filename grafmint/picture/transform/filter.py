"""Filter: transformations that keep some of the fields, frames or rows."""

from collections.abc import Mapping
from typing import Any

from grafmint.data.frame import Frame
from grafmint.picture.matcher import Matcher, matcher_of
from grafmint.picture.name import Names
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.pattern import pattern_of
from grafmint.picture.transform.condition import Condition, condition_of
from grafmint.picture.transform.frames import Frames, Options, with_fields, with_rows

_DEFAULT_LIMIT = 10


def filter_fields_by_name(frames: Frames, options: Options) -> Frames:
    """The fields that are included and not excluded, by names or a pattern."""
    if options.get("byVariable"):
        raise NotDrawn("transformation filterFieldsByName by a variable is not drawn", hint="name the fields")
    return kept_fields(frames, _by_name(options.get("include")), _by_name(options.get("exclude")))


def kept_fields(frames: Frames, include: Matcher | None, exclude: Matcher | None) -> Frames:
    """The frames with the fields that both matchers let through; a frame without any is left out."""
    if include is None and exclude is None:
        return frames
    among = Names.among(frames)
    kept = []
    for frame in frames:
        fields = [
            field
            for field in frame.fields
            if not (exclude and exclude(field, frame, among)) and (include is None or include(field, frame, among))
        ]
        if fields:
            kept.append(with_fields(frame, fields))
    return tuple(kept)


def filter_by_ref_id(frames: Frames, options: Options) -> Frames:
    """The frames of some queries."""
    include, exclude = options.get("include"), options.get("exclude")
    return tuple(
        frame
        for frame in frames
        if not (exclude and _has_ref_id(frame, exclude)) and (not include or _has_ref_id(frame, include))
    )


def limit(frames: Frames, options: Options) -> Frames:
    """The first rows of each frame."""
    most = int(options.get("limitField") or _DEFAULT_LIMIT)
    return tuple(with_rows(frame, range(most)) if frame.length > most else frame for frame in frames)


def filter_by_value(frames: Frames, options: Options) -> Frames:
    """The rows whose values fulfil conditions, or those whose values do not; frames share their row numbers."""
    filters = options.get("filters") or ()
    if not filters or not frames:
        return frames
    conditions = [(each.get("fieldName", ""), condition_of(each.get("config") or {})) for each in filters]
    among, match_all = Names.among(frames), options.get("match") == "all"
    rows: set[int] = set()
    for frame in frames:
        rows |= _matching(frame, among, conditions, match_all)
    include = options.get("type", "include") == "include"
    return tuple(with_rows(frame, [row for row in range(frame.length) if (row in rows) == include]) for frame in frames)


def _matching(frame: Frame, among: Names, conditions: list[tuple[str, Condition]], match_all: bool) -> set[int]:
    fields = {among.of(field, frame): field for field in frame.fields}
    checked = [(fields.get(name), condition) for name, condition in conditions]
    combined = all if match_all else any
    return {
        row
        for row in range(frame.length)
        if combined(field is not None and condition(field.values[row]) for field, condition in checked)
    }


def _by_name(options: Any) -> Matcher | None:
    given = options if isinstance(options, Mapping) else {}
    if not given.get("names") and not given.get("pattern"):
        return None
    return matcher_of({"id": "byRegexpOrNames", "options": given})


def _has_ref_id(frame: Frame, wanted: str) -> bool:
    pattern = pattern_of(wanted)
    return pattern is not None and pattern.is_in(frame.ref_id or "")
