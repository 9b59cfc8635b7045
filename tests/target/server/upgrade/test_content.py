"""All that a server holds: whole, however many pages it has, of whoever made it, and by reads alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from grafmint.check.upgrade import Plugin
from grafmint.environment import Environment, Server
from grafmint.errors import CredentialsError, TargetError
from grafmint.target.server.api import index
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.upgrade.content import Content, read_content
from grafmint.testing import Grafana
from tests.target.server.answers import TOKEN, Answers, answers, hold, hold_folder, serving
from tests.target.server.peer import Handler, Peer, running, says
from tests.testing.client import ask

PLAIN, ADDED = "public/img/icn-datasource.svg", "public/plugins/acme-datasource/img/logo.svg"


def read(url: str, token: str = TOKEN, org: int = 1) -> Content:
    """The content of the server at an address."""
    server = Server(url, org=org, timeout=5.0)
    environment = Environment(name="prod", project="shop", root=Path("/p"), target=server)
    with Http(server, Credentials(token=token)) as http:
        return read_content(http, environment)


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A server with a folder, four dashboards, a library panel, and a datasource of a plugin that it has not."""
    with Grafana() as grafana:

        def post(path: str, body: dict[str, Any]) -> None:
            assert ask(grafana.url, grafana.token, "POST", path, body).status == 200

        post("/api/folders", {"uid": "f", "title": "F"})
        for number in range(4):
            board = {"uid": f"b{number}", "title": f"B{number}", "panels": [{"type": "graph", "id": 1}]}
            post("/api/dashboards/db", {"dashboard": board, "folderUid": "f" if number % 2 else ""})
        element = {"uid": "lp", "name": "LP", "kind": 1, "folderUid": "f", "model": {"type": "graph"}}
        post("/api/library-elements", element)
        post("/api/datasources", {"uid": "p", "name": "P", "type": "prometheus", "access": "proxy"})
        post("/api/datasources", {"uid": "a", "name": "A", "type": "acme-datasource", "access": "proxy"})
        grafana.forget_requests()
        yield grafana


def test_everything_is_there_with_its_title_and_folder(grafana: Grafana) -> None:
    """Dashboards, library panels and datasources, as documents of others; folders are none of it."""
    content = read(grafana.url, grafana.token)
    assert {(each.kind, each.uid): (each.title, each.folder) for each in content.bundle} == {
        ("datasource", "a"): ("A", None),
        ("datasource", "p"): ("P", None),
        ("library-panel", "lp"): ("LP", "f"),
        **{("dashboard", f"b{number}"): (f"B{number}", "f" if number % 2 else None) for number in range(4)},
    }
    assert all(each.foreign and each.file is None for each in content.bundle)
    assert [each.json["panels"][0]["type"] for each in content.bundle.of("dashboard")] == ["graph"] * 4
    assert content.bundle.of("library-panel")[0].json["model"]["type"] == "graph"
    assert content.bundle.datasources == {"p": "prometheus", "a": "acme-datasource"}
    assert not content.bundle.is_project


def test_what_is_installed_is_told(grafana: Grafana) -> None:
    """Panels by the list of plugins; a datasource without a plugin has no logo of its own."""
    installed = read(grafana.url, grafana.token).installed
    assert installed is not None
    assert {"graph", "timeseries"} <= set(installed.panels)
    assert installed.missing == {"acme-datasource"}


