"""Transformations of frames, each as the page does it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data.frame import Field, FieldType, Frame
from grafmint.picture.name import Names
from grafmint.picture.not_drawn import NotDrawn
from grafmint.picture.transform import transformed

Table = dict[str, list[Any]]


def column(name: str, values: Sequence[Any], kind: FieldType = "number", **labels: str) -> Field:
    """A field."""
    return Field(name=name, type=kind, values=values, labels=labels)


def frame(*fields: Field, name: str | None = None, ref_id: str | None = None) -> Frame:
    """A frame."""
    return Frame(fields=fields, name=name, ref_id=ref_id)


def after(frames: Sequence[Frame], name: str, options: Mapping[str, Any] | None = None, **more: Any) -> list[Table]:
    """The frames after one transformation, by the names that the page gives the fields."""
    made = transformed(frames, [{"id": name, "options": options or {}, **more}])
    among = Names.among(made)
    return [{among.of(field, each): list(field.values) for field in each.fields} for each in made]


A = frame(column("Time", [1000, 2000], "time"), column("Value", [1, 100], job="api"), ref_id="A")
B = frame(column("Time", [1000, 1500, 2000], "time"), column("Value", [2, 20, 200], job="web"), ref_id="B")
CITIES = frame(
    column("city", ["Rome", "Oslo", "Rome", None], "string"),
    column("people", [3, 1, 5, 2]),
    column("seen", [4, 3, 2, 1], "time"),
)


def test_organize_hides_orders_and_renames() -> None:
    """In that order, by the names that the page shows."""
    options = {
        "excludeByName": {"seen": True, "city": False}, "indexByName": {"people": 0, "city": 1},
        "renameByName": {"people": "Inhabitants", "city": ""},
    }  # fmt: skip
    assert after([CITIES], "organize", options) == [
        {"Inhabitants": [3, 1, 5, 2], "city": ["Rome", "Oslo", "Rome", None]}
    ]


def test_what_has_no_place_comes_last() -> None:
    """The rest keeps its order."""
    assert list(after([CITIES], "organize", {"indexByName": {"seen": 0}})[0]) == ["seen", "city", "people"]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"include": {"names": ["city"]}}, ["city"]),
        ({"include": {"pattern": "/^(city|seen)$/"}}, ["city", "seen"]),
        ({"include": {"names": ["people"], "pattern": "ci.*"}}, ["city", "people"]),
        ({"exclude": {"names": ["city"]}}, ["people", "seen"]),
        ({"include": {"pattern": "/e/"}, "exclude": {"names": ["seen"]}}, ["people"]),
        ({"include": {"names": []}}, ["city", "people", "seen"]),
    ],
)
def test_fields_are_kept_by_name(options: dict[str, Any], names: list[str]) -> None:
    """By names, by a pattern, or by both."""
    assert list(after([CITIES], "filterFieldsByName", options)[0]) == names


def test_a_pattern_without_slashes_fits_the_whole_name() -> None:
    """A frame that loses all of its fields is gone."""
    assert after([CITIES], "filterFieldsByName", {"include": {"pattern": "cit"}}) == []


def test_frames_are_kept_by_query() -> None:
    """The refId is a pattern."""
    assert after([A, B], "filterByRefId", {"include": "B"}) == [{"Time": B.fields[0].values, "web": [2, 20, 200]}]
    assert len(after([A, B], "filterByRefId", {"include": "A|B"})) == 2
    assert len(after([A, B], "filterByRefId", {"exclude": "/[A-Z]/"})) == 0


@pytest.mark.parametrize(
    ("kind", "match", "filters", "people"),
    [
        ("include", "any", [("people", "greater", {"value": 2})], [3, 5]),
        ("exclude", "any", [("people", "greater", {"value": 2})], [1, 2]),
        ("include", "any", [("people", "between", {"from": 1, "to": 5})], [3, 2]),
        ("include", "any", [("city", "isNull", {})], [2]),
        ("include", "any", [("city", "regex", {"value": "^R"})], [3, 5]),
        ("include", "any", [("people", "equal", {"value": "5"})], [5]),
        ("include", "all", [("city", "notEqual", {"value": "Oslo"}), ("people", "lowerOrEqual", {"value": 3})], [3, 2]),
        ("include", "any", [("nowhere", "isNull", {})], []),
    ],
)
def test_rows_are_kept_by_value(kind: str, match: str, filters: list[Any], people: list[int]) -> None:
    """Rows that fulfil one condition, or all of them, or do not."""
    configs = [{"fieldName": name, "config": {"id": id_, "options": options}} for name, id_, options in filters]
    made = after([CITIES], "filterByValue", {"type": kind, "match": match, "filters": configs})
    assert made[0]["people"] == people


def test_reduce_makes_a_row_of_each_series() -> None:
    """Times are left out; the columns have the names of the calculations."""
    assert after([A, B], "reduce", {"reducers": ["max", "lastNotNull", "no such"]}) == [
        {"Field": ["api", "web"], "Max": [100, 200], "Last *": [100, 200]}
    ]


def test_reduce_with_labels_as_columns() -> None:
    """Then the field's own name stands first."""
    assert after([A, B], "reduce", {"reducers": ["min"], "labelsToFields": True}) == [
        {"Field": ["Value", "Value"], "job": ["api", "web"], "Min": [1, 2]}
    ]


