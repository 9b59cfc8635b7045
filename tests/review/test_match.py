"""Which panels of two dashboards are the same one."""

from typing import Any

import orjson
import pytest
from hypothesis import given

from grafmint.plan.semantic import normal
from grafmint.review.match import matched
from tests.deadline import deadline
from tests.plan.semantic.documents import boards
from tests.review.scene import panel


def _match(before: list[Any], after: list[Any]) -> dict[str, str]:
    trees = (normal("dashboard", orjson.dumps({"panels": each})) for each in (before, after))
    return dict(matched(*trees))


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (panel("A", 1), panel("B", 1, expr="other"), True),
        (panel("A", 1), panel("a!", 2, expr="other", type="stat"), True),
        (panel("A", 1), panel("B", 2), True),
        (panel("A", 1), panel("B", 2, type="stat"), False),
        (panel("A", 1), panel("B", 2, expr="other"), False),
        (panel("Load of all", 1, expr="a + b"), panel("Load", 2, expr="a + b > 0"), True),
        (panel("Load of all", 1, expr="a"), panel("Load", 2, expr="b"), False),
        (panel("A", 1, expr=None, type="text", options={"content": "x"}), panel("B", 2, expr=None, type="text"), False),
        (
            panel("A", 1, expr=None, type="text", options={"content": "x", "mode": "html"}),
            panel("B", 2, expr=None, type="text", options={"content": "x", "mode": "html"}),
            True,
        ),
        (panel("A", 1), {"id": 1, "type": "row", "title": "A"}, False),
    ],
)
def test_a_panel_is_known_by_what_it_is(before: Any, after: Any, *, is_same: bool) -> None:
    """By id, by title, or by most of what it asks and has; not by its form alone."""
    assert bool(_match([before], [after])) is is_same
    assert bool(_match([after], [before])) is is_same


def test_the_best_pair_comes_first() -> None:
    """Each panel belongs to the one that is most like it, and to one only."""
    two = [{"refId": "A", "expr": "a"}, {"refId": "B", "expr": "b"}]
    before = [panel("A", 1, targets=two), panel("B", 2, expr="a", y=1)]
    after = [panel("X", 11, expr="a"), panel("Y", 12, targets=two, y=1), panel("Z", 13, expr="a", y=2)]
    assert _match(before, after) == {"1": "12", "2": "11"}


def test_an_id_is_trusted_where_nothing_speaks_against_it() -> None:
    """Two panels that swapped their titles keep their ids; two that swapped their ids keep what they are."""
    titles = [panel("A", 1, expr="a"), panel("B", 2, expr="b", y=1)]
    assert _match(titles, [panel("B", 1, expr="a"), panel("A", 2, expr="b", y=1)]) == {"1": "1", "2": "2"}
    assert _match(titles, [panel("B", 1, expr="b"), panel("A", 2, expr="a", y=1)]) == {"1": "2", "2": "1"}


def test_ids_are_trusted_where_too_many_panels_share_their_titles() -> None:
    """Hundreds of panels that swapped two titles are not compared with each other one by one."""
    count = 700
    before = [panel("AB"[number % 2], number + 1, expr=f"e{number}", y=number) for number in range(count)]
    after = [panel("BA"[number % 2], number + 1, expr=f"e{count - number}", y=number) for number in range(count)]
    with deadline(5):
        found = _match(before, after)
    assert found == {str(number + 1): str(number + 1) for number in range(count)}


@given(boards, boards)
def test_panels_are_matched_one_to_one(one: Any, other: Any) -> None:
    """Whatever the documents hold; a document is matched to itself panel by panel."""
    before, after = (normal("dashboard", orjson.dumps(each)) for each in (one, other))
    found = matched(before, after)
    assert len(set(found.values())) == len(found)
    own = matched(before, before)
    assert all(name == same for name, same in own.items())
    assert len(own) == (len(before["panels"]) if own else 0)
