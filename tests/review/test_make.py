"""Reviews as a whole: from two revisions to a value, and what failed as a part of it."""

import time
from typing import Any

import attrs
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.bundle import KINDS, Bundle, Entry, Kind
from grafmint.errors import UsageError
from grafmint.finding import Finding
from grafmint.render.json import document
from grafmint.render.review_json import review_json
from grafmint.review.compare import resource_changes
from grafmint.review.make import make_review
from grafmint.review.review import Review
from grafmint.revision import Revision
from tests.plan.semantic.documents import boards, values
from tests.review.alerts import PAYMENTS, alert, steps
from tests.review.scene import board, entry, panel

FINDING = Finding(rule="unit", severity="warning", message="no unit", uid="load")


def _revision(*entries: Entry, **said: Any) -> Revision:
    return Revision(name="main", bundle=Bundle(entries=entries), **said)


def _review(base: Revision, head: Revision, **said: Any) -> Review:
    return make_review(base, head, project="shop", environment="prod", **said)


def test_a_review_has_every_side_of_a_change() -> None:
    """What changes, the same as groups, what the checks say anew, and why there is no plan."""
    base = _revision(board(panel()), findings=(FINDING,))
    made = _review(base, _revision(board(panel(expr="down"))), no_plan="no token")
    assert [change.uid for change in made.resources] == ["load"]
    assert [len(same.parts) for same in made.groups] == [1]
    assert (made.new_findings, made.gone_findings, made.no_plan) == ((), (FINDING,), "no token")
    assert not made.is_empty
    assert _review(base, base).is_empty


@pytest.mark.parametrize("failed", ["base", "head"])
def test_what_could_not_be_built_is_not_compared(failed: str) -> None:
    """With one side missing nothing is said to be new or gone but the findings of the head."""
    sides = {"base": _revision(board(panel())), "head": _revision(findings=(FINDING,))}
    sides[failed] = _revision(failure="no such module", findings=sides[failed].findings)
    made = _review(sides["base"], sides["head"], problems=[UsageError("shallow")])
    assert (made.resources, made.groups, made.new_findings, made.gone_findings) == ((), (), (FINDING,), ())
    assert not made.is_empty
    silent = {name: attrs.evolve(side, findings=()) for name, side in sides.items()}
    assert not _review(silent["base"], silent["head"]).is_empty


def test_what_the_base_had_is_no_news_where_the_head_cannot_be_built() -> None:
    """What is found in both is old, what is found no more was not looked for; a base that fails says nothing."""
    new = attrs.evolve(FINDING, severity="error", message="swap them")
    old = attrs.evolve(FINDING, message="no title")
    base = _revision(board(panel()), findings=(FINDING, old))
    made = _review(base, _revision(findings=(FINDING, new), failure="swap them"))
    assert (made.new_findings, made.gone_findings) == ((new,), ())
    made = _review(attrs.evolve(base, failure="no"), _revision(findings=(FINDING,)))
    assert made.new_findings == (FINDING,)


def test_findings_follow_what_has_another_name() -> None:
    """A dashboard under another uid keeps its findings, one that is removed takes them along."""
    found = {uid: attrs.evolve(FINDING, kind="dashboard", uid=uid) for uid in ("load", "hosts")}
    base, head = _revision(board(panel()), findings=(found["load"],)), _revision(board(panel(), uid="hosts"))
    made = _review(base, attrs.evolve(head, findings=(found["hosts"],)))
    assert (made.new_findings, made.gone_findings) == ((), ())
    made = _review(base, _revision())
    assert (made.new_findings, made.gone_findings) == ((), ())


