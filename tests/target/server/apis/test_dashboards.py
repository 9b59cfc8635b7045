"""Dashboards through the resource API: somebody else's work is seen, named, and never lost."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from grafmint.plan.step import Step
from grafmint.target.server.apis.dashboards import DashboardResources
from grafmint.target.server.http.client import Http
from grafmint.target.server.kinds.registry import Kinds
from grafmint.target.server.proof.stale import RECREATED
from grafmint.testing import Fault, Grafana
from tests.target.server.apis.scene import (
    BOARDS,
    CHANGED,
    MARK,
    RELEASES,
    LockedWorld,
    StageWorld,
    ask,
    changes,
    error,
    mark_of,
    path,
    pending,
    reason,
    world,
    writes,
)
from tests.target.server.world import Board

RACED = "has changed on the server since the plan was made"


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    """Each release that has the API."""
    found: str = request.param
    return found


@pytest.fixture
def grafana(release: str) -> Iterator[Grafana]:
    """A server that keeps what stands beside a spec, with what a sync has made."""
    with Grafana(release=release) as grafana:
        grafana.drops_annotations = False
        assert world(grafana).sync(BOARDS).exit_code == 0
        grafana.forget_requests()
        yield grafana


def test_the_second_sync_says_that_there_is_nothing(grafana: Grafana) -> None:
    """Running it twice writes once."""
    outcome = world(grafana).sync(BOARDS)
    assert (outcome.plan.is_empty, writes(grafana)) == (True, [])


def test_what_is_written_says_whose_it_is(grafana: Grafana, release: str) -> None:
    """The mark, the manager and the message are annotations, and the tag alone is in the document."""
    found = ask(grafana, "GET", path(release, "load"))
    said = found["metadata"]["annotations"]
    assert (said["grafana.app/managedBy"], said["grafana.app/managerId"]) == ("kubectl", "grafmint-shop")
    assert (said["grafana.app/managerAllowsEdits"], said["grafana.app/folder"]) == ("true", "shop")
    assert said["grafana.app/message"] == "grafmint sync of shop"
    assert (mark_of(found)["uid"], mark_of(found)["version"]) == ("load", found["metadata"]["generation"])
    assert (found["spec"]["tags"], "grafmint" in found["spec"]) == (["grafmint:shop"], False)


def test_a_change_of_the_code_is_written_once(grafana: Grafana) -> None:
    """With the version of the server's own that was read, and the plan says what changes."""
    outcome = world(grafana).sync(CHANGED)
    assert (pending(outcome.plan), changes(outcome.plan)) == ({"load": "update"}, ("refresh  1m → 2m",))
    assert outcome.exit_code == 0
    assert grafana.count("PUT", "/apis/dashboard") - grafana.count("PUT", "/api/dashboards") in (1, 2)
    assert pending(world(grafana).plan(CHANGED)) == {}


def test_an_edit_in_the_page_is_a_conflict(grafana: Grafana) -> None:
    """With both sides: the page keeps our mark, whose version is no longer the live one."""
    grafana.edit("load", lambda document: document.update(title="Theirs"))
    plan = world(grafana).plan(CHANGED)
    assert pending(plan) == {"load": "conflict"}
    assert changes(plan) == ('theirs: title  "Load" → "Theirs"', "ours: refresh  1m → 2m")
    assert world(grafana).sync(CHANGED, force=("load",)).exit_code == 0
    assert pending(world(grafana).plan(CHANGED)) == {}


def test_an_edit_that_the_code_has_too_becomes_ours(grafana: Grafana) -> None:
    """It is adopted: the next change of the code meets no edit."""
    grafana.edit("load", lambda document: document.update(refresh="2m"))
    assert pending(world(grafana).sync(CHANGED).plan) == {"load": "adopt"}
    assert pending(world(grafana).plan(CHANGED)) == {}
    assert pending(world(grafana).plan(BOARDS)) == {"load": "update"}


def test_an_older_version_that_is_put_back_is_an_edit(grafana: Grafana) -> None:
    """Somebody wants that one, whatever mark it brings."""
    world(grafana).sync(CHANGED)
    grafana.put_back("load", 1)
    assert pending(world(grafana).plan(CHANGED)) == {"load": "conflict"}


