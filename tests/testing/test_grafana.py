"""The double as a test uses it: counts, what it does not serve, and other people's hands."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from time import monotonic
from typing import Any

import pytest

from grafmint.testing import Fault, Grafana, Request
from tests.testing.client import Answer, ask, send


@pytest.fixture
def grafana() -> Iterator[Grafana]:
    """A double with a folder and a dashboard in it."""
    with Grafana() as grafana:
        call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"})
        save(grafana, "load", "Load", tags=["b", "a"], grafmint={"project": "shop"})
        grafana.forget_requests()
        yield grafana


def call(grafana: Grafana, method: str, path: str, body: Any = None) -> Answer:
    """Ask as its admin."""
    return ask(grafana.url, grafana.token, method, path, body)


def save(grafana: Grafana, uid: str, title: str, **more: Any) -> Answer:
    """Save a dashboard into the folder."""
    document = {"uid": uid, "title": title, **more}
    return call(grafana, "POST", "/api/dashboards/db", {"dashboard": document, "folderUid": "shop", "overwrite": True})


def numbers(grafana: Grafana, uid: str) -> list[int]:
    """The versions that a dashboard has, the newest first."""
    return [each["version"] for each in call(grafana, "GET", f"/api/dashboards/uid/{uid}/versions").json]


def test_requests_are_counted(grafana: Grafana) -> None:
    """Each with its method, path, query and status, until they are forgotten."""
    call(grafana, "GET", "/api/search?type=dash-db&limit=2")
    call(grafana, "GET", "/api/dashboards/uid/none")
    assert grafana.requests == [
        Request(method="GET", path="/api/search", query="type=dash-db&limit=2", status=200),
        Request(method="GET", path="/api/dashboards/uid/none", status=404),
    ]
    assert (grafana.count(), grafana.count("GET", "/api/dashboards/uid/"), grafana.count("POST")) == (2, 1, 0)
    assert call(grafana, "GET", "/double/requests").json == {"GET": 2}
    assert call(grafana, "POST", "/double/forget").json == {}
    assert grafana.requests == []


def ask_for_something_else() -> None:
    """A test whose code asks for what is not recorded."""
    with Grafana() as grafana:
        answer = call(grafana, "GET", "/api/annotations?limit=1")
        assert answer.status == 501
        assert answer.json == {"message": "the double does not serve GET /api/annotations: no recording covers it"}
        assert [request.path for request in grafana.unserved] == ["/api/annotations"]


def test_what_no_recording_covers_fails_the_test() -> None:
    """It is answered 501, and the block is left with an error that names it."""
    with pytest.raises(AssertionError, match="does not serve GET /api/annotations: no recording covers it"):
        ask_for_something_else()


def fail_after_asking_for_something_else() -> None:
    """The same, where something else is wrong before the block ends."""
    with Grafana() as grafana:
        call(grafana, "GET", "/api/annotations")
        raise KeyError("mine")


def test_another_failure_comes_first() -> None:
    """An exception that is under way is not replaced by the one about what is not served."""
    with pytest.raises(KeyError, match="mine"):
        fail_after_asking_for_something_else()


def test_an_edit_in_the_page_loses_keys(grafana: Grafana) -> None:
    """Keys that Grafana does not know go, tags stay, defaults come, and it is one more version."""
    grafana.edit("load", lambda document: document.update(title="Load, edited", mine=1), by="eva")
    document = grafana.dashboard("load")
    assert document is not None
    assert {"grafmint", "mine"}.isdisjoint(document)
    assert (document["title"], document["tags"], document["schemaVersion"]) == ("Load, edited", ["b", "a"], 37)
    assert (document["version"], document["timepicker"]) == (2, {})
    assert call(grafana, "GET", "/api/dashboards/uid/load").json["meta"]["updatedBy"] == "eva"
    assert numbers(grafana, "load") == [2, 1]


def test_a_move_keeps_everything_else(grafana: Grafana) -> None:
    """It is a save with another folder, or with none, and nothing that was ours is lost."""
    before = grafana.dashboard("load")
    grafana.move("load", None)
    assert grafana.folder_of("load") is None
    grafana.move("load", "shop")
    assert grafana.folder_of("load") == "shop"
    assert grafana.dashboard("load") == {**(before or {}), "version": 3}


def test_a_copy_is_another_dashboard(grafana: Grafana) -> None:
    """Save as: the tags come along, keys that Grafana does not know do not."""
    grafana.copy("load", "load-2", "Load 2")
    copied = grafana.dashboards()["load-2"]
    assert (copied["title"], copied["tags"], "grafmint" in copied) == ("Load 2", ["b", "a"], False)
    assert grafana.folder_of("load-2") == "shop"
    assert numbers(grafana, "load-2") == [1]
    assert numbers(grafana, "load") == [1]


def test_putting_back_restores_every_key(grafana: Grafana) -> None:
    """What a version held is saved again, with the keys that Grafana does not know."""
    grafana.edit("load", lambda document: document.update(title="Other"))
    grafana.put_back("load", 1)
    document = grafana.dashboard("load")
    assert document is not None
    assert (document["title"], document["grafmint"], document["version"]) == ("Load", {"project": "shop"}, 3)
    assert "timepicker" not in document


def test_a_deleted_dashboard_is_gone(grafana: Grafana) -> None:
    """And saving it makes a new one, from version 1."""
    grafana.delete("load")
    assert grafana.dashboard("load") is None
    assert save(grafana, "load", "Load", version=1).json["version"] == 1


@pytest.mark.parametrize(
    "hands",
    [
        lambda grafana: grafana.edit("none", dict.clear),
        lambda grafana: grafana.move("load", "none"),
        lambda grafana: grafana.delete("shop"),
        lambda grafana: grafana.put_back("load", 9),
    ],
    ids=["edit", "move", "delete", "put back"],
)
def test_hands_need_something_to_hold(grafana: Grafana, hands: Any) -> None:
    """What is not there cannot be edited, moved to, deleted or put back."""
    with pytest.raises(LookupError, match=r"there is no (dashboard|folder)|has no version 9"):
        hands(grafana)


def test_people_meet_refusals_too(grafana: Grafana) -> None:
    """A title that is taken cannot be given by somebody in the page either."""
    save(grafana, "other", "Other")
    with pytest.raises(ValueError, match="nobody can save 'other': A dashboard with the same name"):
        grafana.edit("other", lambda document: document.update(title="Load"))


def test_a_provisioned_dashboard_cannot_be_saved(grafana: Grafana) -> None:
    """A file's dashboard, here one that was ours until now, is read-only and says so."""
    grafana.provision({"uid": "load", "title": "Load"}, folder="shop")
    assert save(grafana, "load", "Load").json == {"message": "Cannot save provisioned dashboard"}
    assert call(grafana, "GET", "/api/dashboards/uid/load").json["meta"]["provisioned"] is True
    grafana.provision({"uid": "new", "title": "New"}, folder="files")
    assert grafana.folders() == {"shop": "Shop", "files": "files"}


