"""Dashboards of a 12 that keeps them in its old tables: marked in the document from the first write of a run on."""

from collections.abc import Iterator

import pytest

from grafmint.testing import Grafana
from tests.target.server.apis.scene import BOARDS, CHANGED, MARK, ask, path, pending, world, writes
from tests.target.server.world import Board

RELEASE = "12.2"
SAVE = ("POST", "/api/dashboards/db", 200)
NEW = {**BOARDS, "new": Board(title="New")}


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A 12 as it comes, with a dashboard of somebody else."""
    with Grafana(release=RELEASE) as grafana:
        ask(grafana, "POST", "/api/dashboards/db", {"dashboard": {"uid": "theirs", "title": "Theirs"}})
        grafana.forget_requests()
        yield grafana


def saves(grafana: Grafana) -> list[tuple[str, str, int | None]]:
    """The writes of dashboards."""
    return [each for each in writes(grafana) if "folder" not in each[1]]


def test_the_first_run_writes_each_once(grafana: Grafana) -> None:
    """A dashboard of anybody's tells what the server does not keep; ours is marked where it is kept."""
    assert world(grafana).sync(BOARDS).exit_code == 0
    assert saves(grafana) == [SAVE, SAVE]
    found = grafana.dashboard("load")
    assert found is not None
    assert found["grafmint"]["project"] == "shop"
    assert world(grafana).sync(BOARDS).plan.is_empty


def test_what_a_plan_reads_tells_it_too(grafana: Grafana) -> None:
    """Nobody is asked for more where a dashboard of the code is there, be it one by one or page by page."""
    world(grafana).sync(BOARDS)
    many = {f"many-{number}": Board(title=f"Many {number}") for number in range(60)}
    for code in (NEW, {**NEW, **many}):
        grafana.forget_requests()
        assert world(grafana).sync(code).exit_code == 0
        assert set(saves(grafana)) == {SAVE}
        assert [each.query for each in grafana.requests if "limit=1&" in f"{each.query}&"] == []


@pytest.mark.parametrize("done", [True, False])
def test_one_whose_first_answer_is_lost_is_ours(grafana: Grafana, *, done: bool) -> None:
    """Whether it was saved or not, the next change of the code is no conflict."""
    grafana.drop_next(done=done, method="POST", path="/api/dashboards/db")
    world(grafana).sync(BOARDS)
    plan = world(grafana).plan(CHANGED)
    assert pending(plan) == {"load": "update"}


def test_a_server_without_any_decides_by_the_first_write() -> None:
    """One is written the new way, read, and written the other way; the next run knows by what it reads."""
    with Grafana(release=RELEASE) as grafana:
        assert world(grafana).sync({"load": BOARDS["load"]}).exit_code == 0
        assert saves(grafana) == [("POST", path(RELEASE), 201), SAVE]
        grafana.forget_requests()
        assert world(grafana).sync(CHANGED).exit_code == 0
        assert saves(grafana) == [SAVE, SAVE]


@pytest.mark.parametrize("release", ["12.2", "13.2"])
def test_where_marks_are_kept_a_strange_dashboard_changes_nothing(release: str) -> None:
    """In a storage of its own a resourceVersion is no version."""
    with Grafana(release=release) as grafana:
        grafana.drops_annotations = False
        ask(grafana, "POST", "/api/dashboards/db", {"dashboard": {"uid": "theirs", "title": "Theirs"}})
        assert world(grafana).sync(BOARDS).exit_code == 0
        assert MARK in ask(grafana, "GET", path(release, "load"))["metadata"]["annotations"]
        assert SAVE not in saves(grafana)[1:]


def test_who_may_not_list_writes_as_on_an_empty_server(grafana: Grafana) -> None:
    """Asking is not needed."""

    def refuse() -> None:
        grafana.fail_next(status=403, body={"message": "no"}, method="GET", path=path(RELEASE))

    assert world(grafana).sync({"load": BOARDS["load"]}, refuse).exit_code == 0
    assert [each.status for each in grafana.requests if each.query == "limit=1"] == [403]
    assert saves(grafana) == [("POST", path(RELEASE), 201), SAVE]


def test_nothing_is_asked_to_be_dry(grafana: Grafana) -> None:
    """Such a server does what it is to rehearse with a folder: plans, syncs and deletions never ask for it."""
    world(grafana).plan(BOARDS)
    world(grafana).sync(BOARDS)
    world(grafana).sync({"mem": BOARDS["mem"]}, prune=True)
    assert {each.method for each in grafana.requests} >= {"GET", "POST", "DELETE"}
    assert [each for each in grafana.requests if "dryrun" in each.query.lower()] == []
