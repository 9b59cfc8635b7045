"""Laws of the comparison of alerting's documents, of any form."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Kind
from grafmint.plan.semantic import difference, in_words, is_kept
from grafmint.plan.semantic.duration import duration
from grafmint.plan.semantic.text import line_changes, moves
from tests.plan.semantic.alerting import ALERTING, documents, policy, rule, tree


def _turned(value: Any) -> Any:
    """The value with the keys of every object in the opposite order, and null where it says nothing."""
    if isinstance(value, dict):
        return {"said": None, **{key: _turned(value[key]) for key in reversed(value)}}
    return [_turned(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", ALERTING)
@given(st.data())
def test_equal_documents_have_no_difference(kind: Kind, data: st.DataObject) -> None:
    """However their keys are ordered and their blanks are set."""
    document = data.draw(documents[kind])
    found = tree(kind, document)
    assert difference(found, tree(kind, orjson.loads(orjson.dumps(document, option=orjson.OPT_INDENT_2)))) == ()
    assert difference(found, tree(kind, dict(reversed(document.items())))) == ()


@pytest.mark.parametrize("kind", ALERTING)
@given(st.data())
def test_any_difference_is_told(kind: Kind, data: st.DataObject) -> None:
    """Nothing in a document makes the comparison fail; what differs has a line, and is kept by what it leads to."""
    before, after = (tree(kind, data.draw(documents[kind])) for _ in range(2))
    changes = difference(before, after)
    lines = in_words(changes, before, after)
    assert bool(lines) == bool(changes) == bool(difference(after, before))
    assert all(line == line.strip() for line in lines)
    assert is_kept(changes, after)


@pytest.mark.parametrize("kind", ["alert-rule", "policy"])
def test_what_says_nothing_is_nothing(kind: Kind) -> None:
    """Null and an empty object anywhere are as good as left out."""
    document = rule(labels={"a": "b"}) if kind == "alert-rule" else policy({"receiver": "x", "match": {"a": "b"}})
    assert difference(tree(kind, document), tree(kind, _turned(document))) == ()
    assert difference(tree(kind, document), tree(kind, {**document, "more": {}, "other": {"inner": None}})) == ()


@given(st.from_regex(r"([0-9]{1,3}w)?([0-9]{1,3}h)?([0-9]{1,4}m)?([0-9]{1,5}s)?", fullmatch=True))
def test_a_duration_has_one_form(text: str) -> None:
    """Writing it in that form again changes nothing, and seconds that are more make another one."""
    once = duration(text)
    assert duration(once) == once
    if text:
        assert duration(f"{once}1ms") != once


@pytest.mark.parametrize(
    ("one", "other"), [("5m", "300s"), ("1d", "24h"), ("1w", "7d"), ("8d", "1w1d"), ("90s", "1m30s"), ("0m", "0s")]
)
def test_the_same_time_is_the_same_duration(one: str, other: str) -> None:
    """Whatever units somebody wrote it in."""
    assert duration(one) == duration(other)


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_moves_lead_from_one_order_to_the_other(before: list[str], after: list[str]) -> None:
    """Done from the last to the first they make the new order, and there are none where nothing moves."""
    found = list(moves(before, after))
    made = [name for name in before if name not in dict(found)]
    for name, where in reversed(found):
        made.insert(len(made) if where == "to the end" else made.index(where.removeprefix("before ")), name)
    assert made == after
    assert bool(found) == (before != after)


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
def test_texts_that_differ_have_lines_that_differ(before: str, after: str) -> None:
    """Also where only a blank line comes or goes."""
    assert bool(list(line_changes(before, after))) == (before != after)