def test_a_copy_is_not_ours(grafana: Grafana) -> None:
    """It has our tag, and the mark of another uid or none."""
    grafana.copy("load", "copy", "Copy")
    assert pending(world(grafana).plan(BOARDS)) == {}
    plan = world(grafana).plan({**BOARDS, "copy": Board(title="Mine", folder="shop")})
    assert (pending(plan), reason(plan, "copy").partition(":")[0]) == ({"copy": "conflict"}, "not made by grafmint")


def test_a_copy_that_takes_the_annotations_along_is_not_ours(grafana: Grafana, release: str) -> None:
    """Another program copies the whole object: the mark names the original."""
    found = ask(grafana, "GET", path(release, "load"))
    kept = {"name": "copy", "annotations": found["metadata"]["annotations"]}
    ask(grafana, "POST", f"{path(release)}?fieldValidation=Ignore", {**found, "metadata": kept})
    plan = world(grafana).plan({**BOARDS, "copy": Board(title="Mine", folder="shop")})
    assert pending(plan) == {"copy": "conflict"}


def test_what_is_made_anew_with_our_mark_is_not_as_we_left_it(grafana: Grafana, release: str) -> None:
    """Deleted, changed and brought back by another program: uid, version and mark are right, and the content is not."""
    found = ask(grafana, "GET", path(release, "mem"))
    grafana.delete("mem")
    kept = {"name": "mem", "annotations": _long_ago(found["metadata"]["annotations"])}
    theirs = {**found["spec"], "title": "Theirs"}
    ask(grafana, "POST", f"{path(release)}?fieldValidation=Ignore", {**found, "metadata": kept, "spec": theirs})
    assert ask(grafana, "GET", path(release, "mem"))["metadata"]["generation"] == 1
    assert pending(world(grafana).plan(BOARDS)) == {"mem": "conflict"}


def _long_ago(annotations: dict[str, str]) -> dict[str, str]:
    return {**annotations, MARK: annotations[MARK].replace('"created":"20', '"created":"19')}


def test_a_move_is_an_edit(grafana: Grafana) -> None:
    """The conflict names the folder; back where it was, there is none."""
    grafana.move("load", None)
    plan = world(grafana).plan(BOARDS)
    assert (pending(plan), changes(plan)) == ({"load": "conflict"}, ("theirs: folder  shop → top level",))
    grafana.move("load", "shop")
    assert pending(world(grafana).plan(BOARDS)) == {}


def test_what_was_deleted_since_the_plan_is_made_again(grafana: Grafana) -> None:
    """And said so; the mark is right."""
    outcome = world(grafana).sync(CHANGED, lambda: grafana.delete("load"))
    assert [result.remark for result in outcome.results] == [RECREATED]
    assert pending(world(grafana).plan(CHANGED)) == {}


def test_who_was_quicker_keeps_what_they_saved(grafana: Grafana) -> None:
    """Between plan and write."""
    quick = lambda: grafana.edit("load", lambda document: document.update(title="Quick"))  # noqa: E731
    assert RACED in error(world(grafana).sync(CHANGED, quick))
    assert (grafana.dashboard("load") or {})["title"] == "Quick"


def test_who_made_it_first_keeps_it(grafana: Grafana) -> None:
    """A uid that was free when the plan was made."""
    more = {**BOARDS, "new": Board(title="New")}
    outcome = world(grafana).sync(more, lambda: grafana.copy("load", "new", "Theirs"))
    assert RACED in error(outcome)
    assert (grafana.dashboard("new") or {})["title"] == "Theirs"


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_lost_answer_is_looked_up(grafana: Grafana, method: str, *, done: bool) -> None:
    """Written or not: in the end it is there once, as the code has it."""
    boards = {**CHANGED, "new": Board(title="New")}
    grafana.drop_next(done=done, method=method, path="/apis/dashboard")
    assert world(grafana).sync(boards).exit_code == 0
    assert pending(world(grafana).plan(boards)) == {}
    assert (grafana.dashboard("load") or {})["version"] == 2


