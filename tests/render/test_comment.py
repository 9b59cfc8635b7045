"""The comment of a review, as its readers get it; `GRAFMINT_UPDATE_GOLDEN=1` writes the files anew."""

import os
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.render.comment import LIMIT, Images, comment, key, marker
from grafmint.review import QueryChange, Review
from grafmint.revision import Revision
from tests.render import comment_reviews as reviews
from tests.render.comment_markdown import Shown

GOLDEN = Path(__file__).parents[1] / "golden" / "comment"
FULL = "https://ci.example/review/index.html"
ERROR = Finding(rule="no-such", severity="error", message="no such thing")
WARNING = attrs.evolve(ERROR, severity="warning")
CASES: dict[str, Callable[[], Review]] = {
    "two-alike": reviews.two_alike,
    "many-alike": reviews.many_alike,
    "queries": reviews.queries,
    "comings-and-goings": reviews.comings,
    "verdicts": reviews.verdicts,
    "broken-base": reviews.broken,
    "nothing": reviews.review,
}


def compare(name: str, text: str) -> None:
    """Hold a comment against its file."""
    path = GOLDEN / f"{name}.md"
    if os.environ.get("GRAFMINT_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", CASES)
def test_it_reads_as_its_golden_file_with_pictures(name: str) -> None:
    """What colleagues read is what was agreed on, with pictures and links."""
    review = CASES[name]()
    compare(name, comment(review, images=reviews.gallery(review), full=FULL, data="sample, made up"))


@pytest.mark.parametrize("name", CASES)
def test_it_reads_well_with_words_alone(name: str) -> None:
    """Without pictures and links nothing points to them."""
    text = comment(CASES[name]())
    compare(f"{name}-words", text)
    assert "img" not in Shown(text).tags
    assert "full review" not in text.lower()


def test_files_have_no_builder() -> None:
    """Who has only JSON reads which files change, and of no builder."""
    review = reviews.two_alike()
    for places, told in (
        (("exported/a.json",), "— `exported/a.json`, in *"),
        (("exported/a.json", "maps.yaml#b.json"), "— `exported/a.json` and `maps.yaml#b.json`, in *"),
    ):
        pairs = review.groups[0].parts
        alike = reviews.same(*pairs, places=tuple(Place(place, 1) for place in places))
        text = comment(attrs.evolve(review, groups=(alike,)))
        assert told in text
        assert "builder" not in text


@pytest.mark.parametrize("name", CASES)
def test_the_same_review_gives_the_same_bytes(name: str) -> None:
    """A comment that says nothing new is not written again."""
    review = CASES[name]()
    assert comment(review, images=reviews.gallery(review)) == comment(CASES[name](), images=reviews.gallery(review))


def test_it_begins_with_its_marker() -> None:
    """By its first line it is found again, whatever project and environment are called."""
    review = attrs.evolve(reviews.two_alike(), project="a --> <b>", environment="x/y")
    first = comment(review).partition("\n")[0]
    assert first == marker("a --> <b>", "x/y") == "<!-- grafmint review: a%20--%3E%20%3Cb%3E/x%2Fy -->"
    assert Shown(first).comments == [" grafmint review: a%20--%3E%20%3Cb%3E/x%2Fy "]
    assert marker("a", "b/c") != marker("a/b", "c")
    assert marker("a", None) != marker("a", "prod")


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (reviews.review(), "nothing changes in Grafana"),
        (reviews.review(reviews.board("a")), "1 dashboard changes"),
        (reviews.review(*map(reviews.board, "abc")), "3 dashboards change"),
        (reviews.review(*map(reviews.board, "abc"), reviews.board("d", verb="added")), "3 dashboards change, 1 is new"),
        (
            reviews.review(*(reviews.board(name, verb="removed") for name in "ab")),
            "2 dashboards are no longer in the code",
        ),
        (reviews.comings(), "1 dashboard changes, 1 is new, 1 is no longer in the code; 1 folder is new"),
        (reviews.two_alike(), "2 dashboards change the same way"),
        (reviews.broken(), "there is nothing to compare the change with"),
        (reviews.review(head=Revision(name="x", failure="no")), "the change cannot be built"),
        (reviews.review(reviews.board("a", shifted=2)), "dashboard *a: HTTP* changes only in layout"),
        (reviews.review(*(reviews.board(each, shifted=2) for each in "ab")), "2 dashboards change only in layout"),
        (
            reviews.review(reviews.board("a", verb="added"), new_findings=(ERROR, attrs.evolve(ERROR, query="A"))),
            "1 dashboard is new; the checks found 2 errors",
        ),
        (reviews.review(new_findings=(WARNING,), gone_findings=(ERROR,)), "nothing changes in Grafana"),
        (reviews.review(head=Revision(name="x", failure="no"), new_findings=(ERROR,)), "the change cannot be built"),
    ],
)
def test_the_headline_counts_what_changes(review: Review, said: str) -> None:
    """Who reads one line knows how much there is to look at."""
    assert comment(review).splitlines()[1] == f"### grafmint: {said}"


