"""What newer releases do otherwise than the recorded one, asked for over HTTP."""

from pathlib import Path
from typing import Any

import pytest

from grafmint import testing
from grafmint.testing import Grafana
from grafmint.testing.facts import FACTS
from grafmint.testing.profile import Profile
from tests.testing.client import Answer, ask
from tests.testing.resources import Resources

PACKAGE = Path(testing.__file__).parent
RELEASES = ("9.4.0-pre", "10.4", "11.6", "12.2", "13.2")
RULES = "/api/v1/provisioning/alert-rules"
GROUP = "/api/v1/provisioning/folder/shop/rule-groups/g"
QUERY = {"refId": "A", "datasourceUid": "__expr__", "model": {"type": "math", "expression": "1"}}
RULE = {"title": "R", "folderUID": "shop", "ruleGroup": "g", "condition": "A", "for": "0s", "data": [QUERY]}
ELEMENT = {"uid": "p", "name": "P", "kind": 1, "model": {"type": "text"}}
STATES = {"noDataState": "OK", "execErrState": "OK"}


def call(grafana: Grafana, method: str, path: str, body: Any = None) -> Answer:
    """Ask as its admin."""
    return ask(grafana.url, grafana.token, method, path, body)


def save(grafana: Grafana, uid: str, title: str, folder: str = "", **more: Any) -> Answer:
    """Save a dashboard through /api."""
    document = {"uid": uid, "title": title, "schemaVersion": 36, **more}
    body = {"dashboard": document, "folderUid": folder, "overwrite": True}
    return call(grafana, "POST", "/api/dashboards/db", body)


def statuses(method: str, path: str, body: Any = None) -> list[int]:
    """What each release answers to a question, with a folder, a rule, and a dashboard that shows a library panel."""
    found = []
    for release in RELEASES:
        with Grafana(release=release) as grafana:
            call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
            call(grafana, "POST", "/api/library-elements", ELEMENT)
            save(grafana, "load", "Load", "shop", panels=[{"id": 1, "libraryPanel": {"uid": "p", "name": "P"}}])
            call(grafana, "POST", RULES, {**RULE, **STATES, "uid": "r"})
            found.append(call(grafana, method, path, body).status)
    return found


def test_a_release_is_a_number() -> None:
    """Two numbers decide, the rest is what it says it is; older than the recorded one is taken for that."""
    assert [Profile.of(release).number for release in RELEASES] == [(9, 4), (10, 4), (11, 6), (12, 2), (13, 2)]
    assert (Profile.of("8.5.1").number, Profile.of("11.6.0+security-01").number) == ((9, 4), (11, 6))
    assert [Profile.of(release).release for release in ("12.2", "12.1.0-88106")] == ["12.2.0", "12.1.0-88106"]
    with pytest.raises(ValueError, match="'new' is no release"):
        Profile.of("new")
    with Grafana(release="12.2") as grafana:
        assert call(grafana, "GET", "/api/health").json["version"] == "12.2.0"


def test_what_is_not_seen_says_where_it_is_from() -> None:
    """A fact that no real server showed has a page to read, and each is true of some release and not of another."""
    for name, fact in FACTS.items():
        assert fact.evidence == "R" or fact.source.startswith("https://"), name
        held = [Profile.of(release).has(name) for release in RELEASES]
        assert any(held), name
        assert not all(held), name