def test_secrets_are_seen_only_here(grafana: Grafana) -> None:
    """No answer has them, the double tells them to the test."""
    body = {"uid": "m", "name": "M", "type": "prometheus", "access": "proxy", "secureJsonData": {"key": "hidden"}}
    assert b"hidden" not in call(grafana, "POST", "/api/datasources", body).body
    assert b"hidden" not in call(grafana, "GET", "/api/datasources/uid/m").body
    assert grafana.datasources()["m"]["secureJsonFields"] == {"key": True}
    assert (grafana.secret("m", "key"), grafana.secret("m", "no"), grafana.secret("no", "key")) == (
        "hidden",
        None,
        None,
    )


def test_a_fault_takes_its_turn(grafana: Grafana) -> None:
    """It answers as many of the requests that it is for as it says, and nothing is done for them."""
    grafana.fail_next(status=503, times=2, method="POST", path="/api/dashboards/db", headers={"Retry-After": "1"})
    assert call(grafana, "GET", "/api/folders").status == 200
    answers = [save(grafana, "next", "Next") for _ in range(3)]
    assert [answer.status for answer in answers] == [503, 503, 200]
    assert answers[0].headers["Retry-After"] == "1"
    assert answers[0].json == {"message": "Failed to save dashboard", "traceID": ""}
    assert answers[2].json["version"] == 1


