"""The resource API of the double, as it is written: concurrency, validation, managers, dry runs and rights."""

from collections.abc import Iterator
from typing import Any

import pytest

from grafmint.testing import Grafana
from tests.testing.client import ask
from tests.testing.resources import Json, Resources, failure

SPEC = {"title": "Load", "schemaVersion": 42, "refresh": ""}
MANAGED = {"grafana.app/managedBy": "kubectl", "grafana.app/managerId": "grafmint-shop"}


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A double of 13."""
    with Grafana(release="13.2") as grafana:
        yield grafana


@pytest.fixture
def dashboards(grafana: Grafana) -> Resources:
    """Its dashboards, one of which a manager looks after."""
    dashboards = Resources(grafana)
    dashboards.create("load", SPEC, {**MANAGED, "grafmint/mark": "{}"})
    return dashboards


def annotated(found: Json, **annotations: str | None) -> Json:
    """An object with other annotations, those that are None taken away; `managedBy` stands for Grafana's own."""
    own = {f"grafana.app/{name}": value for name, value in annotations.items()}
    merged = {**found["metadata"]["annotations"], **own}
    kept = {name: value for name, value in merged.items() if value is not None}
    return {**found, "metadata": {**found["metadata"], "annotations": kept}}


def test_a_generation_counts_changes_of_the_spec(dashboards: Resources) -> None:
    """An annotation moves the resourceVersion alone, a write that changes nothing moves neither."""
    first = dashboards.get("load")["metadata"]
    second = dashboards.ask("PUT", "/load", annotated(dashboards.get("load"), sourcePath="a.py")).json
    assert second["metadata"]["generation"] == 1
    assert second["metadata"]["resourceVersion"] != first["resourceVersion"]
    assert dashboards.put(second).json == second
    third = dashboards.put(second, title="Load 2").json["metadata"]
    assert (third["generation"], third["uid"]) == (2, first["uid"])


def test_a_stale_write_is_a_conflict(dashboards: Resources) -> None:
    """With the resourceVersion that was read; without one it writes over what there is."""
    found = dashboards.get("load")
    dashboards.grafana.edit("load", lambda document: document.update(title="Edited"))
    assert failure(dashboards.put(found, title="Mine")) == (409, "Conflict")
    del found["metadata"]["resourceVersion"]
    assert dashboards.put(found, title="Mine").status == 200
    other = {**found, "metadata": {**found["metadata"], "uid": "another"}}
    assert failure(dashboards.put(other, title="Mine")) == (409, "Conflict")


def test_a_create_is_of_what_is_not_there(dashboards: Resources) -> None:
    """A name that is taken is a conflict, and a resourceVersion is none of its business."""
    assert failure(dashboards.ask("POST", "", dashboards.of("load", SPEC))) == (409, "AlreadyExists")
    versioned = dashboards.of("new", SPEC, resourceVersion="1")
    assert failure(dashboards.ask("POST", "", versioned)) == (400, "BadRequest")
    named = dashboards.of("", SPEC, generateName="made-")
    assert dashboards.ask("POST", "", named).json["metadata"]["name"].startswith("made-")


def test_a_put_creates_too(dashboards: Resources) -> None:
    """What is not there, but not when it was read before and is gone by now."""
    assert dashboards.ask("PUT", "/new", dashboards.of("new", SPEC)).status == 201
    found = dashboards.get("load")
    dashboards.grafana.delete("load")
    assert failure(dashboards.put(found, title="Load 2")) == (404, "NotFound")
    assert failure(dashboards.ask("PUT", "/other", found)) == (400, "BadRequest")


@pytest.mark.parametrize(
    ("name", "spec", "annotations"),
    [
        ("a b", SPEC, {}),
        ("u" * 41, SPEC, {}),
        ("new", {**SPEC, "title": " "}, {}),
        ("new", {**SPEC, "title": "T" * 5001}, {}),
        ("new", {**SPEC, "refresh": "1s"}, {}),
        ("new", SPEC, {"grafana.app/message": "m" * 501}),
    ],
    ids=["name", "long name", "no title", "long title", "refresh", "long message"],
)
def test_what_cannot_be_stored_is_refused(dashboards: Resources, name: str, spec: Json, annotations: Json) -> None:
    """Names, titles, messages and refreshes have their limits."""
    answer = dashboards.ask("POST", "", dashboards.of(name, spec, annotations))
    assert failure(answer) == (400, "BadRequest")
    assert set(dashboards.grafana.dashboards()) == {"load"}


