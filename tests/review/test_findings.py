"""Findings of two revisions."""

from typing import Any

from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.review.findings import new_and_gone


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
