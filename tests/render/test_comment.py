"""The comment of a review, as its readers get it; `GRAFMINT_UPDATE_GOLDEN=1` writes the files anew."""

import os
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

from grafmint.render.comment import LIMIT, Images, comment, key, marker
from grafmint.review import Review
from grafmint.revision import Revision
from tests.render import comment_reviews as reviews
from tests.render.comment_markdown import Shown

GOLDEN = Path(__file__).parents[1] / "golden" / "comment"
FULL = "https://ci.example/review/index.html"
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
        (reviews.review(*(reviews.board(name, verb="removed") for name in "ab")), "2 dashboards are gone"),
        (reviews.comings(), "1 dashboard changes, 1 is new, 1 is gone; 1 folder is new"),
        (reviews.two_alike(), "2 dashboards change the same way"),
        (reviews.broken(), "there is nothing to compare the change with"),
        (reviews.review(head=Revision(name="x", failure="no")), "the change cannot be built"),
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
