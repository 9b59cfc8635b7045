"""Frames as JSON and back."""

import math
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data import Field, Frame
from grafmint.data.frames_json import from_json, to_json

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    "time": st.none() | st.integers(0, 2**50),
    "number": st.none() | st.integers(-(2**50), 2**50) | st.floats(),
    "string": st.none() | TEXT,
    "boolean": st.none() | st.booleans(),
    "other": st.none() | st.dictionaries(TEXT, TEXT, max_size=2),
}


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Any frame."""
    length = draw(st.integers(0, 5))
    kinds = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4))
    fields = tuple(
        Field(
            name=draw(TEXT),
            type=kind,
            values=tuple(draw(st.lists(VALUES[kind], min_size=length, max_size=length))),
            labels=draw(st.dictionaries(TEXT, TEXT, max_size=2)),
            config=draw(st.dictionaries(TEXT, TEXT, max_size=2)),
        )
        for kind in kinds
    )
    return Frame(fields=fields, name=draw(st.none() | TEXT), ref_id=draw(st.none() | st.just("A")), meta={})


def told(frame: Frame) -> str:
    """The frame with all its values; no number that is none equals itself, but its word does."""
    return repr([frame, [field.values for field in frame.fields]])


@given(frames())
def test_what_is_written_is_read(frame: Frame) -> None:
    """A frame survives JSON, with numbers that JSON has not and with nothing in places."""
    assert told(from_json(orjson.loads(orjson.dumps(to_json(frame))))) == told(frame)


def test_grafanas_own_form_is_read() -> None:
    """Entities, enums, columns that end early and types that nobody told."""
    document = {
        "schema": {"refId": "A", "fields": [{"name": "n", "type": "number"}, {"name": "e"}, {"name": "s"}]},
        "data": {
            "values": [[1, None, None, 4], [0, 1, 0, 1], ["x"]],
            "entities": [{"NaN": [1], "NegInf": [2], "Undef": [3]}, None, None],
            "enums": [None, ["a", "b"], None],
        },
    }
    number, enum, short = from_json(document).fields
    assert math.isnan(number.values[1])
    assert (number.values[0], number.values[2], number.values[3]) == (1, -math.inf, None)
    assert (enum.type, enum.values) == ("string", ("a", "b", "a", "b"))
    assert short.values == ("x", None, None, None)


def test_what_is_no_number_is_nothing_among_numbers() -> None:
    """Whoever draws a column of numbers finds numbers in it."""
    document = {"schema": {"fields": [{"name": "n", "type": "number"}]}, "data": {"values": [[1, "2", True, {}, 2.5]]}}
    assert from_json(document).fields[0].values == (1, None, None, None, 2.5)


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"schema": {}},
        {"schema": {"fields": [3]}},
        {"schema": 1},
        {"schema": {"fields": [{"labels": 5}]}},
        {"schema": {"fields": [], "meta": 7}},
    ],
)
def test_anything_else_is_no_frame(document: Any) -> None:
    """It is refused in one way."""
    with pytest.raises(ValueError, match="it is no data frame"):
        from_json(document)
