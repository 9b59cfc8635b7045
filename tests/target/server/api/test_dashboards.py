"""Dashboards: whose each one is and what an edit began from, where the server's history is odd."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.environment import Server
from grafmint.errors import TargetError
from grafmint.plan.semantic import digest
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.http.retry import Policy
from grafmint.target.server.proof.owner import Owner
from grafmint.target.server.proof.stale import RECREATED
from tests.target.server.answers import NOT_FOUND, TOKEN
from tests.target.server.peer import Act, Handler, Peer, resets, running, says

ENTRY = Entry(kind="dashboard", uid="load", title="Load", folder="shop", document=canonical({"title": "Load"}))
PATH = "/api/dashboards/uid/load"


def mark(version: int, title: str = "Load", **other: object) -> dict[str, Any]:
    """Our mark of a version with that title."""
    meaning = digest("dashboard", canonical({"title": title}))
    said = {"project": "shop", "uid": "load", "folder": "shop", "version": version, "meaning": meaning}
    return {"grafmint": {**said, **other}}


def live(version: int, title: str = "Load", folder: str = "shop", **said: Any) -> dict[str, Any]:
    """The answer to who asks for the dashboard."""
    return {"dashboard": {"title": title, "version": version, **said}, "meta": {"folderUid": folder}}


@contextmanager
def dashboards(answers: dict[str, Any]) -> Iterator[tuple[Dashboards, Peer]]:
    """Dashboards of a server that answers from a table."""

    def act(handler: Handler) -> None:
        path = urlsplit(handler.path).path
        status, body = (200, answers[path]) if path in answers else NOT_FOUND
        says(body, status)(handler)

    with scripted(act) as found:
        yield found


@contextmanager
def scripted(*acts: Act) -> Iterator[tuple[Dashboards, Peer]]:
    """Dashboards of a server that does these acts one after the other."""
    with running(Peer(*acts)) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http:
        yield Dashboards(http, Owner("shop")), peer


def history(listed: Any, **stored: dict[str, Any]) -> dict[str, Any]:
    """The list of versions, and each one with what it stored (`v3=…`)."""
    paths = {f"{PATH}/versions/{name[1:]}": {"data": data} for name, data in stored.items()}
    return {f"{PATH}/versions": listed, **paths}


def versions(*numbers: int) -> list[dict[str, int]]:
    """A list as Grafana has it before 11.6."""
    return [{"version": number} for number in numbers]


def read(answers: dict[str, Any], found: dict[str, Any] | None = None) -> Held:
    """What is held there."""
    with dashboards({PATH: found or live(4, "Theirs"), **answers}) as (target, _):
        held = target.read("load", ENTRY)
    assert held is not None
    return held


def test_the_base_is_the_newest_version_of_ours() -> None:
    """Saved twice by us and twice by others: where their edits began, not where ours did."""
    answers = history(
        versions(4, 3, 2, 1),
        v4={"title": "Theirs"},
        v3={"title": "Theirs too"},
        v2={"title": "Second", **mark(2, "Second")},
        v1={"title": "First", **mark(1, "First")},
    )
    held = read(answers)
    assert held.hold == "edited"
    assert held.base is not None
    assert (b'"Second"' in held.base.document, held.base.folder) == (True, "shop")


@pytest.mark.parametrize(
    "stored",
    [
        mark(1),
        mark(3, uid="other"),
        mark(3, "Another"),
        mark(3, meaning=None),
        {},
        {"message": "grafmint sync of shop"},
    ],
)
def test_a_version_without_proof_is_no_base(stored: dict[str, Any]) -> None:
    """A mark of another version, uid, project or content proves nothing, nor do words: it was never ours."""
    held = read(history(versions(4, 3), v4={"title": "Theirs"}, v3={"title": "Load", **stored}))
    assert (held.hold, held.base) == ("foreign", None)


@pytest.mark.parametrize(
    ("other", "hold", "words"),
    [
        ({"project": "other"}, "managed", "managed by the project 'other', and edited since"),
        ({"environment": "stage"}, "foreign", "made by the environment 'stage' of this project, and edited since"),
    ],
)
def test_what_another_one_wrote_is_theirs_after_an_edit_too(other: dict[str, str], hold: str, words: str) -> None:
    """A save in the page takes the mark away; whose it was is in the history."""
    held = read(history(versions(4, 3), v4={"title": "Theirs"}, v3={"title": "Load", **mark(3, **other)}))
    assert (held.hold, held.where) == (hold, words)


def test_an_edit_whose_base_is_gone_is_still_an_edit() -> None:
    """An older mark at a newer version, of which the server keeps no more: ours once, and nothing to compare with."""
    held = read(history(versions(40), v40={"title": "Theirs"}), live(40, "Theirs", **mark(3)))
    assert (held.hold, held.base) == ("edited", None)


@pytest.mark.parametrize("form", ["list", "object"])
def test_both_forms_of_the_list_are_read(form: str) -> None:
    """A bare list before Grafana 11.6, an object since; in whatever order."""
    numbers = versions(2, 4, 3)
    answers = history(
        numbers if form == "list" else {"versions": numbers}, v2={"title": "Load", **mark(2)}, v3={}, v4={}
    )
    assert read(answers).base is not None


def test_what_is_as_we_left_it_is_read_once() -> None:
    """The mark's version and folder are the live ones: the history is not asked for."""
    with dashboards({PATH: live(3, "Old", **mark(3, "Old"))}) as (target, peer):
        held = target.read("load", ENTRY)
    assert held is not None
    assert (held.hold, len(peer.requests)) == ("ours", 1)