def test_reduce_in_place_keeps_the_frames() -> None:
    """One row in each; the calculation is a label where there are several."""
    assert after([A, B], "reduce", {"reducers": ["mean"], "mode": "reduceFields"}) == [{"api": [50.5]}, {"web": [74]}]
    several = after([CITIES], "reduce", {"reducers": ["min", "max"], "mode": "reduceFields"})
    assert several == [{"city Min": [None], "city Max": [None], "people Min": [1], "people Max": [5]}]


def test_merge_makes_one_row_of_rows_that_agree() -> None:
    """A row that fits several is merged with each of them."""
    ages = frame(
        column("Country", ["US", "US", "Mexico", "Canada"], "string"),
        column("Age", ["old", "mid", "kid", "mid"], "string"),
        column("Sum", [998, 1193, 1675, 166]),
    )
    counts = frame(column("Age", ["kid", "teen", "mid", "old"], "string"), column("Count", [1, 3, 4, 2]))
    assert after([ages, counts], "merge") == [
        {
            "Country": ["US", "US", "Mexico", "Canada", None],
            "Age": ["old", "mid", "kid", "mid", "teen"],
            "Sum": [998, 1193, 1675, 166, None],
            "Count": [2, 4, 1, 4, 3],
        }
    ]


def test_merge_keeps_rows_that_contradict_each_other() -> None:
    """Two values at one time are two rows; frames with nothing in common stay apart."""
    first = frame(column("Time", [1000], "time"), column("Temp", [1]), column("Wet", [10]))
    second = frame(column("Time", [1000], "time"), column("Temp", [-1]))
    third = frame(column("Time", [500], "time"), column("Temp", [2]), column("Wet", [5]))
    assert after([first, second, third], "merge") == [
        {"Time": [1000, 1000, 500], "Temp": [1, -1, 2], "Wet": [10, None, 5]}
    ]
    assert len(after([first, frame(column("other", [1]))], "merge")) == 2


def test_labels_become_columns() -> None:
    """All of them, or some; one may name the values."""
    series = frame(column("Time", [1], "time"), column("Value", [7], job="api", env="prod"))
    assert after([series], "labelsToFields") == [{"Time": [1], "Value": [7], "job": ["api"], "env": ["prod"]}]
    assert after([series], "labelsToFields", {"keepLabels": ["env"]}) == [{"Time": [1], "Value": [7], "env": ["prod"]}]
    assert after([series], "labelsToFields", {"valueLabel": "job"}) == [{"Time": [1], "api": [7], "env": ["prod"]}]


def test_a_frame_keeps_its_name_when_its_labels_become_columns() -> None:
    """So that several frames can still be told apart."""
    named = frame(column("Value", [7], job="api"), name="left", ref_id="A")
    made = transformed([named], [{"id": "labelsToFields", "options": {}}])
    assert (made[0].name, made[0].ref_id) == ("left", "A")


def test_labels_become_rows() -> None:
    """One frame for each series, under its name."""
    assert after([A], "labelsToFields", {"mode": "rows"}) == [{"label": ["job"], "value": ["api"]}]


@pytest.mark.parametrize("name", ["joinByField", "seriesToColumns"])
def test_a_join_aligns_rows(name: str) -> None:
    """Where a frame has no row there is nothing; inner joins leave such rows out."""
    assert after([A, B], name, {"byField": "Time"}) == [
        {"Time": [1000, 1500, 2000], "api": [1, None, 100], "web": [2, 20, 200]}
    ]
    assert after([A, B], name, {"mode": "inner"}) == [{"Time": [1000, 2000], "api": [1, 100], "web": [2, 200]}]


