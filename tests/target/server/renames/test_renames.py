"""Renames on a server: what gets another uid keeps what hangs on it, whoever interrupts it."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import attrs
import pytest

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.errors import UsageError
from grafmint.plan import Plan
from grafmint.selection import Selection, Selector
from grafmint.testing import Grafana
from tests.target.server.alerting.cut import Killed
from tests.target.server.alerting.scene import SECRETS, Scene, entry, group, rule

PANEL = {"id": 1, "type": "text", "title": "P", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 8}}
#: In place, and as a new one that takes the place of the old one.
RELEASES = ("9.4.0-pre", "11.6", "12.2", "13.2")


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A server of the version that renames in place."""
    with Grafana() as made:
        yield made


def folder(uid: str = "shop", title: str = "Shop") -> Entry:
    """A folder in the code."""
    return entry("folder", uid, {"uid": uid, "title": title}, title=title)


def board(uid: str = "load", title: str = "Load", in_: str | None = "shop", refresh: str = "1m") -> Entry:
    """A dashboard in the code."""
    said = {"uid": uid, "title": title, "refresh": refresh, "schemaVersion": 37, "panels": [PANEL]}
    return entry("dashboard", uid, said, title=title, folder=in_)


def source(uid: str = "prom", **said: Any) -> Entry:
    """A datasource in the code."""
    document = {"uid": uid, "name": "Prom", "type": "prometheus", "access": "proxy", "url": "http://p", **said}
    return entry("datasource", uid, document, title="Prom")


def was(uid: str, made: Entry) -> Entry:
    """The same, which had another uid before."""
    return attrs.evolve(made, renamed_from=uid)


def step(plan: Plan, uid: str) -> Any:
    """The step of a uid, with its action and its lines."""
    return next((each.action, each.changes) for each in plan.steps if each.uid == uid)


def grants(scene: Scene, uid: str, of: str = "dashboards/uid") -> list[Any]:
    """Who may what on it."""
    with scene.http() as http:
        rows = http.get(f"/api/{of}/{uid}/permissions")
    return [(row["role"], row["permission"]) for row in rows if row.get("role")]


def give(scene: Scene, uid: str, of: str = "dashboards/uid") -> None:
    """Somebody lets viewers edit it."""
    with scene.http() as http:
        http.send("POST", f"/api/{of}/{uid}/permissions", {"items": [{"role": "Viewer", "permission": 2}]})


def test_a_dashboard_keeps_star_history_and_permissions(grafana: Grafana) -> None:
    """It gets its new uid in place, and another sync finds nothing to do."""
    scene = Scene(grafana)
    scene.sync([folder(), board()])
    grafana.star("load")
    give(scene, "load")
    new = [folder(), was("load", board("host-load", refresh="5m"))]
    assert step(scene.plan(new), "host-load") == ("rename", ("uid  load → host-load", "refresh  1m → 5m"))
    outcome = scene.sync(new)
    assert (outcome.problems, outcome.remarks) == ((), ())
    assert list(grafana.dashboards()) == ["host-load"]
    assert grafana.starred() == ["host-load"]
    stored = grafana.dashboards()["host-load"]
    assert (stored["version"], "grants" in stored["grafmint"]) == (3, False)
    assert grants(scene, "host-load") == [("Viewer", 2)]
    assert scene.plan(new).is_empty


@pytest.mark.parametrize("release", RELEASES[1:])
def test_newer_servers_get_a_new_one_in_the_place_of_the_old(release: str) -> None:
    """With its permissions; the plan says what is lost where that is."""
    with Grafana(release=release) as grafana:
        scene = Scene(grafana)
        scene.sync([folder(), board()])
        give(scene, "load")
        new = [folder(), was("load", board("host-load"))]
        action, changes = step(scene.plan(new), "host-load")
        assert (action, changes[0]) == ("rename", "uid  load → host-load")
        assert ("stars" in "".join(changes)) == (release != "11.6")
        assert scene.sync(new).problems == ()
        assert list(grafana.dashboards()) == ["host-load"]
        assert grants(scene, "host-load") == [("Viewer", 2)]
        assert scene.plan(new).is_empty
        assert step(scene.plan(new), "host-load") == ("unchanged", ())