def test_an_object_is_of_its_kind_and_version(dashboards: Resources) -> None:
    """What is sent to the wrong place, or is no object, is refused."""
    beta = Resources(dashboards.grafana, version="v1beta1")
    wrong = dashboards.of("new", SPEC, {"mine": 1})
    for body in (beta.of("new", SPEC), {"kind": "Dashboard"}, dashboards.of("new", SPEC, namespace="org-2"), wrong):
        assert failure(dashboards.ask("POST", "", body)) == (400, "BadRequest"), body


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        ({"tags": "a"}, "spec.tags"),
        ({"tags": [1]}, "spec.tags"),
        ({"title": 3}, "spec.title"),
        ({"editable": "yes"}, "spec.editable"),
        ({"panels": [{"id": True, "type": "stat"}]}, "spec.panels[0].id"),
        ({"panels": [{"type": "row", "panels": [{"options": []}]}]}, "spec.panels[0].panels[0].options"),
    ],
)
def test_a_strict_write_is_checked(dashboards: Resources, spec: Json, field: str) -> None:
    """Values of a wrong type are told with their places, unless the write says not to look; unknown keys are fine."""
    found = dashboards.get("load")
    answer = dashboards.put(found, **spec)
    assert failure(answer) == (422, "Invalid")
    assert [each["field"] for each in answer.json["details"]["causes"]] == [field]
    assert dashboards.put(found, mine=1).status == 200
    if "title" not in spec:
        found = dashboards.get("load")
        assert dashboards.put(found, "?fieldValidation=Warn", **spec).status == 200
        assert dashboards.put(dashboards.get("load"), "?fieldValidation=Ignore", description="d").status == 200
    assert failure(dashboards.put(dashboards.get("load"), "?fieldValidation=Maybe")) == (422, "Invalid")


def test_12_migrates_without_adding_anything() -> None:
    """An older schema goes through the steps alone; what none of them takes is refused under Strict, else stored."""
    with Grafana(release="12.2") as grafana:
        dashboards = Resources(grafana, version="v1beta1")
        panel = {"type": "graph", "title": "P", "targets": [{"expr": "up"}]}
        made = dashboards.create("new", {"title": "New", "schemaVersion": 37, "panels": [panel]})
        assert made["spec"] == {"title": "New", "schemaVersion": 42, "refresh": "", "panels": [panel]}
        old = dashboards.of("old", {"title": "Old", "schemaVersion": 7})
        answer = dashboards.ask("POST", "", old)
        assert failure(answer) == (422, "Invalid")
        assert [each["field"] for each in answer.json["details"]["causes"]] == ["spec"]
        assert dashboards.ask("POST", "?fieldValidation=Ignore", old).json["spec"]["schemaVersion"] == 7
        assert dashboards.get("old")["status"]["conversion"]["failed"]


def test_a_manager_comes_and_goes(dashboards: Resources) -> None:
    """One can be added and taken away, but not become another in one write."""
    found = dashboards.get("load")
    for other in ({"managedBy": "terraform"}, {"managerId": "another"}):
        assert failure(dashboards.ask("PUT", "/load", annotated(found, **other))) == (403, "Forbidden")
    free = dashboards.ask("PUT", "/load", annotated(found, managedBy=None, managerId=None)).json
    taken = annotated(free, managedBy="terraform", managerId="x")
    assert dashboards.ask("PUT", "/load", taken).status == 200
    unknown = dashboards.of("new", SPEC, {"grafana.app/managedBy": "somebody", "grafana.app/managerId": "x"})
    made = dashboards.ask("POST", "", unknown).json
    assert dashboards.ask("PUT", "/new", annotated(made, managedBy="kubectl")).status == 200


