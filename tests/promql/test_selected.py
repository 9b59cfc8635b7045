"""The selectors of a query: what is around each, and which labels it must have."""

import pytest

from grafmint.promql.reading import Condition
from grafmint.promql.selected import Selected, selected


def labels(text: str, *wanted: str) -> dict[str, set[str]]:
    """The labels that a query needs of each of its metrics."""
    return {each.metric: set(each.labels) for each in selected(text, frozenset(wanted))}


def test_a_selector_has_its_conditions_and_what_is_done_to_it() -> None:
    """The name is no condition, also where it is written as one; aggregations are no functions."""
    (found,) = selected('sum(rate({__name__="requests_total", status=~"5.."}[5m]))')
    condition = Condition("status", "=~", "5..")
    assert found == Selected(metric="requests_total", conditions=(condition,), functions=frozenset({"rate"}))


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("a", {"a": {"shown"}}),
        ("sum(a)", {"a": set()}),
        ("sum by (x) (max by (x, y) (a))", {"a": {"x", "y"}}),
        ("sum without (x) (a)", {"a": {"x", "shown"}}),
        ("topk(3, a)", {"a": {"shown"}}),
        ("max_over_time(a[5m:1m])", {"a": {"shown"}}),
        ("a * on (x) group_left (y) b", {"a": {"x", "shown"}, "b": {"x", "y"}}),
        ("b * on (x) group_right (y) a", {"a": {"x", "shown"}, "b": {"x", "y"}}),
        ("sum by (x) (a) / b", {"a": {"x"}, "b": {"x", "shown"}}),
        ('label_replace(a, "shown", "$1", "src", "(.*)")', {"a": {"src"}}),
        ('label_join(a, "shown", "-", "x", "y")', {"a": {"x", "y"}}),
        ("-(a) > 3", {"a": {"shown"}}),
    ],
)
def test_labels_are_those_that_reach_the_answer(text: str, needed: dict[str, set[str]]) -> None:
    """And those that something on the way groups or matches by."""
    assert labels(text, "shown") == needed


def test_what_is_matched_as_it_is_stands_beside() -> None:
    """Without `on` and without an aggregation between them; not where labels are named."""
    beside = {each.metric: set(each.beside) for each in selected("rate(a[5m]) / (b - c) + on (x) d + sum(e)")}
    assert beside["a"] >= {"b", "c"}
    assert beside["d"] == beside["e"] == set()


@pytest.mark.parametrize("text", ["sum(", "", "1 + time()"])
def test_what_selects_nothing_is_nothing(text: str) -> None:
    """No query, or one without a metric."""
    assert selected(text) == ()
