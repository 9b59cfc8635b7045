"""The resource API of the double, as it is read: groups, objects, pages, history and trash."""

from collections.abc import Iterator

import pytest

from grafmint.testing import Grafana
from tests.testing.client import ask
from tests.testing.resources import Resources, failure

SPEC = {"title": "Load", "schemaVersion": 42, "tags": ["a"]}
HISTORY = "?labelSelector=grafana.app/get-history%3Dtrue&fieldSelector=metadata.name%3Dload"
TRASH = "?labelSelector=grafana.app/get-trash%3Dtrue"


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A double of 13."""
    with Grafana(release="13.2") as grafana:
        yield grafana


@pytest.fixture
def dashboards(grafana: Grafana) -> Resources:
    """Its dashboards, one of them in a folder."""
    Resources(grafana, "folders").create("shop", {"title": "Shop"})
    dashboards = Resources(grafana)
    dashboards.create("load", SPEC, {"grafana.app/folder": "shop", "grafana.app/message": "first", "mine/x": "1"})
    return dashboards


@pytest.mark.parametrize(
    ("release", "dashboards", "folders"),
    [
        ("12.2", ["v1beta1", "v0alpha1", "v2beta1", "v2alpha1"], ["v1beta1"]),
        ("13.2", ["v1", "v1beta1", "v2", "v2beta1", "v0alpha1"], ["v1", "v1beta1"]),
    ],
)
def test_groups_have_their_versions(release: str, dashboards: list[str], folders: list[str]) -> None:
    """The preferred one comes first, and each says which resources it has."""
    with Grafana(release=release) as grafana:
        listed = ask(grafana.url, grafana.token, "GET", "/apis").json["groups"]
        found = {each["name"]: [version["version"] for version in each["versions"]] for each in listed}
        assert found == {"dashboard.grafana.app": dashboards, "folder.grafana.app": folders}
        assert [each["preferredVersion"]["version"] for each in listed] == [dashboards[0], folders[0]]
        for path in (f"/apis/folder.grafana.app/{folders[0]}", f"/apis/folder.grafana.app/{folders[0]}/"):
            resources = ask(grafana.url, grafana.token, "GET", path).json["resources"]
            assert [(each["name"], each["kind"]) for each in resources] == [("folders", "Folder")]


@pytest.mark.parametrize("release", ["9.4.0-pre", "10.4", "11.6"])
def test_older_releases_have_none(release: str) -> None:
    """Each part of it is 404 there."""
    with Grafana(release=release) as grafana:
        answers = [ask(grafana.url, grafana.token, "GET", path) for path in ("/apis", Resources(grafana).path)]
        assert [each.status for each in answers] == [404, 404]


def test_an_object_has_what_the_server_adds(grafana: Grafana, dashboards: Resources) -> None:
    """Its number, times, who made it, its folder; annotations of others stay, updates are told after the first."""
    found = dashboards.get("load")
    metadata = found["metadata"]
    assert (metadata["namespace"], metadata["generation"]) == ("default", 1)
    assert metadata["labels"] == {"grafana.app/deprecatedInternalID": "2"}
    assert metadata["annotations"] == {
        "grafana.app/createdBy": "service-account:1000001",
        "grafana.app/folder": "shop",
        "grafana.app/message": "first",
        "mine/x": "1",
    }
    assert found["spec"]["title"] == "Load"
    assert {"id", "uid", "version"}.isdisjoint(found["spec"])
    assert "grafana.app/updatedBy" in dashboards.put(found, title="L").json["metadata"]["annotations"]
    assert grafana.folder_of("load") == "shop"


def test_both_families_see_one_state(grafana: Grafana, dashboards: Resources) -> None:
    """What is written through one is read through the other, with one number of its version."""
    document = ask(grafana.url, grafana.token, "GET", "/api/dashboards/uid/load").json
    assert (document["dashboard"]["uid"], document["meta"]["version"]) == ("load", 1)
    assert document["meta"]["folderUid"] == "shop"
    body = {"dashboard": {"uid": "old", "title": "Old", "schemaVersion": 36}, "folderUid": "shop"}
    ask(grafana.url, grafana.token, "POST", "/api/dashboards/db", body)
    assert dashboards.get("old")["metadata"]["annotations"]["grafana.app/folder"] == "shop"


def test_what_is_missing_is_not_found(dashboards: Resources) -> None:
    """An object, a group, a version, a subresource and a version of an object, each with a status."""
    group = "/apis/dashboard.grafana.app"
    for path in (
        f"{dashboards.path}/none",
        f"{dashboards.path}/load?resourceVersion=1",
        f"{dashboards.path}/load/counts",
        f"{group}/v9",
        f"{group}/v9/namespaces/default/dashboards",
        f"{group}/v1/namespaces/default/folders",
    ):
        answer = ask(dashboards.grafana.url, dashboards.grafana.token, "GET", path)
        assert failure(answer) == (404, "NotFound"), path


def test_a_namespace_is_the_callers(dashboards: Resources) -> None:
    """Another organisation's is forbidden."""
    path = dashboards.path.replace("default", "org-2")
    assert failure(ask(dashboards.grafana.url, dashboards.grafana.token, "GET", path)) == (403, "Forbidden")
    settings = ask(dashboards.grafana.url, dashboards.grafana.token, "GET", "/api/frontend/settings").json
    assert settings["namespace"] == "default"


