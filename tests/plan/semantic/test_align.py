"""Trees made comparable, and edits that the code has or has not."""

from typing import Any

import orjson
import pytest

from grafmint.plan.semantic import MISSING, Change, aligned, difference, is_kept, normal


def _tree(document: Any) -> Any:
    return normal("dashboard", orjson.dumps(document))


def _row(id_: int, title: str, *panels: Any) -> dict[str, Any]:
    return {"id": id_, "type": "row", "title": title, "collapsed": True, "panels": list(panels)}


def _changes(before: Any, after: Any) -> tuple[Change, ...]:
    code = _tree(after)
    return difference(aligned(_tree(before), code), code)


def test_panels_are_the_same_by_row_and_title() -> None:
    """Where their ids are others: the page numbered a document that had none, or somebody numbered it anew."""
    before = {"panels": [_row(1, "A b", {"id": 2, "title": "Load"}), _row(3, "C", {"id": 4, "title": "Load"})]}
    after = {"panels": [_row(10, "a-b", {"title": "LOAD!", "x": 1}), _row(30, "C", {"id": 40, "title": "Load"})]}
    assert _changes(before, after) == (
        Change(("panels", "10", "title"), "A b", "a-b"),
        Change(("panels", "#10/load", "title"), "Load", "LOAD!"),
        Change(("panels", "#10/load", "x"), MISSING, 1),
    )


def test_ids_come_first() -> None:
    """A panel that was renamed keeps its id; one whose title another one took is not that one."""
    before = {"panels": [{"id": 1, "title": "A"}, {"id": 2, "title": "B"}]}
    after = {"panels": [{"id": 1, "title": "B"}, {"id": 3, "title": "A"}]}
    paths = {change.path[:2] for change in _changes(before, after)}
    assert paths == {("panels", "1"), ("panels", "2"), ("panels", "3")}


def test_panels_without_title_are_the_same_by_type() -> None:
    """In their order, so that each finds one of its kind."""
    before = {"panels": [{"id": n, "type": "text", "x": n} for n in (1, 2)]}
    after = {"panels": [{"id": n, "type": "text", "x": n - 10} for n in (11, 12)]}
    assert _changes(before, after) == ()
    after["panels"][1]["type"] = "stat"
    assert _changes(before, after) != ()


def test_what_names_a_panel_follows() -> None:
    """A query that reads another panel, and an annotation that is shown on one."""

    def board(id_: int) -> dict[str, Any]:
        reader = {"id": 7, "title": "Reader", "targets": [{"refId": "A", "panelId": id_}]}
        annotation = {"name": "a", "filter": {"ids": [id_, 7]}}
        return {"panels": [{"id": id_, "title": "Source"}, reader], "annotations": {"list": [annotation]}}

    assert _changes(board(1), board(2)) == ()
    assert difference(_tree(board(1)), _tree(board(2))) != ()


@pytest.mark.parametrize(("chosen", "changes"), [(None, 0), ("prod", 0), ("dev", 1)])
def test_a_choice_counts_where_the_code_makes_one(chosen: str | None, changes: int) -> None:
    """The page stores which value somebody had picked when it saves."""

    def board(current: str | None) -> dict[str, Any]:
        current_ = {} if current is None else {"current": {"value": current, "text": current}}
        return {"templating": {"list": [{"name": "env", "type": "custom", **current_}]}}

    assert len(_changes(board("prod"), board(chosen))) == changes
    assert len(_changes(board(None), board(chosen))) == (chosen is not None)


BASE = {
    "title": "T",
    "panels": [{"id": 1, "title": "P", "options": {"a": 1, "b": 1}}],
    "links": [{"title": "x"}, {"title": "y"}],
}


@pytest.mark.parametrize(
    ("live", "code", "kept"),
    [
        ({"title": "U"}, {"title": "U"}, True),
        ({"title": "U"}, {"title": "T"}, False),
        ({"title": "U"}, {"title": "V"}, False),
        ({"title": "U"}, {"title": "U", "refresh": "1m"}, True),
        ({"panels": []}, {"panels": []}, True),
        ({"panels": []}, {}, False),
        ({"panels": [{"id": 1, "title": "P", "options": {"a": 2, "b": 1}}]}, {"panels": []}, False),
        (
            {"panels": [{"id": 1, "title": "P", "options": {"a": 2, "b": 1}}]},
            {"panels": [{"id": 1, "title": "P", "options": {"a": 2, "b": 3}}]},
            True,
        ),
        ({"panels": [{"id": 1, "title": "P", "options": {"b": 1}}]}, {}, False),
        ({"panels": [*BASE["panels"], {"id": 2}]}, {"panels": [*BASE["panels"], {"id": 2, "title": "Q"}]}, True),
        ({"panels": [*BASE["panels"], {"id": 2}]}, {}, False),
        ({"links": [{"title": "y"}, {"title": "x"}]}, {}, False),
        (
            {"links": [{"title": "y"}, {"title": "x"}]},
            {"links": [{"title": "y"}, {"title": "z"}, {"title": "x"}]},
            True,
        ),
        ({"links": [{"title": "y"}, {"title": "x"}]}, {"links": [{"title": "x"}]}, False),
        ({"links": 1}, {"links": 1}, True),
        ({}, {"title": "anything"}, True),
    ],
)
def test_an_edit_is_kept_where_the_code_has_it(live: Any, code: Any, *, kept: bool) -> None:
    """Each value that somebody set, took away or moved must be so in the code; what else the code has is its own."""
    base, edited = _tree(BASE), _tree(BASE | live)
    assert is_kept(difference(base, edited), _tree(BASE | code)) is kept