@pytest.mark.parametrize("release", RELEASES)
def test_what_nobody_may_see_is_not_opened_by_another_uid(release: str) -> None:
    """A new one at the top level would be for every viewer; the old ones were for administrators alone."""
    with Grafana(release=release) as grafana:
        scene = Scene(grafana)
        scene.sync([folder(), board(in_=None)])
        with scene.http() as http:
            for of in ("folders/shop", "dashboards/uid/load"):
                http.send("POST", f"/api/{of}/permissions", {"items": []})
        assert scene.sync([was("shop", folder("store")), was("load", board("host-load", in_=None))]).problems == ()
        assert (grants(scene, "store", "folders"), grants(scene, "host-load")) == ([], [])


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("done", [False, True])
def test_a_killed_rename_converges(release: str, done: bool) -> None:
    """Cut at any of its writes: the next sync ends it, one dashboard is there, and nothing of it is lost."""
    for left in range(5):
        with Grafana(release=release) as grafana:
            # Where they are lost, a kill right after the first write of a run leaves nothing that says whose it is.
            grafana.drops_annotations = False
            scene = Scene(grafana)
            scene.sync([folder(), board(), source()])
            give(scene, "load")
            new = [folder(), was("load", board("host-load", refresh="5m")), was("prom", source("metrics"))]
            Killed(grafana, left=left, done=done).sync(new)
            assert scene.sync(new).problems == ()
            assert list(grafana.dashboards()) == ["host-load"], left
            assert list(grafana.datasources()) == ["metrics"], left
            assert grants(scene, "host-load") == [("Viewer", 2)], left
            plan = scene.plan(new)
            assert (plan.is_empty, {each.action for each in plan.steps}) == (True, {"unchanged"}), left


def test_an_edit_of_the_old_one_is_a_conflict(grafana: Grafana) -> None:
    """Forced by the new uid, it is renamed."""
    scene = Scene(grafana)
    scene.sync([folder(), board()])
    grafana.edit("load", lambda said: said.update(refresh="9m"))
    new = [folder(), was("load", board("host-load", refresh="5m"))]
    plan = scene.plan(new)
    assert (step(plan, "host-load")[0], plan.conflicts[0].way_out) == ("conflict", "--force")
    scene.sync(new, force=("host-load",))
    assert grafana.dashboards()["host-load"]["refresh"] == "5m"
    assert scene.plan(new).is_empty


def test_a_dashboard_of_somebody_else_is_taken_over_first(grafana: Grafana) -> None:
    """By the new uid; it is renamed in the same step."""
    scene = Scene(grafana)
    with scene.http() as http:
        http.send("POST", "/api/dashboards/db", {"dashboard": {"uid": "load", "title": "Theirs"}})
    new = [folder(), was("load", board("host-load"))]
    plan = scene.plan(new)
    assert (step(plan, "host-load")[0], plan.conflicts[0].way_out) == ("conflict", "--take-over")
    with pytest.raises(UsageError):
        scene.plan(new, take_over=("load",))
    scene.sync(new, take_over=("host-load",))
    assert list(grafana.dashboards()) == ["host-load"]
    assert scene.plan(new).is_empty


def test_where_both_are_there_the_old_one_is_a_stray(grafana: Grafana) -> None:
    """It is ours, and its reason says what it was renamed to; nothing is renamed."""
    scene = Scene(grafana)
    scene.sync([folder(), board(), board("host-load", "Host load")])
    new = [folder(), was("load", board("host-load", "Host load"))]
    plan = scene.plan(new)
    [left] = [each for each in plan.steps if each.action == "stray"]
    assert left.uid == "load"
    assert "dashboard 'host-load', which was renamed from it, is there too" in (left.reason or "")
    assert step(plan, "host-load") == ("unchanged", ())
    scene.sync(new, prune=True)
    assert list(grafana.dashboards()) == ["host-load"]


def test_what_is_not_selected_is_not_pruned(grafana: Grafana) -> None:
    """A dashboard under its old uid is not one that the code has no more."""
    scene = Scene(grafana)
    scene.sync([folder(), board(), board("other", "Other")])
    new = [folder(), board("other", "Other"), was("load", board("host-load"))]
    select = Selection((Selector(text="dashboard/[lo]*", what="kind", value="[lo]*", kind="dashboard"),))
    assert scene.sync(new, prune=True, select=select).problems == ()
    assert sorted(grafana.dashboards()) == ["load", "other"]