def test_every_fact_is_asked_for() -> None:
    """The double does something with each: none is only told."""
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if path.name != "facts.py")
    assert [name for name in FACTS if f'"{name}"' not in code] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("GET", "/api/folders/shop/counts", None, [404, 200, 200, 200, 200]),
        ("POST", "/api/folders", {"uid": "shop", "title": "Other"}, [412, 412, 412, 412, 412]),
        ("PUT", "/api/folders/shop", {"title": "Other"}, [412, 412, 412, 412, 412]),
        ("POST", "/api/folders", {"uid": "two", "title": "Shop"}, [409, 409, 200, 200, 200]),
        ("GET", "/api/dashboards/uid/load/versions/9", None, [500, 404, 404, 404, 404]),
        ("GET", "/api/search?limit=9999", None, [422, 422, 422, 422, 422]),
        ("GET", "/api/datasources/7", None, [404, 404, 404, 404, 404]),
        ("GET", "/api/datasources/x", None, [400, 400, 400, 400, 404]),
        (
            "POST",
            "/api/datasources",
            {"uid": "a b", "name": "A", "type": "loki", "access": "proxy"},
            [200, 200, 200, 400, 400],
        ),
        ("GET", f"{RULES}/none", None, [500, 404, 404, 404, 404]),
        ("POST", RULES, {**RULE, **STATES}, [500, 400, 400, 201, 201]),
        ("POST", RULES, {**RULE, **STATES, "uid": "r", "title": "S"}, [500, 400, 400, 409, 409]),
        ("PUT", GROUP, {"interval": 60, "rules": [{**RULE, **STATES, "uid": "s"}]}, [500, 500, 400, 200, 200]),
        (
            "PUT",
            GROUP,
            {"interval": 60, "rules": [{**RULE, **STATES, "uid": "s", "title": "S"}]},
            [500, 500, 200, 200, 200],
        ),
        ("POST", RULES, {**RULE, **STATES, "title": "S", "folderUID": "none"}, [201, 201, 400, 400, 400]),
        ("POST", RULES, {**RULE, **STATES, "title": "S", "condition": "B"}, [201, 201, 400, 400, 400]),
        ("DELETE", "/api/library-elements/p", None, [403, 403, 403, 403, 403]),
    ],
)
def test_releases_answer_otherwise(method: str, path: str, body: Any, expected: list[int]) -> None:
    """The same question to each of them, with its status."""
    assert statuses(method, path, body) == expected


@pytest.mark.parametrize(("release", "in_object"), [("11.5", False), ("11.6", True), ("13.2", True)])
def test_versions_come_in_an_object(release: str, in_object: bool) -> None:
    """From 11.6 on, with a token that continues them."""
    with Grafana(release=release) as grafana:
        save(grafana, "load", "Load")
        listed = call(grafana, "GET", "/api/dashboards/uid/load/versions").json
        assert [each["version"] for each in (listed["versions"] if in_object else listed)] == [1]


@pytest.mark.parametrize(("release", "count"), [("10.4", 1), ("11.2", 1), ("11.3", 2), ("11.6", 2)])
def test_titles_are_unique_until_11_3(release: str, count: int) -> None:
    """Overwriting by a title writes another dashboard there, and afterwards makes a second one."""
    with Grafana(release=release) as grafana:
        for uid in ("one", "two"):
            assert save(grafana, uid, "Load").status == 200
        assert len(grafana.dashboards()) == count


@pytest.mark.parametrize(("release", "parent"), [("9.4.0-pre", None), ("10.4", None), ("11.6", "shop")])
def test_folders_are_nested_from_11(release: str, parent: str | None) -> None:
    """Before that a parent is not looked at."""
    with Grafana(release=release) as grafana:
        call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
        made = call(grafana, "POST", "/api/folders", {"uid": "till", "title": "Till", "parentUid": "shop"}).json
        assert made.get("parentUid") == parent
        top = [each["uid"] for each in call(grafana, "GET", "/api/folders").json]
        assert top == (["shop"] if parent else ["shop", "till"])


