"""The page of a review: all of the review is on it."""

from base64 import b64decode
from typing import Any

import attrs
import pytest

from grafmint.render.page import review_page
from grafmint.render.page.element import element, html
from grafmint.render.page.query import marked
from grafmint.render.page.thresholds import threshold_table
from grafmint.review import PartChange, ResourceChange, Review
from grafmint.review.group import grouped
from grafmint.review.pictures import keys
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
            "Dashboard Load: changed"
            " (its own settings, 1 panel changed, 2 panels only moved or changed their size,"
            " 1 query only written otherwise)"
        ),
        "Dashboard Load: removed",
        "Alert rule Load: changed",
        "Findings: 1 new, 1 gone",
        "What a sync would do",
    ]


def test_a_part_is_seen_and_told() -> None:
    """A panel has both pictures, its line, its query with what changed, and its threshold."""
    part = part_of(page(), "Panel Load: changed, was Load before, and 1 more")
    assert [each.attributes["alt"] for each in part.all("img")][:2] == ["Before: Load", "After: Load"]
    assert [each.text for each in part.all("figcaption")] == ["Before, sample data", "After, sample data"]
    assert [each.text for each in part.all("del")] == ["5m"]
    assert [each.text for each in part.all("ins")] == ["1m"]
    assert [[cell.text for cell in row.all("td")] for row in part.all("tr")[1:]] == [
        [" green below the others"] * 2,
        [" Load from 0.8", " Load from 0.9"],
    ]


def test_a_panel_that_is_new_has_one_picture() -> None:
    """The side on which there is none says so; a panel in one place says where it is made."""
    added = attrs.evolve(scene.part("Load"), before=None, verb="added")
    [old, *_] = scene.review().resources
    review = attrs.evolve(scene.review(), resources=(attrs.evolve(old, parts=(added,)),), groups=())
    part = part_of(page(review), "Panel Load: added, was Load before")
    assert len(part.all("img")) == 1
    assert "Not there before." in part.text
    assert "boards/Load.py:12" in [each.text for each in part.all("code")]


def test_pictures_of_a_renamed_dashboard_go_by_its_names() -> None:
    """The picture before is that of the uid before."""
    parts = read(review_page(scene.review(), scene.pictures(uids={"before": "load", "after": "old"})))
    assert not parts.all("figure")


def test_new_findings_stand_with_their_dashboard_too() -> None:
    """A finding is told where somebody reads of its dashboard, with its place, and in the list of all."""
    root = page()
    own = part_of(root, "Dashboard Load: changed")
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
    """A group names its builder, and each place with a link to its dashboard, which leads back in one line."""
    root = page()
    group = part_of(root, "Panel Load: changed, was Load before, and 1 more")
    assert "Load:9" in [each.text for each in group.all("code")]
    assert [each.attributes["href"] for each in group.all("a")] == ["#dashboard-load", "#dashboard-gone"]
    own = part_of(root, "Dashboard Load: changed")
    [link] = own.all("a")
    assert (link.text, link.attributes["href"]) == ("as in 1 other place", f"#{group.attributes['id']}")
    assert [each.text for each in own.all("h3")] == ["Load: changed"]


def several() -> Review:
    """Three dashboards with a panel that changes alike in all, and one of another query in the last."""
    same = [scene.part("Load"), scene.part("Load")]
    other = attrs.evolve(scene.part("Load"), queries=scene.part("Errors").queries, after=scene.panel("Load", 2))
    alone = attrs.evolve(scene.part("Alone"), before=scene.panel("Alone", 3), after=scene.panel("Alone", 3))
    changes = tuple(
        ResourceChange(kind="dashboard", uid=uid, title=uid.upper(), verb="changed", parts=parts)
        for uid, parts in (("a", (same[0],)), ("b", (same[1],)), ("c", (other, alone)))
    )
    return attrs.evolve(scene.review(), resources=changes, groups=grouped(changes))


def test_every_picture_is_on_the_page_once() -> None:
    """Each panel that changes is seen before and after, in the group that tells of it or in its dashboard."""
    review = several()
    names = {
        name for change in review.resources for part in change.parts for name in keys(change, part, "dark").values()
    }
    assert len(names) == 8
    pictures = {name: attrs.evolve(scene.picture(), content=repr(name).encode()) for name in names}
    images = [each for each in read(review_page(review, pictures)).all("img") if each.attributes["alt"]]
    shown = [b64decode((each.attributes["src"] or "").partition(",")[2]) for each in images]
    assert sorted(shown) == sorted(picture.content for picture in pictures.values())


