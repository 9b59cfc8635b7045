"""The page of a preview: dashboards as they would be seen."""

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.data.frame import DataOrigin
from grafmint.errors import ProjectError
from grafmint.layout import COLUMNS
from grafmint.render.page import preview_page
from grafmint.render.page.grid import places, rules, spot_of
from tests.render.page import scene
from tests.render.page.reading import Read, read


def page(*panels: dict[str, Any]) -> Read:
    """The page of one dashboard with these panels, read."""
    preview = attrs.evolve(scene.preview(), boards=(scene.board(panels=list(panels) or None),))
    return read(preview_page(preview, scene.pictures(uids={"after": "load"})))


def at(x: float, y: float, w: float, h: float) -> dict[str, Any]:
    """A place on the grid."""
    return {"gridPos": {"x": x, "y": y, "w": w, "h": h}}


def test_panels_stand_where_the_page_has_them() -> None:
    """Two panels share a line, the one in the closed row stands below its heading."""
    figures = page().all("figure")
    assert [each.attributes["class"] for each in figures] == [
        "panel x1 w12 t1 b2", "panel x13 w12 t1 b2", "panel x1 w24 t1 b2",
    ]  # fmt: skip
    assert [each.text for each in page().one("main").all("h3")] == ["Load (collapsed)"]


def test_panels_are_read_as_they_are_seen() -> None:
    """The order on the page is from top to bottom and from left to right, whatever the order in the document."""
    panels = [scene.panel(name, id_, **at(*place)) for name, id_, place in (
        ("third", 3, (0, 8, 24, 4)), ("second", 2, (12, 0, 12, 8)), ("first", 1, (0, 0, 12, 8)),
    )]  # fmt: skip
    assert [each.text.split()[0] for each in page(*panels).all("summary")] == ["first", "second", "third"]


def test_a_panel_tells_what_it_asks_and_where_it_is_made() -> None:
    """Below a picture are its query, its description, its place and what was found in it, which opens it."""
    details = page().all("details")
    assert "Load\nsum(up)" in [each.text for each in details[0].all("code")]
    assert "made at boards/load.py:7" in details[0].text
    assert ["open" in each.attributes for each in details] == [False, True, False]
    assert "promql-syntax" in details[1].text


def test_a_panel_without_a_picture_is_there() -> None:
    """It has its title in the place of the picture."""
    first, second, _ = page().all("figure")
    assert first.all("img")
    assert not second.all("img")
    assert "Load: no picture" in second.text


def test_what_keeps_it_from_being_built_stands_above() -> None:
    """Problems come before the contents, with place and hint, and say whether what follows is old."""
    [trouble] = [each for each in page().walk() if each.attributes.get("role") == "alert"]
    assert "last build that went well" in trouble.text
    assert "boards/Load.py:12" in trouble.text
    nothing = attrs.evolve(scene.preview(), boards=(), findings=())
    assert "Nothing was built yet." in read(preview_page(nothing, {})).text


def test_errors_stand_apart_from_what_was_not_right_before() -> None:
    """Only errors stand open in the box; warnings are counted and folded away."""
    warning = attrs.evolve(scene.finding("Old", "load"), severity="warning")
    problems = (ProjectError([warning, scene.finding("New", "load"), warning]),)
    shown = read(preview_page(attrs.evolve(scene.preview(), problems=problems), {}))
    [trouble] = [each for each in shown.walk() if each.attributes.get("role") == "alert"]
    assert [each.text for each in trouble.all("summary")] == ["2 findings beside the errors"]
    assert [each.text.partition(":")[0] for each in trouble.all("li")] == ["error", "warning", "warning"]
    assert [each.text.partition(":")[0] for each in trouble.one("details").all("li")] == ["warning", "warning"]


def test_contents_are_in_folders_by_title() -> None:
    """Folders by their titles, dashboards by theirs, those in no folder first; the page has them in the same order."""
    boards = [
        attrs.evolve(scene.board(title, uid), folder=folder)
        for title, uid, folder in (("Z", "a", "f1"), ("B", "b", "f2"), ("A", "c", "f1"), ("Y", "d", None))
    ]
    preview = attrs.evolve(scene.preview(), boards=tuple(boards), folders={"f1": "Shop", "f2": "Infra"})
    shown = read(preview_page(preview, {}))
    links = [each.attributes["href"] for each in shown.one("nav").all("a")]
    assert links == ["#dashboard-d", "#dashboard-b", "#dashboard-c", "#dashboard-a"]
    assert [each.text for each in shown.one("nav").all("li") if each.all("ul")] == ["InfraB", "ShopAZ"]
    assert [each.text for each in shown.all("h2")] == ["Findings", "Y", "B", "A", "Z"]
    assert "in folder Shop" in shown.text


def test_the_page_says_what_it_is() -> None:
    """The title names the tool, the project and the environment, which files of no project do not have."""
    assert page().one("title").text == page().one("h1").text == "grafmint preview: Load, Load"
    files = attrs.evolve(scene.preview(), environment=None)
    assert read(preview_page(files, {})).one("title").text == "grafmint preview: Load"


@pytest.mark.parametrize(
    ("origin", "says"), [("live", ", live data"), ("saved", ", saved data"), ("sample", ", sample data")]
)
def test_a_picture_says_whose_numbers_it_shows(origin: DataOrigin, says: str) -> None:
    """Below each picture, whatever numbers it has."""
    pictures = {
        name: attrs.evolve(each, origin=origin) for name, each in scene.pictures(uids={"after": "load"}).items()
    }
    summary = read(preview_page(scene.preview(), pictures)).all("figcaption")[0].one("summary")
    assert summary.text == f"Load (timeseries){says}"


def test_the_old_model_of_rows_is_shown_too() -> None:
    """Panels without a place flow in their order, as wide as they say."""
    assert places([{"span": 4}, {"span": 12}, {}]) == ["w8", "w24", "w12"]


def test_panels_that_lie_on_each_other_flow() -> None:
    """Nothing on the page covers anything else."""
    assert places([at(0, 0, 12, 8), at(6, 0, 12, 8)]) == ["w12", "w12"]


@pytest.mark.parametrize("wrong", [{"x": "0"}, {"x": 24}, {"y": -1}, {"h": float("nan")}, {"w": 1e300}, [], None])
def test_a_place_that_is_none_is_none(wrong: object) -> None:
    """Whatever stands in the document, a panel without a usable place flows."""
    assert spot_of({"gridPos": wrong}) is None


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 400), st.integers(1, 30), st.integers(1, 30)), max_size=80)
)
def test_every_class_has_a_rule(spots: list[tuple[int, int, int, int]]) -> None:
    """Whatever places panels have, the style knows what their classes stand for, and none leaves the columns."""
    for classes in places([at(*spot) for spot in spots]):
        names = classes.split()
        assert all(f".{name}{{" in rules() for name in names)
        numbers = {name[0]: int(name[1:]) for name in names}
        assert numbers.get("x", 1) + numbers["w"] - 1 <= COLUMNS
        assert numbers.get("t", 0) < numbers.get("b", 1)
