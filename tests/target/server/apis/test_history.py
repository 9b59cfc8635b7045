"""History: where an edit began, also on servers that tell little of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.environment import Server
from grafmint.target.server.apis.history import last_write
from grafmint.target.server.apis.ownership import Ownership
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.proof.mark import checksum
from grafmint.target.server.proof.owner import Owner
from grafmint.testing import Grafana
from tests.target.server.answers import TOKEN
from tests.target.server.apis.scene import BOARDS, CHANGED, SERVED, changes, world
from tests.target.server.peer import Act, Peer, running, says

THEIRS = ('theirs: title  "Load" → "Theirs"', "ours: refresh  1m → 2m")


def edited(grafana: Grafana, times: int = 1) -> None:
    """Somebody saves it so often, the last time with another title."""
    for number in range(times):
        title = "Theirs" if number == times - 1 else f"Draft {number}"
        grafana.edit("load", lambda document, title=title: document.update(title=title))  # type: ignore[misc]


def test_the_base_is_found_behind_many_edits() -> None:
    """Page after page, as far back as our last write."""
    with Grafana(release="13.2") as grafana:
        world(grafana).sync(BOARDS)
        edited(grafana, 25)
        grafana.forget_requests()
        assert changes(world(grafana).plan(CHANGED)) == THEIRS
        assert sum("get-history" in each.query for each in grafana.requests) == 2


def _found(mark: dict[str, object] | None = None, tags: tuple[str, ...] = ()) -> dict[str, Any]:
    annotations = {} if mark is None else {"grafmint/mark": json.dumps(mark)}
    metadata = {"name": "load", "resourceVersion": "9", "generation": 4, "annotations": annotations}
    return {"metadata": metadata, "spec": {"title": "Theirs", "tags": list(tags)}}


@contextmanager
def _server(*acts: Act) -> Iterator[Resources]:
    with running(Peer(*acts)) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http:
        yield Resources(http=http, served=SERVED, page=10)


@pytest.mark.parametrize("status", [400, 404, 405])
def test_a_server_that_does_not_know_the_question_is_asked_in_the_old_way(status: int) -> None:
    """What a sync wrote there is found by the mark in its document."""
    document = canonical({"title": "Load", "uid": "load"})
    mark = {"project": "shop", "uid": "load", "version": 3, "checksum": checksum(document)}
    unknown = says({"kind": "Status", "message": "unknown label selector"}, status)
    stored = {"title": "Load", "uid": "load", "grafmint": mark}
    with _server(unknown, says({"versions": [{"version": 3}]}), says({"data": stored})) as resources:
        found = last_write(resources, "load", "shop")
    assert found is not None
    assert (found.document, found.mark.version) == (document, 3)


def test_a_history_that_breaks_is_no_missing_one() -> None:
    """Taking it for empty would make an edit of ours somebody else's dashboard."""
    with (
        _server(says({"kind": "Status", "message": "broken"}, 500)) as resources,
        pytest.raises(Refused, match="broken"),
    ):
        last_write(resources, "load", "shop")


@pytest.mark.parametrize(
    ("found", "is_code", "hold"),
    [
        (_found({"project": "shop", "uid": "load", "version": 3}), True, "edited"),
        (_found(tags=("grafmint:shop",)), True, "edited"),
        (_found(tags=("grafmint:shop",)), False, "foreign"),
        (_found(), True, "foreign"),
    ],
)
def test_who_may_not_see_the_history_goes_by_what_is_there(found: dict[str, Any], hold: str, *, is_code: bool) -> None:
    """Our mark or tag on what the code has."""
    entry = Entry(kind="dashboard", uid="load", title="Load", document=b"{}") if is_code else None
    with _server(says({"kind": "Status", "message": "no", "reason": "Forbidden"}, 403)) as resources:
        whose = Ownership(resources=resources, owner=Owner("shop"), form=lambda _: b"{}")
        held = whose.judged(found, entry)
    assert (held.hold, held.base) == (hold, None)
