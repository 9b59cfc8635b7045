"""Findings of two revisions."""

from typing import Any

import attrs

from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.review.findings import new_and_gone
from tests.review.scene import board, changes, panel


def _finding(message: str = "no unit", line: int = 1, **said: Any) -> Finding:
    place = Place("boards.py", line)
    settings: dict[str, Any] = {"rule": "unit", "severity": "warning", "message": message, "place": place, "uid": "x"}
    return Finding(**(settings | said))


def test_code_that_moved_is_no_news() -> None:
    """A finding is the same in another line, in another file, and at another place of the document."""
    moved = _finding(line=9, path="/panels/4")
    assert new_and_gone([_finding()], [moved]) == ((), ())


def test_what_only_one_revision_has_is_told() -> None:
    """By what it is about and what it says; each with the place that its own revision has."""
    kept, old, new = _finding(panel="A"), _finding("no title"), _finding("no unit", 5, panel="B")
    assert new_and_gone([kept, old], [new, kept]) == ((new,), (old,))
    others: tuple[dict[str, Any], ...] = (
        {"uid": "y"},
        {"query": "B"},
        {"rule": "other"},
        {"panel": "C"},
        {"kind": "folder"},
    )
    for said in others:
        assert new_and_gone([_finding()], [_finding(**said)]) == ((_finding(**said),), (_finding(),))


def test_a_second_one_is_new() -> None:
    """The same said once more, of another place, is one more."""
    assert len(new_and_gone([_finding()], [_finding(), _finding(line=7)])[0]) == 1


def test_under_other_names_they_are_the_same() -> None:
    """A dashboard that has another uid, and a panel in it that has another title, bring no findings of their own."""
    query = '{{app="{}"}}'
    old = board(panel("Load", expr=query.format("a")), panel("B", 2, y=8), uid="old")
    new = board(panel("Busy", expr=query.format("a")), panel("B", 2, y=8), uid="new")
    found = changes([old], [new])
    assert [(each.uid, each.was) for each in found] == [("new", "old")]
    before = [_finding(kind="dashboard", uid="old", panel=title) for title in ("Load", "B")]
    after = [_finding(kind="dashboard", uid="new", panel=title) for title in ("Busy", "B")]
    assert new_and_gone(before, after, found) == ((), ())
    assert [set(each) for each in new_and_gone(before, after)] == [set(after), set(before)]
    elsewhere = _finding(kind="dashboard", uid="other", panel="Load")
    assert new_and_gone([elsewhere], [attrs.evolve(elsewhere, panel="Busy")], found)[1] == (elsewhere,)


def test_what_a_removed_resource_had_is_no_news() -> None:
    """It is not mended but gone; what others had and have no more is told."""
    found = changes([board(uid="a"), board(uid="b", title="Other")], [board(uid="b", title="Other")])
    before = [_finding(kind="dashboard", uid=uid) for uid in ("a", "b")]
    assert new_and_gone(before, [], found) == ((), (before[1],))