def test_what_changes_in_two_ways_is_not_the_same() -> None:
    """A second change, even one that nobody has to look at, is not passed over."""
    review = reviews.two_alike()
    moved = (review.resources[0], attrs.evolve(review.resources[1], shifted=1))
    assert "2 dashboards change\n" in comment(attrs.evolve(review, resources=moved))


def test_pictures_are_found_by_the_id_after_the_change() -> None:
    """A renamed panel has one key; one that is gone leaves its id to others."""
    resource = reviews.board("a")
    moved = reviews.panel(before={"id": 1}, after={"id": 2})
    assert key(resource, moved) == ("http-a", "2")
    assert key(resource, reviews.panel(before=None, after=None)) == ("http-a", "Errors")
    gone = reviews.panel(verb="removed", before={"id": 2}, after=None)
    assert key(resource, gone) == ("http-a", "2 removed")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:image/png;base64,AA", "//evil.example/x.png", "x.png", "", f"https://x/{'a' * 400}"],
)
def test_only_addresses_are_linked(url: str) -> None:
    """What is no address of a page is neither a picture nor a link."""
    review = reviews.two_alike()
    images = {found: Images(after=url) for found in reviews.gallery(review)}
    assert {"a", "img"} & Shown(comment(review, images=images, full=url)).tags == set()


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("/uploads/66db/a b.png", "/uploads/66db/a%20b.png"),
        ("https://x.example/a(b)|c.png?raw=true", "https://x.example/a%28b%29%7Cc.png?raw=true"),
        ('https://x.example/">)![x](y', "https://x.example/%22%3E%29%21%5Bx%5D%28y"),
    ],
)
def test_an_address_cannot_be_left(url: str, source: str) -> None:
    """What would end a link is written as it is in addresses."""
    review = reviews.two_alike()
    shown = Shown(comment(review, images={found: Images(after=url) for found in reviews.gallery(review)}))
    assert {attributes["src"] for tag, attributes in shown.elements if tag == "img"} == {source}


def test_what_does_not_fit_is_folded_and_then_counted() -> None:
    """The first stays whole, some are one line each, and of the others it is said how many they are."""
    parts = [reviews.panel(f"Panel {index}", index, lines=(f"unit s → ms{'x' * 60}",) * 9) for index in range(400)]
    resource = reviews.board("checkout", *parts)
    review = reviews.review(resource, groups=tuple(reviews.same((resource, part)) for part in parts))
    text = comment(review, full=FULL, limit=8_000)
    assert len(text) <= 8_000 < LIMIT
    assert "**Panel *Panel 0*: unit s → ms" in text
    lines = text.count("\n- Panel *Panel ")
    whole = text.count("**Panel *Panel ")
    assert lines > 5
    assert whole > 1
    assert f"- and {400 - lines - whole} more changes: see the full review" in text
    assert "**Checks**: nothing new." in text


def test_nothing_is_folded_where_there_is_room() -> None:
    """The limit counts only where it is reached."""
    review = reviews.many_alike()
    assert comment(review) == comment(review, limit=10**6)


