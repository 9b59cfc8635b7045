"""Changes part by part, before they are lines; and where the parts stand in their document."""

from typing import Any

import orjson
from hypothesis import given

from grafmint.plan.semantic import Told, difference, in_words, located, normal, told
from tests.plan.semantic.documents import boards


def _told(before: Any, after: Any) -> tuple[Told, ...]:
    trees = [normal("dashboard", orjson.dumps(each)) for each in (before, after)]
    return told(difference(*trees), *trees)


def test_parts_are_told_apart() -> None:
    """What each is, what happens to it, and what is said, with the path of each value."""
    before = {"refresh": "5m", "panels": [{"id": 1, "title": "A", "x": 1, "targets": [{"expr": "a"}]}, {"id": 2}]}
    after = {"panels": [{"id": 1, "title": "A", "x": 2, "targets": [{"expr": "b"}]}, {"id": 3, "title": "C"}]}
    found = _told(before, after)
    assert [(each.subject.of, each.name, each.verb) for each in found] == [
        ("board", "", "changed"),
        ("panel", 'panel "A"', "changed"),
        ("panel", 'panel "C"', "added"),
        ("panel", "panel 2", "removed"),
    ]
    assert [(line.path, line.text) for each in found for line in each.lines] == [
        (("refresh",), "refresh  5m → off"),
        (("panels", "1", "targets", "A", "expr"), "query A  expression  a → b"),
        (("panels", "1", "x"), "x  1 → 2"),
    ]


@given(boards, boards)
def test_lines_are_the_parts_in_one_row(one: Any, other: Any) -> None:
    """Every line of the plan belongs to one part, behind its name; only moves together are told otherwise."""
    before, after = (normal("dashboard", orjson.dumps(each)) for each in (one, other))
    changes = difference(before, after)
    found = told(changes, before, after)
    assert len({each.subject for each in found}) == len(found)
    lines = [f"{each.name}{line.spaced}".lstrip() for each in found for line in each.lines]
    lines += [f"{each.name} {each.verb}" for each in found if not each.lines]
    flat = in_words(changes, before, after)
    assert {line for line in flat if " panels moved " not in line} <= set(lines)


@given(boards)
def test_panels_are_found_where_they_stand(document: Any) -> None:
    """Under the names of the tree, each with the JSON pointer that leads to it."""
    tree, found = normal("dashboard", orjson.dumps(document)), located(document.get("panels"))
    if isinstance(document.get("panels"), list):
        assert [each.name for each in found] == list(tree.get("panels", ()))
    for each in found:
        value = document
        for key in each.pointer.split("/")[1:]:
            value = value[int(key) if isinstance(value, list) else key]
        assert value == each.panel