def test_a_state_that_only_looks_newer_is_written_over(grafana: Grafana, release: str) -> None:
    """Somebody has put a label beside the document since the plan: it stays, and so does what we write."""

    def labels() -> None:
        found = ask(grafana, "GET", path(release, "load"))
        found["metadata"]["annotations"]["team.example/owner"] = "payments"
        ask(grafana, "PUT", f"{path(release, 'load')}?fieldValidation=Ignore", found)

    assert world(grafana).sync(CHANGED, labels).exit_code == 0
    found = ask(grafana, "GET", path(release, "load"))
    assert (found["spec"]["refresh"], found["metadata"]["annotations"]["team.example/owner"]) == ("2m", "payments")
    assert pending(world(grafana).plan(CHANGED)) == {}


@pytest.mark.parametrize("status", [409, 412])
def test_a_conflict_that_passes_is_tried_again(grafana: Grafana, status: int) -> None:
    """Both statuses say that somebody was quicker, and where nobody was, it is sent again."""
    grafana.inject(_conflict(status, times=2))
    assert world(grafana).sync(CHANGED).exit_code == 0
    assert pending(world(grafana).plan(CHANGED)) == {}


def test_a_conflict_without_end_is_told(grafana: Grafana) -> None:
    """After three attempts: some Grafanas never take another write of an object, and nobody is left guessing."""
    grafana.inject(_conflict(409, times=9))
    said = error(world(grafana).sync(CHANGED))
    assert "refused each of 3 attempts" in said
    assert "grafana/grafana#130334" in said
    assert grafana.count("PUT") == 3


def _conflict(status: int, times: int) -> Fault:
    body = {"kind": "Status", "reason": "Conflict", "message": "requested RV does not match current RV", "code": status}
    return Fault(status=status, body=body, method="PUT", path="/apis/dashboard", times=times)


def test_what_the_server_refuses_is_told_field_by_field(grafana: Grafana) -> None:
    """The causes say more than the message around them."""
    causes = [{"field": "spec.refresh", "message": "must be a text"}, {"field": "spec.title", "message": "too long"}]
    body = {"kind": "Status", "reason": "Invalid", "message": "Dashboard is invalid", "details": {"causes": causes}}
    grafana.inject(Fault(status=422, body=body, method="PUT", path="/apis/dashboard"))
    said = error(world(grafana).sync(CHANGED))
    assert "spec.refresh: must be a text; spec.title: too long" in said
    assert "mend it in the code" in said


def test_what_was_saved_with_the_new_layout_is_left_alone(grafana: Grafana) -> None:
    """The classic document would take its tabs from it."""
    grafana.store_v2("load", "Load", "shop")
    plan = world(grafana).plan(CHANGED)
    assert (pending(plan), "new layout (schema v2)" in reason(plan)) == ({"load": "managed"}, True)
    assert world(grafana).sync(CHANGED).exit_code == 1


@pytest.mark.parametrize(
    ("kind", "identity", "said"),
    [
        ("repo", "boards", "left alone: managed by the repository 'boards' (Git Sync)"),
        ("terraform", "main", "left alone: managed by Terraform ('main')"),
        ("kubectl", "gcx", "left alone: managed by the program 'gcx'"),
        ("kubectl", "grafmint-pay", "left alone: managed by the project 'pay'"),
    ],
)
def test_what_others_manage_is_left_alone(grafana: Grafana, kind: str, identity: str, said: str) -> None:
    """Whoever it is: they are named."""
    grafana.manage("mem", kind, identity)
    changed = {**BOARDS, "mem": Board(title="Mine")}
    plan = world(grafana).plan(changed)
    assert (pending(plan), reason(plan, "mem")) == ({"mem": "managed"}, said)


def test_what_a_file_brings_is_left_alone(grafana: Grafana) -> None:
    """The server says so in an annotation of its own."""
    grafana.provision({"uid": "mem", "title": "Memory"})
    plan = world(grafana).plan({**BOARDS, "mem": Board(title="Mine")})
    assert reason(plan, "mem") == "left alone: provisioned from the file mem.json"


def test_what_cannot_be_shown_as_it_is_stays(grafana: Grafana) -> None:
    """A document of a schema that the server does not migrate is not ours to replace by what it shows instead."""
    old = {"uid": "load", "title": "Load", "schemaVersion": 7}
    ask(grafana, "POST", "/api/dashboards/db", {"dashboard": old, "folderUid": "shop", "overwrite": True})
    plan = world(grafana).plan(CHANGED)
    assert pending(plan) == {"load": "managed"}
    assert "cannot show it as a classic dashboard" in reason(plan)


