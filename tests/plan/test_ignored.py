"""Ignored: fields that people may change are neither a difference nor an edit, and a write keeps them."""

from collections.abc import Mapping
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.compile.encode import canonical
from grafmint.plan import Step, make_plan
from grafmint.plan.choices import Choices
from grafmint.plan.ignored import Ignored
from grafmint.plan.snapshot import Held
from tests.plan.scene import ENVIRONMENT, base, entry, held, snapshot_of


def step(code: Mapping[str, Any], there: Held, *fields: str) -> Step:
    """What happens to a dashboard where these fields are ignored."""
    environment = attrs.evolve(ENVIRONMENT, ignore=fields)
    snapshot = snapshot_of([there])
    (made,) = make_plan(
        environment, [entry(**code)], snapshot, form=lambda each: each.document, choices=Choices()
    ).steps
    return made


def settled(ours: Any, live: Any, *fields: str) -> Any:
    """The code's document with these fields as they are on the target."""
    made = attrs.evolve(entry(), document=canonical(ours))
    code, _ = Ignored.of(fields).settled(made, attrs.evolve(held("ours"), document=canonical(live)))
    return orjson.loads(code.document)


def test_it_is_no_difference() -> None:
    """And without the rule it is one."""
    there = held("ours", time={"from": "now-7d", "to": "now"})
    code = {"time": {"from": "now-6h", "to": "now"}}
    assert step(code, there, "dashboard.time").action == "unchanged"
    assert step(code, there).action == "update"


def test_an_edit_of_nothing_else_is_no_edit() -> None:
    """The code goes on as if nobody had saved it; an edit beside it is one."""
    saved = held("edited", base=base(refresh="30s"), refresh="30s", timezone="utc")
    assert step({"refresh": "1m"}, saved, "dashboard.timezone").action == "update"
    assert step({"refresh": "1m"}, saved).action == "conflict"
    more = held("edited", base=base(refresh="30s"), refresh="5m", timezone="utc")
    conflict = step({"refresh": "1m"}, more, "dashboard.timezone")
    assert (conflict.action, conflict.changes) == ("conflict", ("theirs: refresh  30s → 5m", "ours: refresh  30s → 1m"))


def test_a_write_keeps_it() -> None:
    """What goes to the target has people's value and the code's change."""
    made = step({"refresh": "1m", "timezone": ""}, held("ours", refresh="30s", timezone="utc"), "dashboard.timezone")
    assert made.action == "update"
    assert made.entry is not None
    assert {key: made.entry.json[key] for key in ("refresh", "timezone")} == {"refresh": "1m", "timezone": "utc"}


def test_a_rule_is_of_its_kind() -> None:
    """A dashboard's field is not a datasource's."""
    there = held("ours", timezone="utc")
    assert step({"timezone": ""}, there, "datasource.timezone").action == "update"


def test_it_is_no_rule_of_what_is_made() -> None:
    """Where nothing is there yet, the code's value is the first one."""
    environment = attrs.evolve(ENVIRONMENT, ignore=("dashboard.timezone",))
    snapshot = snapshot_of([])
    code = [entry(timezone="utc")]
    (made,) = make_plan(environment, code, snapshot, form=lambda each: each.document, choices=Choices()).steps
    assert made.entry is not None
    assert made.entry.json["timezone"] == "utc"


def test_what_people_took_away_stays_away() -> None:
    """Nothing stands for the code's value where the target has none."""
    assert settled({"a": 1, "b": 2}, {"b": 3}, "dashboard.a") == {"b": 2}


@pytest.mark.parametrize("key", ["name", "id", "refId", "uid"])
def test_items_of_a_list_are_paired_by_what_they_are(key: str) -> None:
    """In whatever order they stand; one that only the code has keeps the code's value."""
    ours = {"list": [{key: "a", "x": 1}, {key: "b", "x": 2}, {key: "new", "x": 3}]}
    live = {"list": [{key: "b", "x": 20}, {key: "gone", "x": 40}, {key: "a", "x": 10}]}
    assert settled(ours, live, "dashboard.list.*.x") == {
        "list": [{key: "a", "x": 10}, {key: "b", "x": 20}, {key: "new", "x": 3}]
    }


def test_items_without_a_name_are_paired_by_their_place() -> None:
    """There is nothing else to tell them by; what is no object has no fields."""
    ours, live = {"list": [{"x": 1}, {"x": 2}, 3]}, {"list": [{"x": 10}, "text"]}
    assert settled(ours, live, "dashboard.list.*.x") == {"list": [{"x": 10}, {"x": 2}, 3]}


json = st.recursive(
    st.none() | st.booleans() | st.integers(min_value=-9, max_value=9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcn"), inner, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(st.sampled_from("abc"), json, max_size=3)
paths = st.lists(st.sampled_from("abc*"), min_size=1, max_size=3).filter(lambda keys: keys[0] != "*").map(".".join)


@given(ours=documents, live=documents, path=paths)
def test_whatever_the_documents_are_it_is_settled_once(ours: Any, live: Any, path: str) -> None:
    """Settling again changes nothing, settling what is equal changes nothing, and other fields stay as they are."""
    field = f"dashboard.{path}"
    once = settled(ours, live, field)
    assert settled(once, live, field) == once
    assert settled(live, live, field) == live
    first = path.partition(".")[0]
    assert {key: once[key] for key in once if key != first} == {key: ours[key] for key in ours if key != first}