@pytest.mark.parametrize("size", [1, 2, 5, 5000])
def test_only_reads_are_sent_and_each_dashboard_once(
    grafana: Grafana, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Whatever the size of a page of the search."""
    monkeypatch.setattr(index, "_PAGE", size)
    assert len(read(grafana.url, grafana.token).bundle.of("dashboard")) == 4
    sent = [(each.method, each.path) for each in grafana.requests]
    assert {method for method, _ in sent} == {"GET"}
    assert sorted(path for _, path in sent if "/dashboards/" in path) == [
        f"/api/dashboards/uid/b{number}" for number in range(4)
    ]


def elements(count: int) -> Peer:
    """A server with so many library panels, a hundred on a page."""

    def act(handler: Handler) -> None:
        parts = urlsplit(handler.path)
        status, body = table().get(parts.path, (404, {"message": "Not found"}))
        if parts.path == "/api/library-elements":
            first = 100 * (int(parse_qs(parts.query).get("page", ["1"])[0]) - 1)
            page = [{"uid": f"l{number}", "name": "L", "model": {}} for number in range(count)[first : first + 100]]
            status, body = 200, {"result": {"elements": page}}
        says(json.dumps(body).encode(), status)(handler)

    return Peer(act)


@pytest.mark.parametrize(("count", "asked"), [(0, 1), (99, 1), (100, 2), (201, 3)])
def test_all_pages_of_library_panels_are_read(count: int, asked: int) -> None:
    """The last one is known by what it lacks."""
    with running(elements(count)) as peer:
        panels = read(peer.url).bundle.of("library-panel")
        paths = [urlsplit(request.path).path for request in peer.requests]
    assert {each.uid for each in panels} == {f"l{number}" for number in range(count)}
    assert paths.count("/api/library-elements") == asked


def table(**more: tuple[int, Any]) -> Answers:
    """A server with nothing on it."""
    found = {"/api/library-elements": (200, {"result": {"elements": []}}), "/api/plugins": (200, [])}
    return {**answers(), **found, **more}


def test_what_may_not_be_read_is_counted_and_what_has_gone_is_left_out() -> None:
    """The rest is looked at all the same."""
    found = table()
    for uid in ("a", "b", "c"):
        hold(found, uid)
    hold_folder(found, "f")
    found["/api/dashboards/uid/b"] = (403, {"message": "Access denied"})
    found["/api/dashboards/uid/c"] = (404, {"message": "Dashboard not found"})
    with serving(found) as peer:
        content = read(peer.url)
    assert ([each.uid for each in content.bundle], content.unread) == (["a"], ("1 of the dashboards",))


def test_who_may_see_no_list_is_told_of_the_rest() -> None:
    """Nothing is taken for missing then."""
    denied = (403, {"message": "Access denied"})
    found = table(**{"/api/library-elements": denied, "/api/plugins": denied, "/api/datasources": denied})
    hold(found, "a")
    with serving(found) as peer:
        content = read(peer.url)
    assert ([each.uid for each in content.bundle], content.installed) == (["a"], None)
    assert content.unread == ("datasources", "library panels", "plugins")


def test_the_plugins_of_datasources_are_asked_for_where_one_was_added() -> None:
    """Their versions decide what is Angular; the server's own word for it is kept."""
    sources = [{"uid": "a", "name": "A", "type": "acme-datasource", "typeName": "Acme", "typeLogoUrl": ADDED}]
    plugins = [
        {"id": "acme-datasource", "info": {"version": "1.2"}, "angularDetected": True},
        {"id": "x", "info": None},
    ]
    added = table(**{"/api/datasources": (200, sources), "/api/plugins": (200, plugins)})
    plain = [{"uid": "a", "name": "A", "type": "prometheus", "typeName": "Prometheus", "typeLogoUrl": PLAIN}]
    for found, asked in ((added, 2), (table(**{"/api/datasources": (200, plain)}), 1)):
        with serving(found) as peer:
            installed = read(peer.url).installed
            assert [urlsplit(each.path).path for each in peer.requests].count("/api/plugins") == asked
        assert installed is not None
        assert not installed.missing
        if asked == 2:
            assert installed.datasources == {"acme-datasource": Plugin(version="1.2", angular=True), "x": Plugin()}


def test_another_organisation_is_not_looked_at(grafana: Grafana) -> None:
    """Its boards are somebody else's."""
    with serving(table()) as peer, pytest.raises(CredentialsError, match="organisation 1"):
        read(peer.url, org=2)
    assert read(grafana.url, grafana.token).unread == ()


def test_a_server_that_fails_is_no_empty_one() -> None:
    """What cannot be read for any other reason ends it."""
    found = table()
    hold(found, "a")
    found["/api/dashboards/uid/a"] = (400, {"message": "no"})
    with serving(found) as peer, pytest.raises(TargetError):
        read(peer.url)


def test_a_dashboard_of_the_new_layout_is_named_and_the_others_are_read() -> None:
    """No classic document of it is to be had, and none is kept from us."""
    with Grafana(release="13.2") as grafana:
        grafana.store_v2("tabs", "Tabs")
        board = {"uid": "plain", "title": "Plain", "panels": []}
        assert ask(grafana.url, grafana.token, "POST", "/api/dashboards/db", {"dashboard": board}).status == 200
        content = read(grafana.url, grafana.token)
    assert ([each.uid for each in content.bundle], content.unread, content.modern) == (["plain"], (), ("tabs",))
