"""Laws of the comparison that hold for every document."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import KINDS, Kind
from grafmint.plan.semantic import aligned, difference, in_words, is_kept, normal
from tests.plan.semantic.documents import boards

kinds = st.sampled_from(KINDS)


def _tree(document: Any, kind: Kind = "dashboard") -> Any:
    return normal(kind, orjson.dumps(document))


def _with_points(value: Any) -> Any:
    """The value with a point in every number."""
    if isinstance(value, dict):
        return {key: _with_points(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_points(item) for item in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _turned(value: Any) -> Any:
    """The value with the keys of every object in the opposite order."""
    if isinstance(value, dict):
        return {key: _turned(value[key]) for key in reversed(value)}
    return [_turned(item) for item in value] if isinstance(value, list) else value


@given(boards, kinds)
def test_a_document_is_equal_to_itself(document: Any, kind: Kind) -> None:
    """However its keys are ordered, its blanks set and its whole numbers written."""
    tree = _tree(document, kind)
    assert difference(tree, tree) == ()
    again = normal(kind, orjson.dumps(_turned(document), option=orjson.OPT_INDENT_2))
    assert difference(tree, again) == ()
    assert difference(tree, _tree(_with_points(document), kind)) == ()


@given(boards, boards, boards, kinds)
def test_any_documents_can_be_compared(base: Any, live: Any, code: Any, kind: Kind) -> None:
    """Nothing in them makes the comparison fail; each change is kept by what it leads to, and is told."""
    wanted = _tree(code, kind)
    before, after = aligned(_tree(base, kind), wanted), aligned(_tree(live, kind), wanted)
    edits = difference(before, after)
    assert is_kept(edits, after)
    assert not edits or not is_kept(edits, before)
    assert bool(edits) == bool(difference(after, before))
    lines = in_words(edits, before, after)
    assert bool(lines) == bool(edits)
    assert all(line == line.strip() for line in lines)


@given(boards, boards)
def test_alignment_reaches_what_it_can(document: Any, other: Any) -> None:
    """Aligning to itself changes only what is chosen nowhere; aligning twice is aligning once."""
    tree, to = _tree(document), _tree(other)
    assert aligned(tree, tree) == tree
    once = aligned(tree, to)
    assert aligned(once, to) == once


@pytest.mark.parametrize("document", [b"", b"{", b"[]", b"1", b"null", b'"a"', b'{"a":' * 300 + b"1" + b"}" * 300])
def test_what_is_no_document_is_refused(document: bytes) -> None:
    """Bytes that are no JSON object, and objects nested deeper than anything of Grafana's."""
    with pytest.raises(ValueError):  # noqa: PT011  # each parser has its own words
        normal("dashboard", document)


def test_deep_nesting_is_compared() -> None:
    """As deep as JSON of ours can be written."""
    one, other = (normal("dashboard", b'{"a":' * 200 + leaf + b"}" * 200) for leaf in (b"1", b"2"))
    assert len(difference(one, other)) == 1
    assert in_words(difference(one, other), one, other)
