"""Settling: a mark of the wrong version is made right by a second write, and never on somebody's edit."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.environment import Server
from grafmint.plan.step import Step
from grafmint.target.server.api.dashboards import Dashboards
from grafmint.target.server.apis.claim import Claim
from grafmint.target.server.apis.dashboards import DashboardResources
from grafmint.target.server.apis.keeping import Keeping
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.proof.owner import Owner
from tests.target.server.answers import TOKEN
from tests.target.server.apis.scene import MARK, SERVED
from tests.target.server.peer import Act, Peer, resets, running, says

ENTRY = Entry(kind="dashboard", uid="load", title="Load", document=canonical({"uid": "load", "title": "Load"}))
STEP = Step(action="create", kind="dashboard", uid="load", title="Load", entry=ENTRY)
STALE = says({"kind": "Status", "message": "requested RV does not match current RV", "reason": "Conflict"}, 409)


def written(generation: int, revision: str = "1", title: str = "Load", *, version: int = 1) -> dict[str, Any]:
    """What a server makes of our write that counts otherwise: the mark says another version."""
    mark = {"project": "shop", "uid": "load", "version": version, "created": "2026-01-01T00:00:00Z"}
    metadata = {
        "name": "load",
        "generation": generation,
        "resourceVersion": revision,
        "creationTimestamp": "2026-01-01T00:00:00Z",
        "annotations": {MARK: orjson.dumps(mark).decode(), "team.example/owner": "payments"},
    }
    return {"metadata": metadata, "spec": {"title": title}}


def write(*acts: Act) -> list[tuple[str, Any]]:
    """What is asked of a server in the course of a write, with what is sent."""
    keeping = Keeping()
    keeping.known = True
    with running(Peer(*acts)) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http:
        claim = Claim(owner=Owner("shop"), root=Path("/"))
        resources = Resources(http=http, served=SERVED, page=10)
        DashboardResources(resources, claim, keeping, Dashboards(http, Owner("shop"))).write(STEP)
    return [(request.method, orjson.loads(request.body) if request.body else None) for request in peer.requests]


def test_the_second_write_changes_the_mark_alone() -> None:
    """With the version of the answer's own; what the server has made of the document goes back as it is."""
    (_, _), (method, sent) = write(says(written(4), 201), says(written(4)))
    assert method == "PUT"
    assert (orjson.loads(sent["metadata"]["annotations"][MARK])["version"], sent["spec"]) == (4, {"title": "Load"})
    assert sent["metadata"]["annotations"]["team.example/owner"] == "payments"


@pytest.mark.parametrize("lost", [STALE, resets])
def test_it_is_made_again_where_only_the_state_is_newer(lost: Act) -> None:
    """With the newer one."""
    asked = write(says(written(4), 201), lost, says(written(4, "2")), says(written(4, "3")))
    assert [method for method, _ in asked] == ["POST", "PUT", "GET", "PUT"]
    assert asked[-1][1]["metadata"]["resourceVersion"] == "2"


@pytest.mark.parametrize("there", [says(written(5, "2", "Theirs")), says({"message": "not found"}, 404)])
def test_what_somebody_has_done_since_does_not_become_ours(there: Act) -> None:
    """Edited or deleted between the two writes: our mark on it would make theirs ours."""
    asked = write(says(written(4), 201), STALE, there)
    assert [method for method, _ in asked] == ["POST", "PUT", "GET"]


def test_an_edit_that_the_mark_has_foretold_is_one() -> None:
    """The mark said 5 where the server counted 4, and a page save made it 5: the mark is to say 4 all the same."""
    foretold = says(written(5, "2", "Theirs", version=5))
    asked = write(says(written(4, version=5), 201), STALE, foretold, says(written(5, "3", "Theirs", version=4)))
    assert [method for method, _ in asked] == ["POST", "PUT", "GET", "PUT"]
    sent = asked[-1][1]
    assert (orjson.loads(sent["metadata"]["annotations"][MARK])["version"], sent["spec"]) == (4, {"title": "Theirs"})
    assert sent["metadata"]["resourceVersion"] == "2"


def test_it_ends() -> None:
    """A server that never takes it is left with what is there, whose history proves it."""
    asked = write(says(written(4), 201), *(STALE, says(written(4))) * 3)
    assert [method for method, _ in asked] == ["POST", *("PUT", "GET") * 3]


def test_a_time_that_is_none_proves_nothing() -> None:
    """Without the time of its creation nobody can tell an object from one that was brought back."""
    odd = written(1)
    odd["metadata"]["creationTimestamp"] = "yesterday"
    assert [method for method, _ in write(says(odd, 201), says(odd))] == ["POST", "PUT"]