def test_what_is_dangerous_is_read_first() -> None:
    """Where numbers come from, who has another address, what is no longer there; then numbers, and what is new."""
    source = reviews.panel("Source", lines=("data source  a → b",))
    telling = reviews.panel("Telling", lines=("turns red at 1",))
    changed = reviews.board("a", telling, source)
    others = (
        reviews.board("new", verb="added"),
        reviews.board("moved", verb="moved", folder_was="Old"),
        reviews.board("gone", verb="removed"),
        reviews.board("renamed", verb="renamed", was="old"),
    )
    groups = tuple(reviews.same((changed, part)) for part in (source, telling))
    text = comment(reviews.review(*others, changed, groups=groups))
    said = ["Panel *Source*", "*renamed: HTTP*", "*gone: HTTP*", "Panel *Telling*", "*new: HTTP*", "*moved: HTTP*"]
    assert sorted(said, key=text.index) == said


def test_what_stays_in_grafana_is_counted() -> None:
    """A sync does not delete what the code has no more, and nobody is to look for it in vain."""
    for strays, said in (
        ([("stray", "a", None)], "; 1 that the code has no more stays in Grafana."),
        ([("stray", "a", None), ("stray", "b", None)], "; 2 that the code has no more stay in Grafana."),
        ([], "."),
    ):
        text = comment(reviews.review(plan=reviews.plan(("update", "x", None), *strays)))
        assert f"0 created, 1 updated, 0 deleted{said}" in text


def test_a_finding_says_what_it_is_found_in() -> None:
    """Its place and its dashboard, panel and query; a file that is one document has no line."""
    found = attrs.evolve(ERROR, kind="dashboard", uid="load", panel="CPU", query="A")
    inside = "dashboard `load`, panel *CPU*, query *A*"
    assert f" in {inside}\n" in comment(reviews.review(new_findings=(found,)))
    places = {
        Place("a.json", 1): "`a.json`",
        Place("a.json", 2): "`a.json:2`",
        Place("a.yml", 1, 7): "`a.yml:1`",
        Place("a.py", 1): "`a.py:1`",
    }
    for place, said in places.items():
        text = comment(reviews.review(new_findings=(attrs.evolve(found, place=place),)))
        assert f" at {said} ({inside})\n" in text


def test_a_failure_is_told_once() -> None:
    """By the checks, with the way out; where they say nothing of it, at the top."""
    head = Revision(name="x", failure="no such thing at a.py:1")
    found = (attrs.evolve(WARNING, message="else"), attrs.evolve(ERROR, message="follows"), ERROR)
    text = comment(reviews.review(head=head, new_findings=found, no_plan="the change does not build"))
    assert text.count("no such thing") == 1
    assert text.index("no such thing") < text.index("follows") < text.index("else")
    assert "If merged" not in text
    assert "⚠ The change cannot be built: no such thing at a.py:1\n" in comment(reviews.review(head=head))


def test_a_base_that_is_no_commit_is_none() -> None:
    """Nothing was there that could have been built."""
    base = Revision(name="mian", failure="there is no commit 'mian'")
    assert "⚠ There is no base: there is no commit 'mian'\n" in comment(reviews.review(base=base))
    assert "⚠ The base cannot be built: " in comment(reviews.review(base=attrs.evolve(base, commit="a1b2c3d4")))


def test_a_renamed_panel_says_what_else_matters() -> None:
    """A query that changes is in the same sentence, in words where there are any; looks come below it."""
    query = QueryChange(ref_id="A", language="loki", before="a", after="b")
    words = {
        (("query A: range `1m` → `2m`", "legend  on → off"), ()): "; query A: range `1m` → `2m`**",
        (("legend  on → off",), (query,)): "; query `A` changes**",
        (("legend  on → off",), ()): "was *Old***",
    }
    for (lines, queries), said in words.items():
        part = reviews.panel("New", verb="renamed", was="Old", lines=lines, queries=queries)
        resource = reviews.board("a", part)
        text = comment(reviews.review(resource, groups=(reviews.same((resource, part)),)))
        assert said in text
        assert "\n- legend on → off\n" in text
        assert text.count("range `1m`") <= 1
