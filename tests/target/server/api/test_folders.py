"""Folders: parents before children, and nesting where the server has it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grafmint.bundle import Entry
from grafmint.environment import Server
from grafmint.plan.snapshot import Held
from grafmint.plan.step import Step
from grafmint.target.server.api.folders import Folders
from grafmint.target.server.api.permissions import Permissions
from grafmint.target.server.http.client import Http
from grafmint.target.server.http.credentials import Credentials
from grafmint.target.server.http.faults import Refused
from grafmint.target.server.sync.order import parents_first
from tests.target.server.answers import NOT_FOUND, TOKEN
from tests.target.server.peer import Act, Peer, running, says

TOP = {"uid": "shop", "title": "Shop"}
BELOW = {**TOP, "parentUid": "top"}


def entry(uid: str = "shop", parent: str | None = None, title: str = "Shop") -> Entry:
    """A folder in the code."""
    document = orjson.dumps({"uid": uid, "title": title})
    return Entry(kind="folder", uid=uid, title=title, folder=parent, document=document)


def step(made: Entry, held: Held | None = None) -> Step:
    """The step that makes it, or changes what is held."""
    action = "create" if held is None else "update"
    return Step(action=action, kind="folder", uid=made.uid, title=made.title, entry=made, held=held)  # type: ignore[arg-type]


@contextmanager
def folders(*acts: Act, nested: bool = True) -> Iterator[tuple[Folders, Peer]]:
    """The folders of a server that answers so, one request after the other."""
    with running(Peer(*acts)) as peer, Http(Server(peer.url), Credentials(token=TOKEN)) as http:
        yield Folders(http, Permissions(http), nested, granted=False), peer


@given(parents=st.lists(st.integers(min_value=-1, max_value=9), min_size=1, max_size=10), seed=st.randoms())
def test_parents_come_first(parents: list[int], seed: object) -> None:
    """In every forest, in whatever order it is given; nothing is lost."""
    made = [entry(f"f{child}", f"f{parent}" if 0 <= parent < child else None) for child, parent in enumerate(parents)]
    getattr(seed, "shuffle")(made)  # noqa: B009  # a Random to hypothesis, an object to the type checker
    ordered = parents_first(made)
    assert sorted(each.uid for each in ordered) == sorted(each.uid for each in made)
    places = {each.uid: place for place, each in enumerate(ordered)}
    assert all(places[each.folder] < places[each.uid] for each in ordered if each.folder is not None)


def test_a_parent_that_is_not_ours_is_no_obstacle() -> None:
    """It is on the server already, or its absence will be told."""
    assert [each.uid for each in parents_first([entry("a", "theirs")])] == ["a"]


@pytest.mark.parametrize("nested", [True, False])
def test_a_child_is_made_in_its_parent_where_that_can_be(nested: bool) -> None:
    """The parent is sent only to a server that has parents."""
    with folders(says(BELOW), nested=nested) as (target, peer):
        assert target.write(step(entry(parent="top"))) is None
    sent = json.loads(peer.requests[0].body)
    assert sent == ({**TOP, "parentUid": "top"} if nested else TOP)


@pytest.mark.parametrize(("held", "parent", "sent"), [(TOP, "top", "top"), (BELOW, None, "")])
def test_a_folder_moves(held: dict[str, str], parent: str | None, sent: str) -> None:
    """To a parent and back to the top by a request of its own; the title is sent only when it changes."""
    with folders(says({**held, "version": 2})) as (target, peer):
        found = target.read("shop", entry(parent=parent))
        assert found is not None
        assert found.document != target.form(entry(parent=parent))
        target.write(step(entry(parent=parent), found))
    [move] = [request for request in peer.requests if request.method != "GET"]
    assert (move.path, json.loads(move.body)) == ("/api/folders/shop/move", {"parentUid": sent})


def test_a_rename_sends_the_version_of_the_plan() -> None:
    """So that the server refuses it where somebody was faster; nothing is overwritten."""
    with folders(says({**TOP, "version": 7}), nested=False) as (target, peer):
        found = target.read("shop", entry(title="Store"))
        target.write(step(entry(title="Store"), found))
    assert json.loads(peer.requests[-1].body) == {"title": "Store", "version": 7}


def test_a_parent_does_not_count_where_there_are_none() -> None:
    """On a server without nested folders a parent in the code is no difference."""
    with folders(says(TOP), nested=False) as (target, _):
        found = target.read("shop", entry(parent="top"))
        assert found is not None
        assert found.document == target.form(entry(parent="top"))


def test_a_refused_folder_that_is_there_as_wanted_was_made_by_an_earlier_attempt() -> None:
    """Asked again after a refusal, the server has it: done. Where it has another one, the refusal counts."""
    refusal = says({"message": "exists"}, 409)
    with folders(refusal, says(TOP), nested=False) as (target, _):
        assert target.write(step(entry())) is None
    for other in (says({**TOP, "title": "Other"}), says(NOT_FOUND[1], 404)):
        with folders(refusal, other, nested=False) as (target, _), pytest.raises(Refused, match="exists"):
            target.write(step(entry()))