def test_a_page_of_html_is_answered(grafana: Grafana) -> None:
    """As from a proxy in front of Grafana that wants somebody to sign in."""
    grafana.html_next(path="/api/search")
    answer = call(grafana, "GET", "/api/search")
    assert (answer.status, answer.content_type) == (200, "text/html")
    assert b"<html>" in answer.body


@pytest.mark.parametrize("done", [True, False])
def test_a_connection_is_dropped(grafana: Grafana, done: bool) -> None:
    """Nobody is told whether it was done, which it was or was not."""
    grafana.drop_next(done=done, method="POST")
    with pytest.raises(RemoteDisconnected):
        save(grafana, "next", "Next")
    assert (grafana.dashboard("next") is not None) is done
    assert grafana.requests == [Request(method="POST", path="/api/dashboards/db", status=None)]


def test_faults_stand_in_a_row(grafana: Grafana) -> None:
    """Of two for one request the first that was injected comes first."""
    grafana.inject(Fault(status=500))
    grafana.inject(Fault(status=502, body="<html></html>"))
    assert [call(grafana, "GET", "/api/health").status for _ in range(3)] == [500, 502, 200]


def test_delays_are_of_reads_and_writes() -> None:
    """A GET takes as long as reads are to take, another request as long as writes."""
    with Grafana(read_delay=0.05, write_delay=0.2) as grafana:
        start = monotonic()
        call(grafana, "GET", "/api/health")
        middle = monotonic()
        call(grafana, "POST", "/api/folders", {"title": "X"})
        assert 0.05 <= middle - start < 0.2 <= monotonic() - middle


def test_a_server_below_a_path() -> None:
    """It answers below the path only, and its addresses begin with it."""
    with Grafana(prefix="/grafana/") as grafana:
        assert grafana.url.endswith("/grafana")
        folder = call(grafana, "POST", "/api/folders", {"uid": "shop", "title": "Shop"}).json
        assert folder["url"] == "/grafana/dashboards/f/shop/shop"
        assert grafana.requests == [Request(method="POST", path="/api/folders", status=200)]
        grafana.html_next(404, path="/api/health")
        assert send(grafana.url.removesuffix("/grafana"), "GET", "/api/health").content_type == "text/html"


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns after a microsecond, so that what is not locked shows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_saves_at_the_same_time_are_one_after_the_other(grafana: Grafana) -> None:
    """Of many who save the same version only one does, and of many dashboards none is lost."""
    document = {"uid": "load", "title": "Load", "version": 1}
    body = {"dashboard": document, "folderUid": "shop"}
    with ThreadPoolExecutor(16) as pool:
        raced = list(pool.map(lambda _: call(grafana, "POST", "/api/dashboards/db", body).status, range(32)))
        list(pool.map(lambda number: save(grafana, f"d{number}", f"D {number}"), range(64)))
    assert sorted(raced) == [200, *[412] * 31]
    assert len(grafana.dashboards()) == 65
    ids = [each["id"] for each in grafana.dashboards().values()]
    assert len(set(ids)) == 65


def test_one_lock_is_around_all_that_is_answered(grafana: Grafana) -> None:
    """While somebody's hands are in the state, requests wait."""
    with ThreadPoolExecutor(1) as pool:
        with grafana._core.lock:
            waiting = pool.submit(call, grafana, "GET", "/api/folders")
            with pytest.raises(TimeoutError):
                waiting.result(0.1)
        assert waiting.result(5).status == 200


def test_the_viewer_may_not_write(grafana: Grafana) -> None:
    """Its token reads what the folder shows to viewers, and is refused everything else."""
    assert ask(grafana.url, grafana.viewer_token, "GET", "/api/dashboards/uid/load").json["meta"]["canSave"] is False
    for method, path, body in (
        ("POST", "/api/dashboards/db", {"dashboard": {"title": "X"}}),
        ("DELETE", "/api/dashboards/uid/load", None),
        ("PUT", "/api/folders/shop", {"title": "X", "overwrite": True}),
        ("POST", "/api/datasources", {}),
    ):
        assert ask(grafana.url, grafana.viewer_token, method, path, body).status == 403
    assert grafana.folders() == {"shop": "Shop"}