def test_another_environment_of_the_project_is_told(grafana: Grafana) -> None:
    """Two that share a server do not overwrite each other in turns."""
    other = StageWorld(grafana.url, grafana.token)
    plan = other.plan(CHANGED)
    assert pending(plan)["load"] == "conflict"
    assert reason(plan) == "made by the environment 'prod' of this project"
    assert other.sync(CHANGED, take_over=("dashboard/load", "mem")).exit_code == 0
    assert reason(world(grafana).plan(BOARDS)) == "made by the environment 'stage' of this project"


def test_where_a_team_locks_its_boards_the_page_saves_none(grafana: Grafana, release: str) -> None:
    """The server is told with each write; one without the API cannot be told, which the plan says."""
    locked = LockedWorld(grafana.url, grafana.token)
    locked.sync(CHANGED)
    said = ask(grafana, "GET", path(release, "load"))["metadata"]["annotations"]
    assert said["grafana.app/managerAllowsEdits"] == "false"
    assert not any("locked" in line for line in locked.plan(CHANGED).unsaid)
    grafana.upgrade("11.6")
    assert [line for line in locked.plan(CHANGED).unsaid if "locked" in line] != []


def test_what_is_ours_and_not_in_the_code_is_pruned(grafana: Grafana) -> None:
    """With proof; what changes between plan and delete stays."""
    rest = {"mem": BOARDS["mem"]}
    edited = world(grafana).sync(rest, lambda: grafana.edit("load", lambda each: each.update(title="X")), prune=True)
    assert "not deleted" in str([result.error for result in edited.results if result.step.kind == "dashboard"])
    outcome = world(grafana).sync(rest, prune=True, force=("load",))
    assert outcome.exit_code == 0
    assert sorted(grafana.dashboards()) == ["mem"]


def test_the_server_itself_keeps_what_changes_right_before_the_delete(
    grafana: Grafana, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our last look and the request there is no moment in which an edit is lost."""
    send = Http.send

    def late(http: Http, method: str, at: str, *more: Any, **others: Any) -> Any:
        if method == "DELETE":
            monkeypatch.setattr(Http, "send", send)
            grafana.edit("load", lambda each: each.update(title="X"))
        return send(http, method, at, *more, **others)

    monkeypatch.setattr(Http, "send", late)
    assert world(grafana).sync({"mem": BOARDS["mem"]}, prune=True).exit_code != 0
    assert sorted(grafana.dashboards()) == ["load", "mem"]


def test_a_mark_of_another_folder_proves_nothing(grafana: Grafana, release: str) -> None:
    """Also where a server counts no move: where it was put by somebody else is an edit."""
    found = ask(grafana, "GET", path(release, "load"))
    found["metadata"]["annotations"]["grafana.app/folder"] = "elsewhere"
    ours = world(grafana)
    with ours._http() as http:
        kind = Kinds(ours._environment, http).dashboards
        assert isinstance(kind, DashboardResources)
        assert (kind.judged(found, None).hold, kind.judged(ask(grafana, "GET", path(release, "load")), None).hold) == (
            "edited",
            "ours",
        )


def test_what_is_put_back_without_a_claim_is_nobodys(grafana: Grafana, release: str) -> None:
    """An undo that brings somebody's edit back leaves neither mark nor tag nor manager."""
    ours = world(grafana)
    with ours._http() as http:
        kind = Kinds(ours._environment, http).dashboards
        held = kind.read("load", None)
        assert held is not None
        entry = attrs.evolve(kind.entry(held), document=held.document.replace(b'"Load"', b'"Theirs"'))
        step = Step(
            action="update", kind="dashboard", uid="load", title="Load", entry=entry, held=held, whose="foreign"
        )
        assert kind.write(step) is None
    found = ask(grafana, "GET", path(release, "load"))
    said = found["metadata"]["annotations"]
    assert MARK not in said
    assert "grafana.app/managedBy" not in said
    assert found["spec"].get("tags", []) == []
    assert pending(world(grafana).plan(CHANGED)) == {"load": "conflict"}