def test_a_list_has_pages(dashboards: Resources) -> None:
    """Every object once, in the order of names, whatever the limit."""
    for number in range(5):
        dashboards.create(f"d{number}", {**SPEC, "title": f"D {number}"})
    names, rest, pages = [], "", 0
    while pages == 0 or rest:
        found = dashboards.ask("GET", f"?limit=2{rest}").json
        names += [each["metadata"]["name"] for each in found["items"]]
        token, pages = found["metadata"].get("continue", ""), pages + 1
        rest = f"&continue={token}" if token else ""
    assert (names, pages) == (["d0", "d1", "d2", "d3", "d4", "load"], 3)
    assert failure(dashboards.ask("GET", "?continue=none")) == (400, "BadRequest")
    one = dashboards.ask("GET", "?fieldSelector=metadata.name%3Dd3").json["items"]
    assert [each["metadata"]["name"] for each in one] == ["d3"]


def test_history_has_every_write(dashboards: Resources) -> None:
    """The newest first, each whole, and each found by its resourceVersion; without a name it is refused."""
    first = dashboards.get("load")
    dashboards.put(first, title="Load 2")
    found = dashboards.ask("GET", HISTORY).json["items"]
    assert [(each["metadata"]["generation"], each["spec"]["title"]) for each in found] == [(2, "Load 2"), (1, "Load")]
    revision = first["metadata"]["resourceVersion"]
    assert dashboards.ask("GET", f"/load?resourceVersion={revision}").json == first
    assert dashboards.ask("GET", HISTORY.replace("load", "none")).json["items"] == []
    assert failure(dashboards.ask("GET", HISTORY.partition("&")[0])) == (400, "BadRequest")


def test_trash_has_what_was_deleted(dashboards: Resources) -> None:
    """With the generation that says so; a delete in the page comes there too."""
    dashboards.create("other", {**SPEC, "title": "Other"})
    assert dashboards.ask("DELETE", "/load").json["status"] == "Success"
    dashboards.grafana.delete("other")
    found = dashboards.ask("GET", TRASH).json["items"]
    assert [(each["metadata"]["name"], each["metadata"]["generation"]) for each in found] == [
        ("other", -999),
        ("load", -999),
    ]
    assert dashboards.ask("GET").json["items"] == []


def test_a_dashboard_says_what_the_caller_may(dashboards: Resources) -> None:
    """The admin everything, a viewer nothing but to look, where the folder's permissions let them."""
    assert dashboards.ask("GET", "/load/dto").json["access"]["canSave"] is True
    assert failure(dashboards.ask("GET", "/load/dto", token=dashboards.grafana.viewer_token)) == (403, "Forbidden")
    granted = {"grafana.app/grant-permissions": "default"}
    dashboards.create("open", {**SPEC, "title": "Open"}, granted)
    seen = dashboards.ask("GET", "/open/dto", token=dashboards.grafana.viewer_token).json
    assert (seen["access"]["canSave"], seen["metadata"]["annotations"].keys()) == (False, {"grafana.app/createdBy"})


def test_a_folder_counts_what_it_holds(grafana: Grafana, dashboards: Resources) -> None:
    """With the folders below it, which know the way up to the top."""
    folders = Resources(grafana, "folders")
    folders.create("till", {"title": "Till", "description": "of the shop"}, {"grafana.app/folder": "shop"})
    dashboards.create("pos", {**SPEC, "title": "POS"}, {"grafana.app/folder": "till"})
    counts = {each["resource"]: each["count"] for each in folders.ask("GET", "/shop/counts").json["counts"]}
    assert counts == {"folders": 1, "dashboards": 2, "library_elements": 0, "alertrules": 0}
    assert [each["name"] for each in folders.ask("GET", "/till/parents").json["items"]] == ["shop", "till"]
    assert folders.get("till")["spec"] == {"title": "Till", "description": "of the shop"}
    assert ask(grafana.url, grafana.token, "GET", "/api/folders/shop/counts").json == counts


def test_a_stored_v2_is_shown_in_part(dashboards: Resources) -> None:
    """Version 1 says what is stored and has none of its panels; /api says where to look for it."""
    grafana = dashboards.grafana
    grafana.store_v2("load", "Load of tabs")
    found = dashboards.get("load")
    assert found["status"]["conversion"] == {"failed": False, "storedVersion": "v2"}
    assert (found["spec"]["title"], found["spec"]["panels"]) == ("Load of tabs", [])
    assert found["metadata"]["annotations"]["mine/x"] == "1"
    answer = ask(grafana.url, grafana.token, "GET", "/api/dashboards/uid/load")
    assert answer.status == 406
    assert "/apis/dashboard.grafana.app/v2/" in answer.json["message"]
    assert dashboards.put(found, title="Flat").json["status"] == {}
    assert dashboards.get("load")["status"] == {}


def test_version_2_itself_is_not_served() -> None:
    """It is listed, but what a server answers there is known from nothing."""
    with pytest.raises(AssertionError, match="does not serve GET"), Grafana(release="13.2") as grafana:
        assert Resources(grafana, version="v2").ask("GET").status == 501