def test_a_folder_takes_its_contents_along(grafana: Grafana) -> None:
    """In place: boards of others follow, ours get a mark of the new place, rules move by their own steps."""
    scene = Scene(grafana)
    scene.sync([folder(), board(), rule(), group()])
    give(scene, "shop", "folders")
    with scene.http() as http:
        http.send("POST", "/api/dashboards/db", {"dashboard": {"uid": "x", "title": "X"}, "folderUid": "shop"})
    moved = rule(folderUID="store")
    of = attrs.evolve(
        group(), uid="store/load", folder="store", document=group().document.replace(b'"shop"', b'"store"')
    )
    new = [was("shop", folder("store")), board(in_="store"), moved, of]
    plan = scene.plan(new)
    assert step(plan, "store") == ("rename", ("uid  shop → store",))
    assert scene.sync(new).problems == ()
    assert grafana.folders() == {"store": "Shop"}
    assert (grafana.folder_of("x"), grafana.folder_of("load")) == ("store", "store")
    assert grants(scene, "store", "folders") == [("Viewer", 2)]
    assert scene.plan(new).is_empty


def test_a_folder_is_open_to_administrators_alone_for_one_request(grafana: Grafana) -> None:
    """In place its rows stay behind: they are given again right after, and what the code gives follows."""
    scene = Scene(grafana)
    scene.sync([folder(), board()])
    give(scene, "shop", "folders")
    rows = [{"role": "Editor", "permission": "Admin"}]
    store = folder("store")
    store = attrs.evolve(store, document=canonical({**store.json, "permissions": rows}))
    grafana.forget_requests()
    assert scene.sync([was("shop", store), board(in_="store")]).problems == ()
    asked = [(each.method, each.path) for each in grafana.requests]
    renamed = asked.index(("PUT", "/api/folders/shop"))
    assert asked[renamed + 1] == ("POST", "/api/folders/store/permissions")
    assert sorted(grants(scene, "store", "folders")) == [("Editor", 4), ("Viewer", 2)]


def test_a_folder_with_rules_of_others_is_not_renamed(grafana: Grafana) -> None:
    """They would stay behind in a folder that is no more, and nobody evaluates them there."""
    scene = Scene(grafana)
    scene.sync([folder()])
    Scene(grafana, project="theirs").sync([folder(), rule(), group()])
    new = [was("shop", folder("store")), board(in_="store")]
    plan = scene.plan(new)
    assert step(plan, "store")[0] == "conflict"
    reasons = {each.uid: each.reason for each in plan.conflicts}
    assert "alert rule 'load-high' in it would be evaluated no more" in (reasons["store"] or "")
    assert reasons["load"] == "its folder 'store' does not exist, and is in conflict itself"


@pytest.mark.parametrize("release", ["10.4", "11.6", "12.2", "13.2"])
def test_a_folder_is_made_anew_and_the_old_one_goes_when_it_is_empty(release: str) -> None:
    """On newer servers: what is ours moves there by its own steps."""
    with Grafana(release=release) as grafana:
        scene = Scene(grafana)
        scene.sync([folder(), board()])
        give(scene, "shop", "folders")
        new = [was("shop", folder("store")), board(in_="store")]
        outcome = scene.sync(new)
        assert (outcome.problems, outcome.remarks) == ((), ())
        assert (grafana.folders(), grafana.folder_of("load")) == ({"store": "Shop"}, "store")
        assert grants(scene, "store", "folders") == [("Viewer", 2)]
        assert scene.plan(new).is_empty


