"""Reviews from JSON: what one job wrote another one has, and nothing else passes for it."""

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grafmint.errors import GrafmintError, UsageError
from grafmint.finding import Finding, Snippet
from grafmint.origin import Place
from grafmint.render.json import document
from grafmint.render.review_json import review_json
from grafmint.review.reading import read_document, read_review
from grafmint.review.review import AlertChange, Firings, QueryChange, Review
from tests.plan.semantic.documents import values
from tests.render.comment_reviews import BUILDER, board, panel, plan, review, same

QUERY = QueryChange(ref_id="A", language="prometheus", before="up", after="down", words=("`up` → `down`",))
FINDING = Finding(
    rule="unit", severity="warning", message="no unit", place=Place("a.py", 3), snippet=Snippet(text="up", end=2)
)


def whole() -> Review:
    """A review with something in each of its parts."""
    part = panel(lines=("turns red",), queries=(QUERY,), was="Failures")
    one, two = board("checkout", part), board("search", panel(), was="http-find", shifted=2, rewritten=1)
    alert = AlertChange(
        panel="http/2", was_told=("a → b",), told=("c → d",), firings=Firings(days=7, before=1, after=6)
    )
    rule = board("fails", panel(of="board", alert=alert), kind="alert-rule")
    return review(
        one,
        two,
        rule,
        groups=(same((one, part), (two, two.parts[0])),),
        new_findings=(FINDING,),
        gone_findings=(FINDING,),
        plan=plan(("update", "checkout", None), ("conflict", "hosts", "edited in Grafana")),
        problems=(UsageError("shallow", hint="fetch more"),),
    )


def written(made: Review) -> bytes:
    """The JSON of a review."""
    return document("review", **review_json(made)).encode()


def test_a_review_comes_back_as_it_was_written() -> None:
    """What is read and written again is the same JSON, and groups hold the very parts of the resources."""
    found = read_review(read_document(written(whole())))
    assert written(found) == written(whole())
    resource, part = found.groups[0].parts[0]
    assert resource is found.resources[0]
    assert part is resource.parts[0]
    assert found.groups[0].places == (BUILDER,)
    assert found.resources[2].parts[0].alert == whole().resources[2].parts[0].alert


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"type": "plan", "schema_version": 1}',
        b'{"type": "review", "schema_version": 2}',
        written(whole())[:-40],
        written(whole()).replace(b'"verb": "changed"', b'"verb": "burned"'),
        written(whole()).replace(b'"part": 0', b'"part": 9'),
        written(whole()).replace(b'"part": 0', b'"part": -1'),
        written(whole()).replace(b'"title": "checkout: HTTP"', b'"title": 5'),
    ],
)
def test_what_is_no_review_is_refused(content: bytes) -> None:
    """Whatever is wrong with it, the error says where to get one."""
    with pytest.raises(GrafmintError, match=r"review\.json cannot be read") as raised:
        read_review(read_document(content))
    assert "grafmint review --out" in str(raised.value)


@given(st.sampled_from(sorted(orjson.loads(written(whole())))), values)
@settings(max_examples=200)
def test_nothing_else_comes_of_what_others_write(key: str, value: object) -> None:
    """With any value in the place of any part there is a review or our error."""
    try:
        made = read_review(read_document(orjson.dumps({**orjson.loads(written(whole())), key: value})))
    except GrafmintError:
        return
    assert written(made)
