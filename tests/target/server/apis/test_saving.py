"""Saving: what a server answers that is neither yes nor no."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grafmint.bundle import Entry
from grafmint.environment import Server
from grafmint.errors import TargetError
from grafmint.plan.snapshot import Held
from grafmint.target.server.apis.resources import Resources
from grafmint.target.server.apis.saving import Saved, Saving
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.retry import Policy
from tests.target.server.answers import TOKEN
from tests.target.server.apis.scene import SERVED
from tests.target.server.peer import Act, Peer, resets, running, says

ENTRY = Entry(kind="dashboard", uid="load", title="Load", document=b"{}")
NOTHING = says({"kind": "Status", "message": "not found", "reason": "NotFound"}, 404)
DENIED = says({"kind": "Status", "message": "no", "reason": "Forbidden"}, 403)
TAKEN = says({"kind": "Status", "message": "already exists", "reason": "AlreadyExists"}, 409)
STALE = says({"kind": "Status", "message": "requested RV does not match current RV", "reason": "Conflict"}, 409)


def thing(title: str, revision: str = "1", created: str = "2026-01-01T00:00:00Z") -> dict[str, Any]:
    """An object."""
    metadata = {"name": "load", "resourceVersion": revision, "generation": 1, "creationTimestamp": created}
    return {"metadata": metadata, "spec": {"title": title}}


def held(revision: str) -> Held:
    """What the plan has seen."""
    return Held(
        kind="dashboard", uid="load", title="", folder=None, document=b"", hold="ours", where="", revision=revision
    )


@contextmanager
def saving(*acts: Act, planned: Held | None = None) -> Iterator[tuple[Saving, Peer]]:
    """The write of a title over what a server says one after the other."""
    policy = Policy(sleep=lambda _: None)
    with running(Peer(*acts)) as peer, Http(Server(peer.url), Credentials(token=TOKEN), policy=policy) as http:
        yield (
            Saving(
                resources=Resources(http=http, served=SERVED, page=10),
                entry=ENTRY,
                planned=planned,
                content=lambda there: {**thing("Ours"), "metadata": (there or thing(""))["metadata"]},
                is_written=lambda there: bool(there["spec"]["title"] == "Ours"),
                is_planned=lambda there: bool(there["spec"]["title"] == "Planned"),
            ),
            peer,
        )


def asked(peer: Peer) -> str:
    """The methods that came."""
    return " ".join(request.method for request in peer.requests)


def test_what_is_new_is_sent_at_once() -> None:
    """The plan has seen that it is not there: nobody looks again."""
    with saving(says(thing("Ours"), 201)) as (one, peer):
        assert one.saved() == Saved(found=thing("Ours"))
    assert asked(peer) == "POST"


@pytest.mark.parametrize("answer", [resets, says(b""), says([1, 2])])
def test_an_answer_that_says_nothing_is_looked_up(answer: Act) -> None:
    """A broken connection, or a proxy that answers for the server."""
    with saving(answer, says(thing("Ours"))) as (one, peer):
        assert one.saved().found == thing("Ours")
    assert asked(peer) == "POST GET"


def test_what_did_not_arrive_is_sent_again() -> None:
    """To an account that is no admin the server may deny what does not exist."""
    with saving(resets, DENIED, says(thing("Ours"), 201)) as (one, peer):
        one.saved()
    assert asked(peer) == "POST GET POST"


def test_what_is_there_unseen_is_told() -> None:
    """The uid is taken by what these credentials may not see."""
    with saving(TAKEN, DENIED) as (one, _), pytest.raises(TargetError, match="may not see it"):
        one.saved()


def test_what_is_taken_by_others_stays_theirs() -> None:
    """Made by somebody since the plan."""
    with saving(TAKEN, says(thing("Theirs"))) as (one, peer), pytest.raises(TargetError, match="has changed"):
        one.saved()
    assert asked(peer) == "POST GET"


def test_a_newer_state_with_what_was_planned_is_written_over() -> None:
    """With its own resourceVersion, each time."""
    acts = (says(thing("Planned", "2")), STALE, says(thing("Planned", "3")), says(thing("Ours", "4")))
    with saving(*acts, planned=held("1")) as (one, peer):
        assert one.saved().found == thing("Ours", "4")
    sent = [request.body for request in peer.requests if request.method == "PUT"]
    assert [b'"resourceVersion":"2"' in sent[0], b'"resourceVersion":"3"' in sent[1]] == [True, True]


def test_a_newer_state_with_anything_else_is_somebodys() -> None:
    """Also between two attempts."""
    acts = (says(thing("Planned", "1")), STALE, says(thing("Theirs", "2")))
    with saving(*acts, planned=held("1")) as (one, peer), pytest.raises(TargetError, match="has changed"):
        one.saved()
    assert asked(peer) == "GET PUT GET"


def test_what_goes_while_it_is_written_is_made_anew() -> None:
    """Whether the server says that it is gone, or makes it."""
    with saving(says(thing("Planned")), NOTHING, NOTHING, says(thing("Ours"), 201), planned=held("1")) as (one, peer):
        assert one.saved().recreated
    assert asked(peer) == "GET PUT GET POST"
    made = thing("Ours", created="2026-02-02T00:00:00Z")
    with saving(says(thing("Planned")), says(made, 201), planned=held("1")) as (one, peer):
        assert one.saved().recreated


def test_nothing_that_gets_through_is_told() -> None:
    """Three times without an answer and without a trace."""
    acts = (resets, NOTHING, resets, NOTHING, resets, NOTHING)
    with saving(*acts) as (one, peer), pytest.raises(TargetError, match="nothing was written"):
        one.saved()
    assert asked(peer) == "POST GET POST GET POST"


INVALID = {"kind": "Status", "reason": "Invalid", "message": "Dashboard is invalid"}
SCHEMA = {**INVALID, "details": {"causes": [{"field": "spec.schemaVersion", "message": "must be 42"}]}}
FIELD = {**INVALID, "details": {"causes": [{"field": "spec.refresh", "message": "no"}, {"field": "spec.title"}, {}]}}


@pytest.mark.parametrize("body", [SCHEMA, FIELD])
def test_a_refusal_stands(body: dict[str, Any]) -> None:
    """What does not fit is told field by field, and nothing is sent without validation."""
    with saving(says(body, 422)) as (one, peer), pytest.raises(TargetError, match=r"422: spec\."):
        one.saved()
    assert asked(peer) == "POST"