def test_what_differs_among_the_same_is_told() -> None:
    """In a group a query is told once, and again only where another place asks something else."""
    group = part_of(read(review_page(several(), {})), "Panel Load: changed, was Load before, and 2 more")
    assert [each.text for each in group.all("summary")] == ["Panel Load"]
    assert ["rate(Errors[5m])" in each.text for each in group.all("details")] == [True]
    assert [each.text for each in group.all("code")].count("rate(Load[5m])") == 1


def test_what_only_moved_is_a_line_each() -> None:
    """Dashboards to which nothing else happens have no section of their own."""
    moved = tuple(
        ResourceChange(kind="dashboard", uid=uid, title=uid.upper(), verb="changed", shifted=count)
        for uid, count in (("a", 1), ("b", 4))
    )
    root = page(attrs.evolve(scene.review(), resources=moved, groups=()))
    assert [each.text for each in part_of(root, "Only moved, or written otherwise").all("li")] == [
        "Dashboard A: 1 panel only moved or changed its size",
        "Dashboard B: 4 panels only moved or changed their size",
    ]
    assert not [each for each in root.all("h2") if each.text.startswith("Dashboard")]


def test_a_new_link_says_what_it_is() -> None:
    """The lines of a part that came stand in its card."""
    link = PartChange(of="link", name="Runbook", verb="added", lines=("url  https://runbook.example",))
    change = ResourceChange(kind="dashboard", uid="a", title="A", verb="changed", parts=(link,))
    root = page(attrs.evolve(scene.review(), resources=(change,), groups=()))
    assert [each.text for each in part_of(root, "Link Runbook: added").all("li")] == ["url  https://runbook.example"]


def test_thresholds_are_in_the_unit_of_the_panel() -> None:
    """Numbers read as on the panel, shares of its range as those; before each its colour as a picture."""

    def steps(value: float, mode: str) -> dict[str, Any]:
        thresholds = {"mode": mode, "steps": [{"color": "green", "value": None}, {"color": "#FF0000", "value": value}]}
        return scene.panel(fieldConfig={"defaults": {"unit": "percentunit", "thresholds": thresholds}})

    table = threshold_table(steps(0.005, "absolute"), steps(80, "percentage"))
    assert table is not None
    last = read(html(table)).all("tr")[-1]
    assert [cell.text for cell in last.all("td")] == [" #FF0000 from 0.5%", " #FF0000 from 80% of the range"]
    swatches = [b64decode((each.attributes["src"] or "").partition(",")[2]) for each in last.all("img")]
    assert all(b'fill="#ff0000"' in each for each in swatches)


def test_no_colour_is_markup() -> None:
    """What is no colour is drawn grey, whatever it says."""
    panels = [scene.panel('"/><script>', threshold=value) for value in (1, 2)]
    page = read(html(threshold_table(*panels)))
    for each in page.all("img"):
        assert b"script" not in b64decode((each.attributes["src"] or "").partition(",")[2])


def test_no_base_is_said_to_be_none() -> None:
    """A base that is no commit is told apart from one that cannot be built."""
    missing = Revision(name="main", failure="there is no commit 'main'")
    head = page(attrs.evolve(scene.review(), base=missing)).one("header").text
    assert "there is no base: there is no commit 'main'" in head


@pytest.mark.parametrize(
    ("environment", "says"),
    [(None, "Nothing: these are files of no project."), ("local", "No plan was made for local: --env")],
)
def test_what_is_empty_is_a_line(environment: str | None, says: str) -> None:
    """Without findings and without a plan there is a sentence each, with the way to a plan."""
    nothing = attrs.evolve(scene.review(), new_findings=(), gone_findings=(), plan=None, environment=environment)
    root = page(nothing)
    assert not part_of(root, "Findings").all("h3")
    assert len(part_of(root, "Findings").all("p")) == 1
    assert part_of(root, "What a sync would do").one("p").text.startswith(says)


def test_a_new_dashboard_is_shown_whole() -> None:
    """All panels of a dashboard that came are where they stand, with their pictures; of one that went those before."""
    document = scene.board().json
    for verb, side in (("added", "after"), ("removed", "before")):
        sides = {side: document}
        part = attrs.evolve(scene.part("Load"), before=None, after=document["panels"][0])
        change = ResourceChange(kind="dashboard", uid="load", title="Load", verb=verb, parts=(part,), **sides)  # type: ignore[arg-type]
        review = attrs.evolve(scene.review(), resources=(change,), groups=())
        pictures = scene.pictures(uids={side: "load"})  # type: ignore[dict-item]
        section = part_of(read(review_page(review, pictures)), f"Dashboard Load: {verb}")
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
