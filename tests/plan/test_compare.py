"""Comparing what is held with the code: by meaning, and byte by byte where bytes count."""

from typing import Any

import orjson
import pytest

from grafmint.bundle import Kind
from grafmint.plan.compare import EQUAL, Comparison, compare
from grafmint.plan.snapshot import Base, Held


def _compare(
    before: Any, after: Any, *, exact: bool = False, base: Any = None, copies: tuple[str, ...] = ()
) -> Comparison:
    held = Held(
        kind="dashboard",
        uid="u",
        title="U",
        folder="f",
        document=before if isinstance(before, bytes) else orjson.dumps(before),
        hold="edited",
        where="w",
        copies=copies,
        base=None if base is None else Base(document=orjson.dumps(base), folder="f"),
    )
    return compare(held, orjson.dumps(after), "f", exact=exact)


def test_equal_bytes_are_equal() -> None:
    """Nothing is looked at any closer."""
    assert _compare({"title": "a"}, {"title": "a"}) is EQUAL


@pytest.mark.parametrize("before", [b'{"title":  "a"}', {"title": "a", "editable": True}])
def test_another_form_counts_where_bytes_do(before: Any) -> None:
    """A server may write the same otherwise; a file that differs is written again."""
    assert _compare(before, {"title": "a"}).changes == ()
    said = ("the same content, written in another form",)
    assert _compare(before, {"title": "a"}, exact=True).changes == said


@pytest.mark.parametrize("before", [b"{", b"", [1]])
def test_what_cannot_be_read_differs(before: Any) -> None:
    """A file that is no dashboard any more is told as such, and no edit in it counts as kept."""
    found = _compare(before, {}, exact=True)
    assert found.changes == ("the file cannot be read as what it was",)
    assert not found.is_kept


def test_leftovers_of_an_interrupted_run_are_told() -> None:
    """A second copy is removed, also where the first one is right."""
    assert _compare({}, {}, copies=("a.json",)).changes == ("a.json is removed: a run was interrupted before",)


def test_edits_are_told_apart_by_the_base() -> None:
    """With what was written last, theirs and ours are known; without it they are not, and nothing counts as kept."""
    found = _compare({"title": "a", "refresh": "5m"}, {"title": "b", "refresh": "1m"}, base={"title": "a"})
    assert (len(found.changes), len(found.edits), len(found.ours), found.is_kept) == (2, 1, 2, False)
    assert not _compare({"title": "a"}, {"title": "b"}).is_kept
    assert _compare({"title": "b"}, {"title": "b", "refresh": "1m"}, base={"title": "a"}).is_kept


def test_keys_that_the_page_drops_are_nobodys_edit() -> None:
    """A key at the top that Grafana does not know goes with the first save in the page; what was edited stays one."""
    wrote = {"title": "a", "x-team": "shop"}
    saved = _compare({"title": "b"}, {"title": "a", "x-team": "store"}, base=wrote)
    assert saved.edits == ('title  "a" → "b"',)
    assert len(saved.changes) == 2
    assert _compare({"title": "b"}, {**wrote, "title": "b"}, base=wrote).is_kept


def _rule(
    kind: Kind, before: Any, after: Any, firing: int | None, *, rules: tuple[str, ...] = (), exact: bool = False
) -> tuple[str, ...]:
    held = Held(kind=kind, uid="u", title="U", folder="f", document=orjson.dumps(before), hold="ours", where="w",
                firing=firing, rules=rules)  # fmt: skip
    found = compare(held, orjson.dumps(after), "f", exact=exact)
    return (*found.changes, *found.effects)


@pytest.mark.parametrize(
    ("firing", "said"),
    [
        (None, "resets its state"),
        (0, "resets its state"),
        (1, "resets its state: 1 instance is firing now"),
        (2, "resets its state: 2 instances are firing now"),
    ],
)
def test_a_rule_that_changes_resets_its_state(firing: int | None, said: str) -> None:
    """Whatever changes, also what nobody evaluates; what does not change resets nothing."""
    before, after = ({"annotations": {"summary": text}} for text in "ab")
    assert _rule("alert-rule", before, after, firing) == ('summary  "a" → "b"', said)
    assert _rule("alert-rule", before, {**before, "isPaused": False}, firing) == ()


def test_a_group_resets_its_rules_and_a_file_resets_nothing() -> None:
    """The interval is written into every rule of the group; Grafana reads a file before it evaluates."""
    before, after = {"interval": 60}, {"interval": 30}
    interval = "interval  1m → 30s"
    assert _rule("rule-group", before, after, 0, rules=("a",)) == (interval, "resets the state of its rule")
    firing = "resets the state of its 2 rules: 3 instances are firing now"
    assert _rule("rule-group", before, after, 3, rules=("a", "b")) == (interval, firing)
    assert _rule("alert-rule", before, after, None, exact=True) == ("interval  1m → 30s",)