def test_a_join_by_text_keeps_the_order() -> None:
    """Texts stand as they come, and the names of frames become labels."""
    one = frame(column("host", ["b", "a"], "string"), column("cpu", [1, 2]), name="left")
    other = frame(column("host", ["c", "a"], "string"), column("mem", [3, 4]), name="right")
    assert after([one, other], "joinByField", {"byField": "host"}) == [
        {"host": ["b", "a", "c"], "cpu left": [1, 2, None], "mem right": [None, 4, 3]}
    ]


@pytest.mark.parametrize(
    ("field", "desc", "people"),
    [("people", False, [1, 2, 3, 5]), ("people", True, [5, 3, 2, 1]), ("city", False, [1, 3, 5, 2]),
     ("city", True, [2, 3, 5, 1]), ("seen", False, [2, 5, 1, 3]), ("nowhere", False, [3, 1, 5, 2])],
)  # fmt: skip
def test_rows_are_sorted(field: str, desc: bool, people: list[int]) -> None:
    """What is equal keeps its order, what is empty is last, or first the other way round."""
    assert after([CITIES], "sortBy", {"sort": [{"field": field, "desc": desc}]})[0]["people"] == people


def test_truth_is_sorted_before_falsehood() -> None:
    """As the page sorts it."""
    table = frame(column("up", [False, True, False], "boolean"))
    assert after([table], "sortBy", {"sort": [{"field": "up"}]}) == [{"up": [True, False, False]}]


def test_rows_are_grouped() -> None:
    """One row for each value, with calculations; frames without the field are left out."""
    fields = {
        "city": {"operation": "groupby", "aggregations": []},
        "people": {"operation": "aggregate", "aggregations": ["sum", "count"]},
    }
    assert after([CITIES, A], "groupBy", {"fields": fields}) == [
        {"city": ["Rome", "Oslo", None], "people (sum)": [8, 1, 2], "people (count)": [2, 1, 1]}
    ]
    assert after([CITIES], "groupBy", {"fields": {"people": {"operation": "aggregate"}}})[0].keys() == {
        "city", "people", "seen",
    }  # fmt: skip


def test_rows_are_limited() -> None:
    """Ten unless told."""
    long = frame(column("n", list(range(20))))
    assert after([long], "limit", {"limitField": 2}) == [{"n": [0, 1]}]
    assert len(after([long], "limit")[0]["n"]) == 10


def test_fields_are_renamed_by_a_pattern() -> None:
    """What the pattern does not find keeps its name."""
    options = {"regex": "/pe(.)/", "renamePattern": "_$1"}
    assert list(after([CITIES], "renameByRegex", options)[0]) == ["city", "_ople", "seen"]


@pytest.mark.parametrize(
    ("binary", "name", "values"),
    [
        ({"left": "api", "operator": "+", "right": "web"}, "api + web", [3, None, 300]),
        ({"left": "web", "operator": "/", "right": "2"}, "web / 2", [1, 10, 100]),
        ({"left": {"matcher": {"id": "byName", "options": "web"}}, "operator": "-", "right": {"fixed": "1"}},
         "web - 1", [1, 19, 199]),
    ],
)  # fmt: skip
def test_fields_are_calculated_from_two(binary: dict[str, Any], name: str, values: list[Any]) -> None:
    """Time series are joined before; a number counts as a field."""
    made = after([A, B], "calculateField", {"mode": "binary", "binary": binary})
    assert made[0][name] == values
    assert list(made[0]) == ["Time", "api", "web", name]


def test_fields_are_calculated_from_rows() -> None:
    """Over all numbers or some of them, beside the others or in their place."""
    table = frame(column("Time", [1, 2], "time"), column("a", [1, None]), column("b", [3, 4]))
    assert after([table], "calculateField")[0]["Total"] == [4, 4]
    options = {"reduce": {"reducer": "mean", "include": ["b"]}, "alias": "m", "replaceFields": True}
    assert after([table], "calculateField", options) == [{"Time": [1, 2], "m": [3, 4]}]