def test_nested_folders_move() -> None:
    """Each level is listed alone, a folder is not put below itself, and all below one goes with it."""
    with Grafana(release="11.6") as grafana:
        for uid, parent in (("a", ""), ("b", "a"), ("c", "b")):
            call(grafana, "POST", "/api/folders", {"uid": uid, "title": uid.upper(), "parentUid": parent})
        save(grafana, "deep", "Deep", "c")
        listed = call(grafana, "GET", "/api/folders?parentUid=a").json
        assert [(each["uid"], each["parentUid"]) for each in listed] == [("b", "a")]
        assert [each["uid"] for each in call(grafana, "GET", "/api/folders/c").json["parents"]] == ["a", "b"]
        assert call(grafana, "POST", "/api/folders/a/move", {"parentUid": "c"}).status == 400
        assert call(grafana, "POST", "/api/folders/c/move", {"parentUid": "none"}).status == 404
        assert call(grafana, "GET", "/api/folders?parentUid=none").status == 404
        assert call(grafana, "POST", "/api/folders/c/move", {"parentUid": ""}).json.get("parentUid") is None
        assert call(grafana, "GET", "/api/folders/c/counts").json["dashboard"] == 1
        assert call(grafana, "POST", "/api/folders/c/move", {"parentUid": "a"}).json["parentUid"] == "a"
        assert call(grafana, "PUT", "/api/folders/c", {"title": "C 2", "overwrite": True}).json["parentUid"] == "a"
        call(grafana, "DELETE", "/api/folders/a")
        assert (grafana.folders(), grafana.dashboards()) == ({}, {})


def test_permissions_reach_down() -> None:
    """A viewer who may look into a folder may look into those below it."""
    with Grafana(release="11.6") as grafana:
        call(grafana, "POST", "/api/folders", {"uid": "a", "title": "A"})
        call(grafana, "POST", "/api/folders", {"uid": "b", "title": "B", "parentUid": "a"})
        save(grafana, "deep", "Deep", "b")
        path = "/api/dashboards/uid/deep"
        assert ask(grafana.url, grafana.viewer_token, "GET", path).status == 200
        call(grafana, "POST", "/api/folders/a/permissions", {"items": []})
        assert ask(grafana.url, grafana.viewer_token, "GET", path).status == 403


def test_search_knows_folders_by_uid_from_10() -> None:
    """`general` is the top; before that the parameter is not looked at."""
    for release, expected in (("9.4.0-pre", {"top", "load"}), ("10.4", {"load"})):
        with Grafana(release=release) as grafana:
            call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
            save(grafana, "load", "Load", "shop")
            save(grafana, "top", "Top")
            found = call(grafana, "GET", "/api/search?type=dash-db&folderUIDs=shop").json
            assert {each["uid"] for each in found} == expected
    with Grafana(release="11.6") as grafana:
        save(grafana, "top", "Top")
        for uid, expected in (("general", {"top"}), ("none", set())):
            found = call(grafana, "GET", f"/api/search?type=dash-db&folderUIDs={uid}").json
            assert {each["uid"] for each in found} == expected


@pytest.mark.parametrize(
    ("release", "uids", "folder"),
    [("9.4.0-pre", {"new"}, "new-shop"), ("11.6", {"new"}, "shop"), ("12.2", {"load", "new"}, "shop")],
)
def test_a_save_by_id_renames_until_12(release: str, uids: set[str], folder: str) -> None:
    """Afterwards it makes a copy under the other uid; a folder keeps its uid from 10.2 on."""
    with Grafana(release=release) as grafana:
        call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
        number = save(grafana, "load", "Load", "shop").json["id"]
        assert save(grafana, "new", "Load", "shop", id=number).status == 200
        assert set(grafana.dashboards()) == uids
        body = {"uid": "new-shop", "title": "Shop", "overwrite": True}
        assert call(grafana, "PUT", "/api/folders/shop", body).json["uid"] == folder


def test_a_contact_point_in_use_is_a_conflict_from_11_2() -> None:
    """And so is a mute timing; before that the server takes it for its own failure."""
    point = {"uid": "cp", "name": "ops", "type": "webhook", "settings": {"url": "http://h"}}
    base = "/api/v1/provisioning"
    for release, status in (("10.4", 500), ("11.1", 500), ("11.6", 409)):
        with Grafana(release=release) as grafana:
            call(grafana, "POST", f"{base}/contact-points", point)
            call(grafana, "POST", f"{base}/mute-timings", {"name": "night", "time_intervals": []})
            route = {"receiver": "ops", "object_matchers": [["a", "=", "b"]], "mute_time_intervals": ["night"]}
            made = call(grafana, "PUT", f"{base}/policies", {"receiver": "ops", "routes": [route]})
            assert made.status == 202, made.body
            assert call(grafana, "DELETE", f"{base}/contact-points/cp").status == status
            assert call(grafana, "DELETE", f"{base}/mute-timings/night").status == status


