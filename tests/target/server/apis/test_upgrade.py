"""A server that is upgraded under a project: nothing is written for it, and what changes next is written once."""

from collections.abc import Iterator

import pytest

from grafmint.testing import Grafana
from grafmint.testing.apis import objects
from grafmint.testing.apis.migration import migrated
from tests.target.server.apis.scene import (
    BOARDS,
    CHANGED,
    MARK,
    ask,
    mark_of,
    path,
    pending,
    reason,
    synced,
    world,
    writes,
)


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A 10.4 with what a sync has made."""
    with Grafana(release="10.4") as grafana:
        assert world(grafana).sync(BOARDS).exit_code == 0
        yield grafana


@pytest.mark.parametrize("drops", [False, True])
def test_upgrades_are_no_edits(grafana: Grafana, *, drops: bool) -> None:
    """From 10.4 to 13.2 every sync says that there is nothing to do, and does nothing."""
    for release in ("11.6", "12.2", "13.2"):
        grafana.upgrade(release)
        grafana.drops_annotations = drops
        grafana.forget_requests()
        outcome = world(grafana).sync(BOARDS)
        assert (pending(outcome.plan), writes(grafana)) == ({}, [])


def test_a_change_after_the_upgrade_is_written_once(grafana: Grafana) -> None:
    """The mark moves from the document into an annotation with it, and the next sync has nothing to do."""
    grafana.upgrade("13.2")
    grafana.forget_requests()
    assert world(grafana).sync(CHANGED).exit_code == 0
    assert writes(grafana) == [("PUT", path("13.2", "load"), 200)]
    stored = grafana.dashboard("load")
    assert stored is not None
    assert "grafmint" not in stored
    assert stored["tags"] == ["grafmint:shop"]
    found = ask(grafana, "GET", path("13.2", "load"))
    assert (mark_of(found)["version"], found["metadata"]["generation"]) == (2, 2)
    assert pending(world(grafana).sync(CHANGED).plan) == {}


@pytest.mark.parametrize("release", ["12.2", "13.2"])
def test_a_server_that_drops_annotations_is_written_through_api(grafana: Grafana, release: str) -> None:
    """What was read tells so: each is written once, with the mark in the document, where the next sync finds it."""
    grafana.upgrade(release)
    grafana.drops_annotations = True
    changed = {uid: type(board)(title=board.title, folder=board.folder, refresh="5m") for uid, board in BOARDS.items()}
    grafana.forget_requests()
    assert world(grafana).sync(changed).exit_code == 0
    done = [(method, at.rpartition("/")[2]) for method, at, status in writes(grafana) if status == 200]
    assert done == [("POST", "db"), ("POST", "db")]
    grafana.forget_requests()
    assert pending(world(grafana).sync(changed).plan) == {}
    assert writes(grafana) == []
    for uid in changed:
        assert (grafana.dashboard(uid) or {})["grafmint"]["uid"] == uid


def test_an_edit_before_the_upgrade_is_one_after_it(grafana: Grafana) -> None:
    """What was saved in the page of the old version is a conflict in the new one, with the same base."""
    grafana.edit("load", lambda document: document.update(title="Theirs"))
    grafana.upgrade("13.2")
    plan = world(grafana).plan(CHANGED)
    assert pending(plan) == {"load": "conflict"}
    assert "edited since the last sync" in reason(plan)


def test_a_board_that_the_server_numbers_is_no_edit(grafana: Grafana) -> None:
    """Panels without an id get one from the newer server, which only what was sent through the old API can tell."""
    document = {"uid": "raw", "title": "Raw", "schemaVersion": 37, "panels": [{"type": "text", "title": "Notes"}]}
    for release, refresh in (("10.4", "1m"), ("13.2", "2m")):
        grafana.upgrade(release)
        said = {**document, "refresh": refresh}
        first, second = synced(grafana, said), synced(grafana, said)
        assert (first, second) == ("create" if release == "10.4" else "update", "unchanged")


def test_what_a_later_server_writes_otherwise_is_no_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody here has heard of it yet: the server's counts say that nobody did it."""
    with Grafana(release="13.2") as grafana:
        world(grafana).sync(BOARDS)
        monkeypatch.setattr(objects, "migrated", lambda spec: {**migrated(spec), "cursorSync": "Tooltip"})
        assert pending(world(grafana).plan(BOARDS)) == {}
        assert pending(world(grafana).sync(CHANGED).plan) == {"load": "update"}
        grafana.edit("load", lambda document: document.update(title="Theirs"))
        assert pending(world(grafana).plan(BOARDS)) == {"load": "conflict"}


def test_a_mark_that_is_none_is_nobodys(grafana: Grafana) -> None:
    """Whatever stands in the annotation: what cannot be read proves nothing, and the one in the document counts."""
    grafana.upgrade("13.2")
    found = ask(grafana, "GET", path("13.2", "load"))
    found["metadata"]["annotations"][MARK] = "no JSON"
    ask(grafana, "PUT", path("13.2", "load"), found)
    assert pending(world(grafana).plan(CHANGED)) == {"load": "update"}
