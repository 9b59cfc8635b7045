"""The index: whole, however many pages it has, and of whom each line is."""

from collections.abc import Iterator

import pytest

from grafmint.environment import Server
from grafmint.plan.snapshot import Listed
from grafmint.target.server.api import index, library
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.testing import Grafana
from tests.testing.client import ask


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A server with two folders, five dashboards of which two have our tag, datasources and library panels."""
    with Grafana() as grafana:
        for uid in ("f", "g"):
            ask(grafana.url, grafana.token, "POST", "/api/folders", {"uid": uid, "title": uid.upper()})
        for number in range(5):
            tags = ["grafmint:shop"] if number < 2 else ["grafmint:shop2", "shop"]
            board = {"uid": f"b{number}", "title": f"B{number}", "tags": tags}
            save = {"dashboard": board, "folderUid": "f" if number % 2 else ""}
            ask(grafana.url, grafana.token, "POST", "/api/dashboards/db", save)
        mark = {"project": "shop", "uid": "q"}
        for uid in ("q", "r"):
            marked = {"uid": uid, "name": uid, "type": "x", "access": "proxy", "jsonData": {"grafmint": mark}}
            ask(grafana.url, grafana.token, "POST", "/api/datasources", marked)
            panel = {"uid": uid, "name": uid, "kind": 1, "folderUid": "f", "model": {"type": "text", "grafmint": mark}}
            ask(grafana.url, grafana.token, "POST", "/api/library-elements", panel)
        source = {"uid": "p", "name": "P", "type": "prometheus", "access": "proxy", "isDefault": True}
        ask(grafana.url, grafana.token, "POST", "/api/datasources", source)
        grafana.forget_requests()
        yield grafana


def read(grafana: Grafana) -> index.Index:
    """The index as the project `shop` sees it."""
    with Http(Server(grafana.url), Credentials(token=grafana.token)) as http:
        return index.read_index(http, "shop")


def test_everything_is_listed_with_its_place(grafana: Grafana) -> None:
    """Folders, what lies in one with which, and datasources with the flag; a request for each list."""
    found = read(grafana)
    assert {(each.kind, each.uid): (each.title, each.folder) for each in found.listed} == {
        ("folder", "f"): ("F", None),
        ("folder", "g"): ("G", None),
        **{("dashboard", f"b{number}"): (f"B{number}", "f" if number % 2 else None) for number in range(5)},
        **{("datasource", uid): (title, None) for uid, title in (("p", "P"), ("q", "q"), ("r", "r"))},
        **{("library-panel", uid): (uid, "f") for uid in ("q", "r")},
    }
    assert Listed(kind="datasource", uid="p", title="P", is_default=True) in found.listed
    assert grafana.count() == 3


def test_only_our_tag_is_ours(grafana: Grafana) -> None:
    """A longer name of another project is not, nor a tag of the same words."""
    assert sorted(each.uid for each in read(grafana).tagged) == ["b0", "b1"]


def test_only_what_has_our_mark_for_itself_is_marked(grafana: Grafana) -> None:
    """A copy has the mark of its original, another project has its own."""
    found = read(grafana).marked
    assert [(each.kind, each.uid) for each in found] == [("datasource", "q"), ("library-panel", "q")]
    with Http(Server(grafana.url), Credentials(token=grafana.token)) as http:
        assert index.read_index(http, "shop2").marked == ()


@pytest.mark.parametrize(("size", "pages"), [(1, 8), (3, 3), (7, 2), (8, 1), (5000, 1)])
def test_all_pages_are_read(grafana: Grafana, monkeypatch: pytest.MonkeyPatch, size: int, pages: int) -> None:
    """Each hit once, whatever the size of a page; the last page is known by what it lacks."""
    monkeypatch.setattr(index, "_PAGE", size)
    found = [each for each in read(grafana).listed if each.kind in {"folder", "dashboard"}]
    listed = [(each.kind, each.uid) for each in found]
    assert len(listed) == len(set(listed)) == 7
    assert grafana.count("GET", "/api/search") == pages


@pytest.mark.parametrize(("size", "pages"), [(1, 3), (2, 2), (3, 1)])
def test_all_pages_of_the_library_are_read(
    grafana: Grafana, monkeypatch: pytest.MonkeyPatch, size: int, pages: int
) -> None:
    """Its own count leaves some out, so that the last page is known by what it lacks."""
    monkeypatch.setattr(library, "_PAGE", size)
    found = [each.uid for each in read(grafana).listed if each.kind == "library-panel"]
    assert found == ["q", "r"]
    assert grafana.count("GET", "/api/library-elements") == pages