def test_values_are_converted() -> None:
    """Commas are no part of a number, and a date becomes a time."""
    table = frame(
        column("n", ["1,000", "x", None], "string"),
        column("t", ["1970-01-01T00:00:01Z", None, "soon"], "string"),
        column("b", [0, 2, 1]),
        column("s", [1, 2.5, None]),
    )
    conversions = [("n", "number"), ("t", "time"), ("b", "boolean"), ("s", "string")]
    options = {"conversions": [{"targetField": name, "destinationType": kind} for name, kind in conversions]}
    made = transformed([table], [{"id": "convertFieldType", "options": options}])[0]
    assert [list(field.values) for field in made.fields] == [
        [1000, None, 0], [1000, None, None], [False, True, True], ["1", "2.5", "null"],
    ]  # fmt: skip
    assert [field.type for field in made.fields] == ["number", "time", "boolean", "string"]


def test_fields_are_put_beside_each_other() -> None:
    """The names of frames go with them, and the short ones are filled up."""
    one, other = frame(column("Value", [1]), name="one"), frame(column("x", [2, 3]), name="other")
    assert after([one, other], "concatenate") == [{"one": [1, None], "other · x": [2, 3]}]
    assert after([one, other], "concatenate", {"frameNameMode": "drop"}) == [{"Value": [1, None], "x": [2, 3]}]


def test_series_become_rows() -> None:
    """The latest first."""
    assert after([A, B], "seriesToRows") == [
        {
            "Time": [2000, 2000, 1500, 1000, 1000],
            "Metric": ['{job="api"}', '{job="web"}', '{job="web"}', '{job="api"}', '{job="web"}'],
            "Value": [100, 200, 20, 1, 2],
        }
    ]


def test_rows_become_fields() -> None:
    """Named by the first text, with the first number as value."""
    table = frame(column("host", ["a", "b"], "string"), column("cpu", [1, 2]))
    assert after([table], "rowsToFields") == [{"a": [1], "b": [2]}]


def test_transformations_follow_each_other() -> None:
    """Each sees what the one before it left; one that is disabled is not done."""
    made = transformed(
        [A, B],
        [
            {"id": "reduce", "options": {"reducers": ["max"]}},
            {"id": "limit", "options": {"limitField": 1}, "disabled": True},
            {"id": "sortBy", "options": {"sort": [{"field": "Max", "desc": True}]}},
        ],
    )
    assert [field.values for field in made[0].fields] == [["web", "api"], [200, 100]]


def test_a_filter_leaves_the_other_frames_alone() -> None:
    """They keep their place."""
    made = after([A, B], "limit", {"limitField": 1}, filter={"id": "byRefId", "options": "B"})
    assert [list(each.values())[1] for each in made] == [[1, 100], [2]]


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("histogram", {}, "histogram"),
        ("calculateField", {"mode": "windowFunctions"}, "windowFunctions"),
        ("calculateField", {"mode": "binary", "binary": {"left": "1", "operator": "%", "right": "2"}}, "%"),
        ("joinByField", {"mode": "outerTabular"}, "outerTabular"),
        ("filterByValue", {"filters": [{"fieldName": "x", "config": {"id": "isOdd"}}]}, "isOdd"),
        ("convertFieldType", {"conversions": [{"targetField": "x", "destinationType": "enum"}]}, "enum"),
        ("rowsToFields", {"mappings": [{"fieldName": "x", "handlerKey": "max"}]}, "rowsToFields"),
        ("renameByRegex", {"regex": "/((/"}, "renameByRegex"),
    ],
)
def test_what_is_not_known_is_refused(name: str, options: dict[str, Any], told: str) -> None:
    """Never an approximation: the message names the transformation and its form."""
    with pytest.raises(NotDrawn, match=name) as refused:
        after([A, B], name, options)
    assert told in refused.value.message
    assert refused.value.hint


ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(-5, 5)), min_size=1)


@given(ROWS)
def test_sorting_and_filtering_invent_no_rows(rows: list[tuple[str, int | None]]) -> None:
    """A sorted table has the same rows, and what is kept and what is not make the whole."""
    table = frame(column("k", [key for key, _ in rows], "string"), column("n", [number for _, number in rows]))
    ordered = after([table], "sortBy", {"sort": [{"field": "k"}]})[0]
    assert ordered["k"] == sorted(key for key, _ in rows)
    assert sorted(map(repr, zip(ordered["k"], ordered["n"], strict=True))) == sorted(map(repr, rows))
    filters = [{"fieldName": "n", "config": {"id": "greater", "options": {"value": 0}}}]
    parts = [after([table], "filterByValue", {"type": kind, "filters": filters})[0] for kind in ("include", "exclude")]
    assert sum(len(part["n"]) for part in parts) == len(rows)
