"""What differs, in lines."""

from typing import Any

import orjson
import pytest

from grafmint.plan.difference import changes
from grafmint.plan.snapshot import Held


def _changes(before: Any, after: Any, kind: str = "dashboard") -> tuple[str, ...]:
    raw = before if isinstance(before, bytes) else orjson.dumps(before)
    held = Held(kind=kind, uid="u", title="U", folder="f", document=raw, hold="ours", where="w")  # type: ignore[arg-type]
    return changes(held, "f", orjson.dumps(after))


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ({"a": 1}, {"a": 1}, ()),
        ({"a": 1}, {"a": 2}, ("a  1 → 2",)),
        ({"a": 1}, {}, ("a  1 → none",)),
        ({}, {"a": None}, ("a  none → null",)),
        ({"a": 1}, {"a": True}, ("a  1 → true",)),
        ({"a": {"b": [1, {"c": "x"}]}}, {"a": {"b": [1, {"c": "y"}]}}, ('a.b[1].c  "x" → "y"',)),
        ({"a": [1]}, {"a": [1, 2]}, ("a  [1] → [1,2]",)),
        ({"panels": [{"id": 1, "title": "P", "type": "x"}]}, {"panels": []}, ('panel "P" removed',)),
        ({"panels": []}, {"panels": [{"id": 1, "title": "P"}]}, ('panel "P" added',)),
        (
            {"panels": [{"id": 1, "title": "P", "panels": [{"id": 2, "title": "Q", "w": 1}]}]},
            {"panels": [{"id": 1, "title": "P", "panels": [{"id": 2, "title": "Q", "w": 2}]}]},
            ('panel "Q"  w  1 → 2',),
        ),
        ({"panels": [{"id": {}, "title": "P"}]}, {"panels": [{"title": "P"}]}, ('panel "P"  id  {} → none',)),
        ({"panels": None}, {"panels": []}, ("the same content, written in another form",)),
        (b'{"a":  1}', {"a": 1}, ("the same content, written in another form",)),
        (b"{", {}, ("the file cannot be read as what it was",)),
        ([1], {}, ("the file is no JSON object any more",)),
    ],
)
def test_each_difference_is_a_line(before: Any, after: Any, lines: tuple[str, ...]) -> None:
    """The path to each value and both values, panels by title; odd contents are told as such."""
    assert _changes(before, after) == lines


@pytest.mark.parametrize("key", ["secureJsonData", "password", "basicAuthPassword"])
def test_secrets_are_not_shown(key: str) -> None:
    """Of a secret only that it differs is said."""
    assert _changes({key: "hunter2"}, {key: "$KEY"}, "datasource") == (f"{key}  differs",)
    assert _changes({"a": {key: "hunter2"}}, {"a": {}}, "datasource") == (f"a.{key}  differs",)
