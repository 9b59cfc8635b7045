"""The resource API of 12, while dashboards and folders lie in the tables of old: what is kept, counted and guarded."""

from collections.abc import Iterator

import pytest

from grafmint.testing import Grafana
from tests.testing.client import ask
from tests.testing.resources import Json, Resources, failure

SPEC = {"title": "Load", "schemaVersion": 42, "refresh": ""}
MARKED = {"grafana.app/managedBy": "kubectl", "grafana.app/managerId": "grafmint-shop", "grafmint/mark": "{}"}


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A double of 12 as it comes."""
    with Grafana(release="12.2") as grafana:
        yield grafana


@pytest.fixture
def dashboards(grafana: Grafana) -> Resources:
    """Its dashboards."""
    return Resources(grafana, version="v1beta1")


@pytest.fixture
def folders(grafana: Grafana) -> Resources:
    """Its folders, of which there is one."""
    folders = Resources(grafana, "folders", version="v1beta1")
    folders.create("shop", {"title": "Shop"}, MARKED)
    return folders


def annotations(found: Json) -> set[str]:
    """The names of what stands beside a spec."""
    return set(found["metadata"]["annotations"])


def test_12_alone_lies_in_them() -> None:
    """Whoever moves a server says so before it is asked, and what is said outlasts an upgrade."""
    drops = []
    for release in ("11.6", "12.0", "12.3", "13.0"):
        with Grafana(release=release) as grafana:
            drops.append(grafana.drops_annotations)
    assert drops == [False, True, True, False]
    with Grafana(release="12.2") as grafana:
        grafana.drops_annotations = False
        dashboards = Resources(grafana, version="v1beta1")
        dashboards.create("load", SPEC, {"grafmint/mark": "{}"})
        assert "grafmint/mark" in annotations(dashboards.get("load"))
        grafana.drops_annotations = True
        grafana.upgrade("13.2")
        assert grafana.drops_annotations


def test_the_answer_shows_what_is_lost(dashboards: Resources) -> None:
    """Annotations of anybody, the manager's among them, are in the answer to each write and nowhere afterwards."""
    made = dashboards.create("load", SPEC, {**MARKED, "grafana.app/message": "by hand"})
    assert MARKED.items() <= made["metadata"]["annotations"].items()
    found = dashboards.get("load")
    assert annotations(found).isdisjoint(MARKED)
    assert found["metadata"]["annotations"]["grafana.app/message"] == "by hand"
    found["metadata"]["annotations"] |= MARKED
    assert MARKED.keys() <= annotations(dashboards.put(found, title="Load 2").json)
    assert annotations(dashboards.get("load")).isdisjoint(MARKED)


def test_every_write_counts(dashboards: Resources) -> None:
    """Also one that changes nothing, though the answer counts as a resource would; the number is all that guards it."""
    found = dashboards.create("load", SPEC)
    assert (found["metadata"]["generation"], found["metadata"]["resourceVersion"]) == (1, "1")
    again = dashboards.put(found).json["metadata"]
    assert (again["generation"], again["resourceVersion"]) == (1, "2")
    assert dashboards.get("load")["metadata"]["generation"] == 2
    assert failure(dashboards.put(found, title="Mine")) == (409, "Conflict")
    assert dashboards.ask("GET", "/load?resourceVersion=1").json["metadata"]["generation"] == 1
    query = "?labelSelector=grafana.app/get-history=true&fieldSelector=metadata.name=load"
    listed = dashboards.ask("GET", query).json["items"]
    assert [each["metadata"]["resourceVersion"] for each in listed] == ["2", "1"]
    wrong = dashboards.ask("DELETE", "/load", {"preconditions": {"resourceVersion": "1"}})
    assert failure(wrong) == (409, "Conflict")
    assert dashboards.ask("DELETE", "/load", {"preconditions": {"resourceVersion": "2"}}).status == 200


def test_a_missing_library_panel_fails_after_the_save(dashboards: Resources) -> None:
    """As through /api: the server takes it for its own failure, and the dashboard is saved."""
    panel = {"id": 1, "type": "stat", "libraryPanel": {"uid": "none", "name": "N"}}
    answer = dashboards.ask("POST", "", dashboards.of("load", {**SPEC, "panels": [panel]}))
    assert failure(answer) == (500, "InternalError")
    assert dashboards.get("load")["spec"]["panels"] == [panel]


def test_a_folder_is_written_whatever_it_has_become(grafana: Grafana, folders: Resources) -> None:
    """No resourceVersion is looked at, and none that is not there is made."""
    found = folders.get("shop")
    assert annotations(found).isdisjoint(MARKED)
    body = {"title": "Theirs", "overwrite": True}
    assert ask(grafana.url, grafana.token, "PUT", "/api/folders/shop", body).status == 200
    assert folders.put(found, title="Mine").json["spec"]["title"] == "Mine"
    assert failure(folders.ask("PUT", "/new", folders.of("new", {"title": "New"}))) == (404, "NotFound")


def test_a_dry_run_of_a_folder_is_done(grafana: Grafana, folders: Resources) -> None:
    """Made, changed and deleted: nothing there asks whether it is meant."""
    folders.ask("POST", "?dryRun=All", folders.of("new", {"title": "New"}))
    folders.put(folders.get("shop"), "?dryRun=All", title="Other")
    assert grafana.folders() == {"new": "New", "shop": "Other"}
    folders.ask("DELETE", "/new?dryRun=All")
    assert set(grafana.folders()) == {"shop"}


def test_a_dry_run_of_a_dashboard_is_none(dashboards: Resources) -> None:
    """It answers, and leaves what there is and its number."""
    found = dashboards.create("load", SPEC)
    assert dashboards.put(found, "?dryRun=All", title="Dry").json["spec"]["title"] == "Dry"
    assert dashboards.get("load")["metadata"]["resourceVersion"] == "1"
    assert dashboards.get("load")["spec"]["title"] == "Load"
