"""Folders through the resource API: the code's as ever, and with proof of whose they are."""

from collections.abc import Iterator, Mapping

import pytest

from grafmint.bundle import Bundle, Entry
from grafmint.compile.encode import canonical
from grafmint.outcome import Outcome
from grafmint.plan import Choices, Plan
from grafmint.target.server.http.client import Http
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.target import ServerTarget
from grafmint.testing import Grafana
from grafmint.workflow import Built, apply, plan
from tests.target.server.apis.scene import (
    RELEASES,
    StageWorld,
    ask,
    error,
    mark_of,
    path,
    pending,
    reason,
    world,
    writes,
)
from tests.target.server.world import World

SHOP = {"uid": "shop", "title": "Shop"}
TEAM = {"uid": "team", "title": "Team"}


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    """Each release that has the API."""
    found: str = request.param
    return found


@pytest.fixture
def grafana(release: str) -> Iterator[Grafana]:
    """A server that keeps what stands beside a spec, with two folders of ours, one in the other."""
    with Grafana(release=release) as grafana:
        grafana.drops_annotations = False
        assert _synced(world(grafana), _entry(SHOP), _entry(TEAM, "shop")).exit_code == 0
        grafana.forget_requests()
        yield grafana


def _entry(said: Mapping[str, object], parent: str | None = None) -> Entry:
    uid, title = str(said["uid"]), str(said["title"])
    return Entry(kind="folder", uid=uid, title=title, folder=parent, document=canonical(said))


def _planned(ours: World, http: Http, entries: tuple[Entry, ...], **choices: object) -> tuple[Plan, ServerTarget]:
    target = ServerTarget(ours._environment, http)
    built = Built(environment=ours._environment, bundle=Bundle(entries=entries), findings=())
    return plan(built, target, Choices(**choices)), target  # type: ignore[arg-type]  # as they are named


def _plan(ours: World, *entries: Entry) -> Plan:
    with ours._http() as http:
        return _planned(ours, http, entries)[0]


def _synced(ours: World, *entries: Entry, **choices: object) -> Outcome:
    with ours._http() as http:
        made, target = _planned(ours, http, entries, **choices)
        return apply(made, target, lambda _: None)


def test_a_folder_bears_our_mark(grafana: Grafana, release: str) -> None:
    """Its parent is an annotation beside it, and the next sync has nothing to do."""
    found = ask(grafana, "GET", path(release, "team", "folders"))
    assert (mark_of(found)["uid"], found["metadata"]["annotations"]["grafana.app/folder"]) == ("team", "shop")
    assert found["spec"] == {"title": "Team"}
    assert pending(_synced(world(grafana), _entry(SHOP), _entry(TEAM, "shop")).plan) == {}
    assert writes(grafana) == []


def test_title_and_parent_are_the_codes(grafana: Grafana, release: str) -> None:
    """One write each, whoever changed them; what others have put there stays."""
    found = ask(grafana, "GET", path(release, "team", "folders"))
    found["spec"]["description"] = "Ours"
    found["metadata"]["annotations"].pop("grafana.app/folder")
    ask(grafana, "PUT", path(release, "team", "folders"), found)
    grafana.forget_requests()
    outcome = _synced(world(grafana), _entry(SHOP), _entry({**TEAM, "title": "The team"}, "shop"))
    assert (pending(outcome.plan), outcome.exit_code) == ({"team": "update"}, 0)
    assert writes(grafana) == [("PUT", path(release, "team", "folders"), 200)]
    written = ask(grafana, "GET", path(release, "team", "folders"))
    assert written["spec"] == {"title": "The team", "description": "Ours"}
    assert written["metadata"]["annotations"]["grafana.app/folder"] == "shop"


def test_a_folder_without_a_mark_is_the_codes_too(grafana: Grafana, release: str) -> None:
    """As on the old API; with the next write it is marked, and only then proof."""
    made = {"apiVersion": path(release, plural="folders").split("/namespaces")[0].removeprefix("/apis/")}
    ask(
        grafana,
        "POST",
        path(release, plural="folders"),
        {**made, "kind": "Folder", "metadata": {"name": "old"}, "spec": {"title": "Old"}},
    )
    folders = (_entry(SHOP), _entry(TEAM, "shop"))
    assert _proof(grafana, "old") is False
    assert pending(_plan(world(grafana), *folders, _entry({"uid": "old", "title": "Old"}))) == {}
    assert pending(_synced(world(grafana), *folders, _entry({"uid": "old", "title": "New"})).plan) == {"old": "update"}
    assert _proof(grafana, "old") is True


