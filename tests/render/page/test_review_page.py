"""The page of a review: all of the review is on it."""

import attrs

from grafmint.render.page import review_page
from grafmint.render.page.element import element, html
from grafmint.render.page.query import marked
from grafmint.review import PartChange, ResourceChange, Review
from grafmint.revision import Revision
from tests.render.page import scene
from tests.render.page.reading import Read, read


def part_of(root: Read, title: str) -> Read:
    """The section below a heading."""
    [found] = [each for each in root.all("section") if each.all("h2", "h3") and each.all("h2", "h3")[0].text == title]
    return found


def page(review: Review | None = None) -> Read:
    """The page of a review, read."""
    return read(review_page(review or scene.review(), scene.pictures()))


def test_the_list_of_contents_counts() -> None:
    """Each changed resource is named with the number of its changes, and leads to them."""
    items = [each.text for each in page().one("nav").all("li")]
    assert items == [
        "The same change in several places: 1",
        (
            "dashboard Load: changed"
            " (its own settings, 1 panel changed, 2 panels only moved, 1 query only written otherwise)"
        ),
        "dashboard Load: removed",
        "Findings 1 new, 1 gone",
        "What a sync would do",
    ]


def test_a_part_is_seen_and_told() -> None:
    """A panel has both pictures, its line, its query with what changed, its threshold, and where it is made."""
    part = part_of(page(), "panel Load: changed, was Load before")
    assert [each.attributes["alt"] for each in part.all("img")] == ["Before: Load", "After: Load"]
    assert [each.text for each in part.all("figcaption")] == ["Before, sample data", "After, sample data"]
    assert [each.text for each in part.all("del")] == ["5m"]
    assert [each.text for each in part.all("ins")] == ["1m"]
    assert [[cell.text for cell in row.all("td")] for row in part.all("tr")[1:]] == [
        ["green below the others"] * 2,
        ["Load from 0.8", "Load from 0.9"],
    ]
    assert "boards/Load.py:12" in [each.text for each in part.all("code")]


def test_a_panel_that_is_new_has_one_picture() -> None:
    """The side on which there is none says so."""
    added = attrs.evolve(scene.part("Load"), before=None, verb="added")
    [old, *_] = scene.review().resources
    review = attrs.evolve(scene.review(), resources=(attrs.evolve(old, parts=(added,)),), groups=())
    part = part_of(page(review), "panel Load: added, was Load before")
    assert len(part.all("img")) == 1
    assert "Not there before." in part.text


def test_pictures_of_a_renamed_dashboard_go_by_its_names() -> None:
    """The picture before is that of the uid before."""
    parts = read(review_page(scene.review(), scene.pictures(uids={"before": "load", "after": "old"})))
    assert not parts.all("img")


def test_new_findings_stand_with_their_dashboard_too() -> None:
    """A finding is told where somebody reads of its dashboard, with its place, and in the list of all."""
    root = page()
    own = part_of(root, "dashboard Load: changed")
    assert [each.text for each in own.all("mark")] == ["sum"]
    assert [each.text for each in part_of(root, "Findings").all("h3")] == ["New: 1", "Gone: 1"]


def test_the_plan_is_a_table() -> None:
    """What a sync would do is a line each without what stays, with the count of all; else why nobody knows."""
    table = part_of(page(), "What a sync would do")
    assert [row.all("th")[0].text for row in table.all("tr")][1:] == ["update", "conflict"]
    assert "1 unchanged" in table.text
    without = attrs.evolve(scene.review(), plan=None, no_plan="the address changed")
    assert "the address changed" in part_of(page(without), "What a sync would do").text


def test_what_went_wrong_comes_first() -> None:
    """A revision that cannot be built, remarks and problems stand in the head of the page."""
    head = page().one("header").text
    assert "cannot be built: Load" in head
    assert "hint: Load" in head
    assert "aaaaaaaaaa" in head


def test_nothing_is_said_to_be_nothing() -> None:
    """A review without changes says so."""
    same = Revision(name="main")
    assert "Nothing changes." in page(Review(project="p", environment=None, base=same, head=same)).one("main").text


def test_the_same_change_is_told_once_with_its_places() -> None:
    """A group names its builder, and each place with a link to its dashboard."""
    group = part_of(page(), "panel Load: changed, was Load before, and 1 more")
    assert "Load:9" in [each.text for each in group.all("code")]
    assert [each.attributes["href"] for each in group.all("a")] == ["#dashboard-load", "#dashboard-gone"]


def test_a_new_dashboard_is_shown_whole() -> None:
    """All panels of a dashboard that came are where they stand, with their pictures; of one that went those before."""
    document = scene.board().json
    for verb, side in (("added", "after"), ("removed", "before")):
        sides = {side: document}
        part = attrs.evolve(scene.part("Load"), before=None, after=document["panels"][0])
        change = ResourceChange(kind="dashboard", uid="load", title="Load", verb=verb, parts=(part,), **sides)  # type: ignore[arg-type]
        review = attrs.evolve(scene.review(), resources=(change,), groups=())
        pictures = scene.pictures(uids={side: "load"})  # type: ignore[dict-item]
        section = part_of(read(review_page(review, pictures)), f"dashboard Load: {verb}")
        assert [each.attributes["class"] for each in section.all("figure")][1] == "panel x13 w12 t1 b2"
        assert len(section.all("img")) == 1
        assert ["boards/Load.py:12" in each.text for each in section.all("details")] == [True, False, False]


def test_a_part_alone_is_no_group() -> None:
    """A change in one place is told where it happens and nowhere else."""
    one = ResourceChange(
        kind="folder", uid="f", title="F", verb="changed", parts=(PartChange(of="board", name="F", verb="changed"),)
    )
    assert "#same" not in [
        each.attributes["href"] for each in page(attrs.evolve(scene.review(), resources=(one,), groups=())).all("a")
    ]


def test_only_changed_words_are_marked() -> None:
    """A query is compared by words and signs, and both sides say all of their text."""
    before, after = marked("sum(rate(a[5m]))\nby (x)", "sum(rate(b[5m]))\nby (x)")
    assert html(element("p", *before)) == "<p>sum(rate(<del>a</del>[5m]))\nby (x)</p>"
    assert html(element("p", *after)) == "<p>sum(rate(<ins>b</ins>[5m]))\nby (x)</p>"


def test_a_long_query_is_compared_by_lines() -> None:
    """What nobody could compare word by word in time is compared line by line."""
    long = "".join(f"a{number} +\n" for number in range(5000))
    before, after = marked(long + "x", long + "y")
    assert [html(each) for each in before[1:]] == ["<del>x</del>"]
    assert [html(each) for each in after[1:]] == ["<ins>y</ins>"]