def test_a_repository_writes_alone(dashboards: Resources) -> None:
    """What Git Sync manages, and what is in its folders, nobody else writes or deletes, through neither family."""
    grafana, folders = dashboards.grafana, Resources(dashboards.grafana, "folders")
    folders.create("git", {"title": "Git"})
    dashboards.create("inside", {**SPEC, "title": "Inside"}, {"grafana.app/folder": "git"})
    grafana.manage("load", "repo", "of-ours")
    grafana.manage("git", "repo", "of-ours")
    found = dashboards.get("load")
    body = {"dashboard": {**SPEC, "uid": "load"}, "overwrite": True}
    assert failure(dashboards.put(found, title="Mine")) == (403, "Forbidden")
    assert failure(dashboards.ask("DELETE", "/load")) == (403, "Forbidden")
    assert failure(dashboards.put(dashboards.get("inside"), title="Mine")) == (403, "Forbidden")
    assert ask(grafana.url, grafana.token, "POST", "/api/dashboards/db", body).status == 403
    assert ask(grafana.url, grafana.token, "DELETE", "/api/dashboards/uid/load").status == 403
    assert dashboards.get("load") == found


def test_the_page_leaves_annotations_and_api_drops_them(dashboards: Resources) -> None:
    """Keys that Grafana does not know are lost in either case; the annotations only by a save through /api."""
    grafana = dashboards.grafana
    dashboards.put(dashboards.get("load"), mine=1)
    grafana.edit("load", lambda document: document.update(title="Edited"), by="eva")
    edited = dashboards.get("load")
    assert "grafmint/mark" in edited["metadata"]["annotations"]
    assert (edited["spec"]["title"], "mine" in edited["spec"]) == ("Edited", False)
    body = {"dashboard": {"uid": "load", "title": "Posted"}, "overwrite": True, "message": "by hand"}
    assert ask(grafana.url, grafana.token, "POST", "/api/dashboards/db", body).json["version"] == 4
    posted = dashboards.get("load")["metadata"]["annotations"]
    assert {"grafmint/mark", "grafana.app/managedBy"}.isdisjoint(posted)
    assert posted["grafana.app/message"] == "by hand"