def test_a_review_is_json() -> None:
    """Everything that is told of it, each part of a group by where it stands; documents and secrets are not in it."""
    base, head = (_revision(board(panel(expr=each), panel("B", 2, expr=each, y=8))) for each in ("up", "up > 0"))
    text = document("review", **review_json(_review(base, head, problems=[UsageError("shallow", hint="fetch")])))
    read = orjson.loads(text)
    assert (read["type"], read["schema_version"], read["project"]) == ("review", 1, "shop")
    (resource,) = read["resources"]
    assert resource["parts"][0] == {
        "of": "panel",
        "name": "Load",
        "verb": "changed",
        "was": None,
        "lines": ["query A: compared with `> 0`"],
        "queries": [
            {
                "ref_id": "A",
                "language": "prometheus",
                "before": "up",
                "after": "up > 0",
                "words": ["compared with `> 0`"],
            }
        ],
        "place": None,
        "alert": None,
        "before": {"id": 1, "title": "Load", "type": "timeseries"},
        "after": {"id": 1, "title": "Load", "type": "timeseries"},
    }
    parts = [{"kind": "dashboard", "uid": "load", "part": index} for index in (0, 1)]
    assert read["groups"] == [{"parts": parts, "places": []}]
    assert read["problems"] == [{"message": "shallow", "hint": "fetch"}]
    assert (
        document("review", **review_json(_review(base, head, problems=[UsageError("shallow", hint="fetch")]))) == text
    )


_STEPS = st.lists(
    st.fixed_dictionaries(
        {"refId": st.sampled_from("ABC")},
        optional={"model": values | st.sampled_from([step["model"] for step in steps()]), "datasourceUid": values},
    )
    | values,
    max_size=3,
)
_TEXTS = st.dictionaries(st.sampled_from(["severity", "team"]), st.sampled_from(["a", "{{ b }}"]) | values, max_size=2)
_GROUPS = st.fixed_dictionaries({"rules": st.lists(_TEXTS | st.just(alert()), max_size=2)})
#: What is shaped like a rule, a file of them, or a tree of policies, with anything in it.
_RULES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from("ab"), "condition": st.sampled_from("ABC"), "data": _STEPS | st.just(steps()),
        "labels": _TEXTS | values, "annotations": _TEXTS | values, "for": st.sampled_from(["5m", "0s", "x"]) | values,
        "groups": st.lists(_GROUPS | values, max_size=2),
        "receiver": st.sampled_from("ab"), "routes": st.lists(st.just(PAYMENTS) | values, max_size=2) | values,
        "receivers": values, "isPaused": st.booleans() | values,
    },
)  # fmt: skip
_entries = st.builds(
    lambda uid, kind, title, folder, content: Entry(
        kind=kind, uid=uid, title=title, folder=folder, document=orjson.dumps(content)
    ),
    st.sampled_from("abc"),
    st.sampled_from(KINDS),
    st.sampled_from(["", "Load", "load!"]),
    st.sampled_from([None, "a", "b"]),
    boards | _RULES | values,
)


def _unique(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple({(entry.kind, entry.uid): entry for entry in entries}.values())


@given(st.lists(_entries, max_size=5).map(_unique), st.lists(_entries, max_size=5).map(_unique))
@settings(deadline=None)
def test_any_two_bundles_can_be_compared(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> None:
    """Whatever somebody has put into them: nothing fails, each resource is told once, and the JSON can be written."""
    base, head = _revision(*before), _revision(*after)
    made = _review(base, head)
    keys: list[tuple[Kind, str]] = [(change.kind, change.uid) for change in made.resources]
    assert len(keys) == len(set(keys))
    assert _review(base, base).resources == () == _review(head, head).resources
    assert document("review", **review_json(made))
    back = {change.was or change.uid for change in made.resources}
    assert back == {change.uid for change in _review(head, base).resources}


@given(boards, boards)
@settings(deadline=None)
def test_both_directions_tell_of_something(one: Any, other: Any) -> None:
    """Two dashboards differ in both directions, or in none."""
    before, after = (Bundle(entries=(entry(each),)) for each in (one, other))
    assert bool(resource_changes(before, after)) == bool(resource_changes(after, before))


def test_a_large_project_is_compared_in_two_seconds() -> None:
    """500 dashboards of 30 panels each, 40 of them changed."""

    def made(number: int, window: str) -> Entry:
        panels = [
            panel(f"P{n}", n, y=8 * n, expr=f"sum by (job) (rate(m{n}[{window}])) / sum(rate(t[{window}]))")
            for n in range(1, 31)
        ]
        return board(*panels, uid=f"u{number}", title=f"T{number}")

    before = Bundle(entries=tuple(made(number, "5m") for number in range(500)))
    after = Bundle(entries=tuple(made(number, "10m" if number < 40 else "5m") for number in range(500)))
    started = time.process_time()
    found = resource_changes(before, after)
    taken = time.process_time() - started
    assert (len(found), sum(len(change.parts) for change in found)) == (40, 1200)
    assert taken < 2