@pytest.mark.parametrize("path", ["templates/t", "mute-timings/t"])
def test_templates_and_mute_timings_have_versions_from_11_2(path: str) -> None:
    """What is sent with a stale one is a conflict, and without one it writes over what there is."""
    base, days = "/api/v1/provisioning", {"a": "saturday", "b": "sunday"}
    texts: list[Any] = [
        {"template": f'{{{{ define "t" }}}}{word}{{{{ end }}}}', "name": "t", "time_intervals": [{"weekdays": [day]}]}
        for word, day in days.items()
    ]
    for release, has in (("10.4", False), ("11.1", False), ("11.6", True)):
        with Grafana(release=release) as grafana:
            call(grafana, "POST", f"{base}/mute-timings", texts[0])
            absent = call(grafana, "PUT", f"{base}/{path}", {**texts[0], "version": "of old"}).status
            assert absent == (409 if has and "mute" in path else 404 if has else 202)
            call(grafana, "PUT", f"{base}/{path}", texts[0])
            first = call(grafana, "GET", f"{base}/{path}").json
            assert ("version" in first) is has
            call(grafana, "PUT", f"{base}/{path}", texts[1])
            stale = {**texts[0], "version": first.get("version", "old")}
            assert call(grafana, "PUT", f"{base}/{path}", stale).status == (409 if has else 202)
            assert call(grafana, "PUT", f"{base}/{path}", texts[0]).status == 202


def test_stars_are_kept_by_uid_from_12() -> None:
    """Before that a rename keeps them; from then on they are of the uid, and stay when the server is upgraded."""
    with Grafana(release="11.6") as grafana:
        number = save(grafana, "load", "Load").json["id"]
        grafana.star("load")
        grafana.star("load")
        save(grafana, "new", "Load", id=number)
        assert grafana.starred() == ["new"]
        grafana.upgrade("12.2")
        assert (grafana.starred(), grafana.starred("another")) == (["new"], [])
        grafana.delete("new")
        assert grafana.starred() == []
        save(grafana, "new", "New")
        assert grafana.starred() == ["new"]


def test_an_upgrade_keeps_what_is_stored() -> None:
    """Versions go on, /api gives the bytes that were stored, and /apis what it makes of them."""
    with Grafana(release="10.4") as grafana:
        save(grafana, "load", "Load", grafmint={"project": "shop"})
        before = call(grafana, "GET", "/api/dashboards/uid/load").json["dashboard"]
        for release in ("11.6", "12.2", "13.2"):
            grafana.upgrade(release)
            assert call(grafana, "GET", "/api/health").json["version"] == f"{release}.0"
            assert call(grafana, "GET", "/api/dashboards/uid/load").json["dashboard"] == before
        found = Resources(grafana).get("load")
        assert (found["metadata"]["generation"], found["spec"]["grafmint"]) == (1, {"project": "shop"})
        assert found["spec"]["schemaVersion"] == 42
        assert found["status"]["conversion"] == {"failed": False, "storedVersion": "v0alpha1"}
        save(grafana, "load", "Load", grafmint={"project": "shop"})
        assert Resources(grafana).get("load")["metadata"]["generation"] == 1
        save(grafana, "load", "Load 2")
        listed = call(grafana, "GET", "/api/dashboards/uid/load/versions").json["versions"]
        assert [each["version"] for each in listed] == [2, 1]


def test_12_migrates_what_is_read() -> None:
    """It adds nothing of its own to an older schema, and its v2 has another name."""
    with Grafana(release="12.2") as grafana:
        dashboards = Resources(grafana, version="v1beta1")
        save(grafana, "load", "Load")
        assert dashboards.get("load")["spec"] == {"title": "Load", "schemaVersion": 42, "refresh": ""}
        grafana.store_v2("load", "Load")
        assert dashboards.get("load")["status"]["conversion"]["storedVersion"] == "v2beta1"