@pytest.mark.parametrize("release", ["10.4", "11.6", "13.2"])
def test_a_killed_rename_of_a_folder_converges(release: str) -> None:
    """Cut at any write: the next sync ends it, with who may what in it, and with what the code gives besides."""
    for left, done, gives in product(range(4), (False, True), (False, True)):
        with Grafana(release=release) as grafana:
            scene = Scene(grafana)
            scene.sync([folder(), board()])
            give(scene, "shop", "folders")
            store = folder("store")
            if gives:
                rows = [{"role": "Editor", "permission": "Admin"}]
                store = attrs.evolve(store, document=canonical({**store.json, "permissions": rows}))
            new = [was("shop", store), board(in_="store")]
            Killed(grafana, left=left, done=done).sync(new)
            assert scene.sync(new).problems == ()
            assert (grafana.folders(), grafana.folder_of("load")) == ({"store": "Shop"}, "store"), left
            editors = [("Editor", 4)] if gives else []
            assert sorted(grants(scene, "store", "folders")) == [*editors, ("Viewer", 2)], (left, done)
            assert scene.plan(new).is_empty


def test_a_folder_stays_with_what_does_not_follow() -> None:
    """What is not ours is not moved, and the plan and the outcome name it."""
    with Grafana(release="12.2") as grafana:
        scene = Scene(grafana)
        scene.sync([folder(), board()])
        with scene.http() as http:
            http.send("POST", "/api/dashboards/db", {"dashboard": {"uid": "x", "title": "X"}, "folderUid": "shop"})
        new = [was("shop", folder("store")), board(in_="store")]
        assert "folder 'shop' stays with what does not follow: dashboard 'x'" in step(scene.plan(new), "store")[1]
        outcome = scene.sync(new)
        assert "folder 'shop' stays: " in str(outcome.remarks[0].remark)
        assert sorted(grafana.folders()) == ["shop", "store"]
        assert scene.plan(new).is_empty


def test_a_datasource_keeps_its_secrets(grafana: Grafana) -> None:
    """In place nobody needs them."""
    with_secret: dict[str, Any] = {"basicAuth": True, "basicAuthUser": "u"}
    scene = Scene(grafana)
    scene.sync([source(**with_secret)])
    with scene.http() as http:
        found = http.get("/api/datasources/uid/prom")
        http.send("PUT", "/api/datasources/uid/prom", {**found, "secureJsonData": {"basicAuthPassword": "s"}})
    new = [was("prom", source("metrics", **with_secret))]
    plan = scene.plan(new)
    assert step(plan, "metrics")[0] == "rename"
    assert scene.sync(new).problems == ()
    assert list(grafana.datasources()) == ["metrics"]
    assert grafana.secret("metrics", "basicAuthPassword") == "s"
    assert scene.plan(new).is_empty


def test_a_rule_is_deleted_and_made_anew(grafana: Grafana) -> None:
    """With proof, in one step; the plan says that its state is lost."""
    scene = Scene(grafana)
    scene.sync([folder(), rule(), group()])
    new = [folder(), was("load-high", rule("host-load-high")), group()]
    action, changes = step(scene.plan(new), "host-load-high")
    assert action == "rename"
    assert "its state and its history are lost: it is deleted and made anew" in changes
    assert scene.sync(new).problems == ()
    with scene.http() as http:
        assert [each["uid"] for each in http.get("/api/v1/provisioning/alert-rules")] == ["host-load-high"]
    assert scene.plan(new).is_empty


def library_panel(uid: str = "cpu", name: str = "CPU") -> Entry:
    """A panel of the library in the code."""
    said = {"uid": uid, "name": name, "model": {"type": "text", "title": name}}
    return entry("library-panel", uid, said, title=name, folder="shop")


def showing(uid: str) -> Entry:
    """A dashboard that shows a panel of the library."""
    use = {"id": 2, "gridPos": PANEL["gridPos"], "title": "CPU", "libraryPanel": {"uid": uid, "name": "CPU"}}
    said = {"uid": "load", "title": "Load", "schemaVersion": 37, "panels": [use]}
    return entry("dashboard", "load", said, title="Load", folder="shop")


def test_a_library_panel_is_renamed_under_the_dashboards_that_show_it(grafana: Grafana) -> None:
    """In place; the dashboards of the code name it anew by their own steps."""
    scene = Scene(grafana)
    scene.sync([folder(), library_panel(), showing("cpu")])
    new = [folder(), was("cpu", library_panel("host-cpu")), showing("host-cpu")]
    assert step(scene.plan(new), "host-cpu")[0] == "rename"
    assert scene.sync(new).problems == ()
    with scene.http() as http:
        assert [each["uid"] for each in http.get("/api/library-elements", kind=1)["result"]["elements"]] == ["host-cpu"]
    assert scene.plan(new).is_empty