def test_a_version_that_is_restored_comes_bare(dashboards: Resources) -> None:
    """Its document is there again, under a number of its own, and no annotation is left."""
    dashboards.put(dashboards.get("load"), title="Load 2")
    dashboards.grafana.put_back("load", 1)
    found = dashboards.get("load")
    assert (found["spec"]["title"], found["metadata"]["generation"]) == ("Load", 3)
    assert {"grafmint/mark", "grafana.app/managedBy"}.isdisjoint(found["metadata"]["annotations"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_dry_run_leaves_nothing(dashboards: Resources, method: str) -> None:
    """It answers what would be stored, with what would be refused, and stores nothing."""
    grafana, before = dashboards.grafana, dashboards.ask("GET").json
    found = dashboards.get("load")
    sent = dashboards.of("new", SPEC) if method == "POST" else {**found, "spec": {**SPEC, "title": "Dry"}}
    path = {"POST": "", "PUT": "/load", "DELETE": "/load"}[method]
    body: Any = None if method == "DELETE" else sent
    answer = dashboards.ask(method, f"{path}?dryRun=All", body)
    assert answer.status == {"POST": 201, "PUT": 200, "DELETE": 200}[method]
    if method == "PUT":
        assert (answer.json["spec"]["title"], answer.json["metadata"]["generation"]) == ("Dry", 2)
    assert dashboards.ask("GET").json == before
    assert set(grafana.dashboards()) == {"load"}
    assert len(ask(grafana.url, grafana.token, "GET", "/api/dashboards/uid/load/versions").json["versions"]) == 1
    assert failure(dashboards.ask("PUT", "/load?dryRun=All", annotated(found, managerId="x"))) == (403, "Forbidden")


def test_a_delete_has_preconditions(dashboards: Resources) -> None:
    """Another uid or resourceVersion than is there is a conflict."""
    metadata = dashboards.get("load")["metadata"]
    for wrong in ({"uid": "another"}, {"resourceVersion": "1"}):
        answer = dashboards.ask("DELETE", "/load", {"preconditions": wrong})
        assert failure(answer) == (409, "Conflict")
    right = {name: metadata[name] for name in ("uid", "resourceVersion")}
    done = dashboards.ask("DELETE", "/load", {"preconditions": right}).json
    assert (done["status"], done["details"]["name"]) == ("Success", "load")
    assert failure(dashboards.ask("DELETE", "/load")) == (404, "NotFound")


def test_folders_hold_folders(dashboards: Resources) -> None:
    """They move by their annotation, not below themselves, and go with all that is in them."""
    folders = Resources(dashboards.grafana, "folders")
    for name, parent in (("a", ""), ("b", "a"), ("c", "b")):
        folders.create(name, {"title": name.upper()}, {"grafana.app/folder": parent} if parent else {})
    dashboards.create("deep", {**SPEC, "title": "Deep"}, {"grafana.app/folder": "c"})
    assert failure(folders.ask("PUT", "/a", annotated(folders.get("a"), folder="c"))) == (400, "BadRequest")
    assert failure(folders.ask("PUT", "/c", annotated(folders.get("c"), folder="none"))) == (404, "NotFound")
    moved = folders.ask("PUT", "/c", annotated(folders.get("c"), folder="a")).json["metadata"]
    assert (moved["annotations"]["grafana.app/folder"], moved["generation"]) == ("a", 2)
    assert folders.ask("DELETE", "/a").json["kind"] == "Folder"
    assert (dashboards.grafana.folders(), set(dashboards.grafana.dashboards())) == ({}, {"load"})
    reserved = (("general", "X"), ("x", "General"))
    answers = [folders.ask("POST", "", folders.of(name, {"title": title})) for name, title in reserved]
    assert [failure(answer) for answer in answers] == [(400, "BadRequest")] * 2


def test_a_folder_with_rules_stays(grafana: Grafana) -> None:
    """Unless its rules are to go too."""
    folders = Resources(grafana, "folders")
    folders.create("shop", {"title": "Shop"})
    query = {"refId": "A", "datasourceUid": "__expr__", "model": {"type": "math", "expression": "1"}}
    rule = {"title": "R", "folderUID": "shop", "ruleGroup": "g", "condition": "A", "for": "0s", "data": [query]}
    states = {"noDataState": "OK", "execErrState": "OK"}
    made = ask(grafana.url, grafana.token, "POST", "/api/v1/provisioning/alert-rules", {**rule, **states})
    assert made.status == 201, made.body
    assert failure(folders.ask("DELETE", "/shop")) == (400, "BadRequest")
    assert folders.ask("DELETE", "/shop?forceDeleteRules=true").status == 200


def test_only_who_may_writes(dashboards: Resources) -> None:
    """A viewer is refused each write, and sees only what is shown to viewers."""
    viewer, found = dashboards.grafana.viewer_token, dashboards.get("load")
    for method, path, body in (("POST", "", found), ("PUT", "/load", found), ("DELETE", "/load", None)):
        assert failure(dashboards.ask(method, path, body, viewer)) == (403, "Forbidden")
    assert failure(dashboards.ask("GET", "", token=viewer)) == (403, "Forbidden")
    dashboards.create("open", {**SPEC, "title": "Open"}, {"grafana.app/grant-permissions": "default"})
    listed = dashboards.ask("GET", "", token=viewer).json["items"]
    assert [each["metadata"]["name"] for each in listed] == ["open"]


def test_what_files_provision_stays(dashboards: Resources) -> None:
    """It says who manages it, and is neither written nor deleted here."""
    dashboards.grafana.provision({"uid": "file", "title": "File", "schemaVersion": 42})
    found = dashboards.get("file")
    assert found["metadata"]["annotations"]["grafana.app/managedBy"] == "classic-file-provisioning"
    assert failure(dashboards.put(found, title="Mine")) == (403, "Forbidden")
    assert failure(dashboards.ask("DELETE", "/file")) == (400, "BadRequest")