def _proof(grafana: Grafana, uid: str) -> bool:
    ours = world(grafana)
    with ours._http() as http:
        held = Kinds(ours._environment, http).folders.read(uid, None)
    assert held is not None
    return held.proof


def test_an_empty_folder_of_ours_is_pruned(grafana: Grafana) -> None:
    """The mark finds it and proves it, where the old API has neither."""
    plan = _plan(world(grafana), _entry(SHOP))
    assert (pending(plan), "--prune removes it" in reason(plan, "team")) == ({"team": "stray"}, True)
    assert _synced(world(grafana), _entry(SHOP), prune=True).exit_code == 0
    assert grafana.folders() == {"shop": "Shop"}


def test_another_projects_folder_is_shared_or_left_alone(grafana: Grafana) -> None:
    """While both say the same nobody has to give way; a difference is the other one's to decide."""
    pay = World(grafana.url, grafana.token, "pay")
    assert pending(_plan(pay, _entry(SHOP))) == {}
    assert reason(_plan(pay, _entry({**SHOP, "title": "Store"})), "shop") == "left alone: managed by the project 'shop'"


def test_another_environments_folder_is_shared_or_taken_over(grafana: Grafana) -> None:
    """It may be this one under its old name."""
    stage = StageWorld(grafana.url, grafana.token)
    assert pending(_plan(stage, _entry(SHOP))) == {}
    other = _entry({**SHOP, "title": "Store"})
    assert reason(_plan(stage, other), "shop") == "made by the environment 'prod' of this project"
    assert _synced(stage, other, take_over=("shop",)).exit_code == 0
    assert grafana.folders()["shop"] == "Store"


def test_a_folder_of_git_sync_is_left_alone(grafana: Grafana) -> None:
    """It is written by nobody else."""
    grafana.manage("shop", "repo", "boards")
    plan = _plan(world(grafana), _entry({**SHOP, "title": "Store"}), _entry(TEAM, "shop"))
    assert reason(plan, "shop") == "left alone: managed by the repository 'boards' (Git Sync)"


def test_permissions_stay_on_the_old_api(grafana: Grafana) -> None:
    """They have no stable resource of their own."""
    rows = [{"role": "Viewer", "permission": "Edit"}]
    granted = _entry({**SHOP, "permissions": rows})
    assert pending(_synced(world(grafana), granted, _entry(TEAM, "shop")).plan) == {"shop": "update"}
    assert writes(grafana) == [("POST", "/api/folders/shop/permissions", 200)]
    assert pending(_plan(world(grafana), granted, _entry(TEAM, "shop"))) == {}


@pytest.mark.parametrize("done", [False, True])
def test_a_lost_answer_is_looked_up(grafana: Grafana, *, done: bool) -> None:
    """Whether the folder was made or changed or not, in the end it is as the code has it."""
    for method, more in (
        ("POST", _entry({"uid": "new", "title": "New"})),
        ("PUT", _entry({**TEAM, "title": "X"}, "shop")),
    ):
        folders = {each.uid: each for each in (_entry(SHOP), _entry(TEAM, "shop"), more)}
        grafana.drop_next(done=done, method=method, path="/apis/folder")
        assert _synced(world(grafana), *folders.values()).exit_code == 0
        assert pending(_plan(world(grafana), *folders.values())).keys() <= {"new"}


def test_who_was_quicker_keeps_the_title(grafana: Grafana, release: str) -> None:
    """Between plan and write somebody has called it otherwise."""
    ours = world(grafana)
    with ours._http() as http:
        made, target = _planned(ours, http, (_entry(SHOP), _entry({**TEAM, "title": "Ours"}, "shop")))
        found = ask(grafana, "GET", path(release, "team", "folders"))
        found["spec"]["title"] = "Theirs"
        ask(grafana, "PUT", path(release, "team", "folders"), found)
        assert "has changed on the server since the plan" in error(apply(made, target, lambda _: None))
    assert grafana.folders()["team"] == "Theirs"