def test_a_library_panel_that_others_show_keeps_its_uid(grafana: Grafana) -> None:
    """Nobody could save their dashboards any more: a conflict, until none of them shows it."""
    scene = Scene(grafana)
    code = [folder(), library_panel(), showing("cpu")]
    scene.sync(code)
    with scene.http() as http:
        theirs = {**showing("cpu").json, "uid": "theirs", "title": "Theirs"}
        http.send("POST", "/api/dashboards/db", {"dashboard": theirs})
    new = [folder(), was("cpu", library_panel("host-cpu")), showing("host-cpu")]
    reasons = {each.uid: each.reason for each in scene.plan(new).conflicts}
    assert reasons["host-cpu"] == "not renamed: is shown by dashboard 'theirs', which is not ours"
    scene.sync(new)
    grafana.edit("theirs", lambda board: board.update(refresh="5s"))
    with scene.http() as http:
        http.send("DELETE", "/api/dashboards/uid/theirs")
    grafana.edit("load", lambda board: board.update(refresh="5s"))
    reasons = {each.uid: each.reason for each in scene.plan(new).conflicts}
    assert reasons["host-cpu"] == "dashboard 'load' uses it under its old uid and is left alone"
    assert scene.sync(new, force=["load"]).problems == ()
    assert scene.plan(new).is_empty


def test_permissions_that_somebody_takes_away_later_stay_away(grafana: Grafana) -> None:
    """The note of them is gone with the rename; without own ones there is none, and no second save."""
    scene = Scene(grafana)
    scene.sync([folder(), board()])
    give(scene, "load")
    new = [folder(), was("load", board("host-load"))]
    scene.sync(new)
    with scene.http() as http:
        http.send("POST", "/api/dashboards/uid/host-load/permissions", {"items": []})
    assert scene.plan(new).is_empty
    again = [folder(), was("host-load", board("third"))]
    version = grafana.dashboards()["host-load"]["version"]
    scene.sync(again)
    assert grafana.dashboards()["third"]["version"] == version + 1


def test_a_folder_whose_rules_nobody_sees_is_not_renamed(grafana: Grafana) -> None:
    """An editor of Grafana 9 may not look for them; what is in it could be evaluated no more."""
    Scene(grafana).sync([folder()])
    editor = Scene(grafana, token=grafana.token)
    grafana.fail_next(status=403, body={"message": "no"}, path="/api/v1/provisioning/alert-rules", method="GET")
    [conflict] = editor.plan([was("shop", folder("store"))]).conflicts
    assert "these credentials lack alert.provisioning:read" in (conflict.reason or "")


def test_a_new_datasource_needs_its_secrets_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server gives none another uid: the plan says so, and the sync sends them."""
    monkeypatch.setenv("PAGES", SECRETS["$PAGES"])
    login: dict[str, Any] = {"basicAuth": True, "basicAuthUser": "u", "secureJsonData": {"basicAuthPassword": "$PAGES"}}
    with Grafana(release="12.2") as grafana:
        scene = Scene(grafana)
        scene.sync([source(**login)])
        new = [was("prom", source("metrics", **login))]
        plan = scene.plan(new)
        assert "basicAuthPassword" in "".join(step(plan, "metrics")[1])
        assert scene.sync(new).problems == ()
        assert grafana.secret("metrics", "basicAuthPassword") == SECRETS["$PAGES"]
        assert list(grafana.datasources()) == ["metrics"]
        assert scene.plan(new).is_empty


def test_who_may_not_rename_hears_who_may(grafana: Grafana) -> None:
    """To an editor Grafana 9 says that there is no dashboard of the new uid."""
    scene = Scene(grafana)
    scene.sync([folder(), board()])
    grafana.fail_next(method="POST", path="/api/dashboards/db", status=404, body={"message": "Dashboard not found"})
    (error,) = scene.sync([folder(), was("load", board("renamed"))]).problems
    assert error.hint == "only an administrator gives a dashboard another uid there: run it once with such a token"
