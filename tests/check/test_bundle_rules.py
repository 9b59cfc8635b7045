"""duplicate-title, title-of-folder, uids-alike, unknown-folder and two-defaults."""

import attrs
import orjson
import pytest

from grafmint.bundle import Bundle, Entry
from grafmint.check import check
from grafmint.origin import Place
from tests.check.boards import entry

SHOP = Entry(kind="folder", uid="shop", title="Shop", document=orjson.dumps({"uid": "shop", "title": "Shop"}))


def _rules(*entries: Entry, is_project: bool = True) -> list[tuple[str, str, str, str]]:
    findings = check(Bundle(entries=entries, is_project=is_project))
    return [(one.severity, one.rule, one.message, str(one.also)) for one in findings]


def test_a_title_may_stand_in_two_folders() -> None:
    """The same title in another folder is fine."""
    assert _rules(SHOP, entry({"title": "Load"}, uid="a"), entry({"title": "Load"}, uid="b", folder="shop")) == []


@pytest.mark.parametrize(("folder", "where"), [(None, "the top level"), ("shop", "folder 'shop'")])
def test_a_title_stands_once_in_a_folder(folder: str | None, where: str) -> None:
    """Grafana compares titles without regard to case; both places are named."""
    one, other = entry({"title": "Load"}, uid="a", folder=folder), entry({"title": "LOAD"}, uid="b", folder=folder)
    message = f"dashboard 'b' has the title of 'a', 'LOAD', both in {where}"
    assert _rules(SHOP, one, other) == [("error", "duplicate-title", message, "a.json:1")]
    assert _rules(one, other, is_project=False) == []


def test_titles_of_one_slug_are_one() -> None:
    """What differs in marks alone is told with both titles; what Grafana writes as a word is none of them."""
    one, other = entry({"title": "Read/Write"}, uid="a"), entry({"title": "Read Write"}, uid="b")
    message = "dashboard 'b' has the title of 'a', 'Read Write' and 'Read/Write' being the same to Grafana"
    assert _rules(one, other) == [("error", "duplicate-title", f"{message}, both in the top level", "a.json:1")]
    assert _rules(one, entry({"title": "Read & Write"}, uid="b")) == []


@pytest.mark.parametrize("folder", [None, "shop", "ops"])
def test_no_dashboard_has_the_title_of_a_folder(folder: str | None) -> None:
    """Grafana refuses it at the top level, in the folder itself and in any other."""
    ops = Entry(kind="folder", uid="ops", title="Ops", document=b"{}")
    place = Place("folders.py", 3)
    shop = attrs.evolve(SHOP, file=place)
    lost = entry({"title": "SHOP!"}, uid="a", folder=folder)
    message = "dashboard 'a' has the title of folder 'shop', 'SHOP!' and 'Shop' being the same to Grafana"
    assert _rules(shop, ops, lost) == [("error", "title-of-folder", message, "folders.py:3")]
    assert _rules(shop, lost, is_project=False) == []


def test_uids_that_differ_in_case() -> None:
    """Two dashboards are told with both places; a folder and a dashboard may look alike."""
    one, other = entry({"title": "A"}, uid="load"), entry({"title": "B"}, uid="Load")
    assert _rules(one, other) == [
        ("error", "uids-alike", "the uids 'load' and 'Load' differ only in case", "load.json:1")
    ]
    assert _rules(SHOP, entry({"title": "A"}, uid="SHOP")) == []
    assert _rules(one, other, is_project=False) == []


def test_a_dashboard_cannot_have_the_uid_of_a_folder() -> None:
    """Grafana keeps both in one table: the second is refused with both places."""
    board = entry({"title": "A"}, uid="shop")
    assert _rules(SHOP, board) == [
        ("error", "uid-of-folder", "the dashboard has the uid 'shop' of a folder", str(SHOP.place()))
    ]
    assert _rules(SHOP, board, is_project=False) == []


def test_a_folder_must_be_defined() -> None:
    """A dashboard of a folder that no module defines has nowhere to go; a file of no project may say any."""
    lost = entry({"title": "A"}, uid="a", folder="shp")
    assert [rule[:3] for rule in _rules(SHOP, lost)] == [
        ("error", "unknown-folder", "no module defines the folder 'shp'")
    ]
    assert _rules(SHOP, entry({"title": "A"}, uid="a", folder="shop")) == []
    assert _rules(lost, is_project=False) == []


def _source(uid: str, *, default: bool) -> Entry:
    document = orjson.dumps({"uid": uid, "name": uid, "isDefault": default})
    return Entry(kind="datasource", uid=uid, title=uid, document=document, file=Place(f"{uid}.py", 1))


def test_one_datasource_is_the_default() -> None:
    """Each default after the first is an error that names both places; any number may be none."""
    one, two, three, none = (_source(uid, default=uid != "d") for uid in "abcd")
    assert _rules(one, none, _source("e", default=False)) == []
    assert _rules(one, two, none, three) == [
        ("error", "two-defaults", f"datasource '{uid}' is the default, and so is 'a'", "a.py:1") for uid in "bc"
    ]