def test_what_came_back_with_our_mark_is_not_as_we_left_it() -> None:
    """Deleted, changed and imported again, it counts its versions anew and hits ours: the content tells."""
    held = read(history(versions(1), v1={"title": "Theirs", **mark(1)}), live(1, "Theirs", **mark(1)))
    assert (held.hold, held.base) == ("edited", None)


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_history_that_cannot_be_read_is_no_missing_version(status: int) -> None:
    """Passing over a version would take an older one for the base, and with it somebody's edit for none."""
    answers = history(versions(3, 2), v2={"title": "Load", **mark(2)})

    def act(handler: Handler) -> None:
        path = urlsplit(handler.path).path
        if path.endswith("/versions/3"):
            says({"message": "No."}, status)(handler)
        else:
            says(live(4, "Theirs") if path == PATH else answers[path])(handler)

    policy = Policy(sleep=lambda _: None)
    with running(Peer(act)) as peer, Http(Server(peer.url), Credentials(token=TOKEN), policy=policy) as http:
        target = Dashboards(http, Owner("shop"))
        if status == 403:
            held = target.read("load", ENTRY)
            assert held is not None
            assert held.base is None
        else:
            with pytest.raises(Refused, match="No"):
                target.read("load", ENTRY)


@pytest.mark.parametrize("folder", ["team", ""])
def test_a_move_is_an_edit_although_the_mark_is_right(folder: str) -> None:
    """The version alone proves nothing about the folder."""
    answers = history(versions(3), v3={"title": "Load", **mark(3)})
    held = read(answers, live(3, folder=folder, **mark(3)))
    assert (held.hold, held.folder) == ("edited", folder or None)
    assert held.base is not None
    assert held.base.folder == "shop"


def test_another_answer_than_expected_is_saved_once_more() -> None:
    """The server took the update for a creation: the second save replaces version 1, and its mark says 2."""
    held = Held(
        kind="dashboard", uid="load", title="Load", folder="shop", document=b"{}", hold="ours", where="", version=7
    )
    step = Step(action="update", kind="dashboard", uid="load", title="Load", entry=ENTRY, held=held)
    with scripted(says({"version": 1}), says({"version": 2})) as (target, peer):
        assert target.write(step) == RECREATED
    first, second = (json.loads(request.body)["dashboard"] for request in peer.requests)
    assert (first["version"], first["grafmint"]["version"]) == (7, 8)
    assert (second["version"], second["grafmint"]["version"]) == (1, 2)


CREATE = Step(action="create", kind="dashboard", uid="load", title="Load", entry=ENTRY)


def test_two_lost_attempts_are_told() -> None:
    """Neither brought an answer nor wrote anything: that is all that can be said."""
    nothing = says(NOT_FOUND[1], 404)
    with (
        scripted(resets, nothing, resets, nothing) as (target, peer),
        pytest.raises(TargetError, match="nothing was written"),
    ):
        target.write(CREATE)
    assert [request.method for request in peer.requests] == ["POST", "GET", "POST", "GET"]


@pytest.mark.parametrize(
    "found",
    [
        live(1, "Theirs"),
        live(1, "Theirs", **mark(1)),
        live(1, folder="team", **mark(1)),
        live(1, **mark(1, project="other")),
        live(2, **mark(2)),
    ],
)
def test_what_somebody_else_saved_meanwhile_is_not_taken_for_ours(found: dict[str, Any]) -> None:
    """After a lost answer: other content, folder, project or version is theirs, and stays."""
    with scripted(resets, says(found)) as (target, peer), pytest.raises(TargetError, match="has changed on the server"):
        target.write(CREATE)
    assert [request.method for request in peer.requests] == ["POST", "GET"]


def test_uids_are_written_as_parts_of_a_path() -> None:
    """Whatever stands in one, it names one dashboard."""
    with scripted(says(NOT_FOUND[1], 404)) as (target, peer):
        assert target.read("a/../b?c", None) is None
    assert peer.requests[0].path == "/api/dashboards/uid/a%2F..%2Fb%3Fc"
