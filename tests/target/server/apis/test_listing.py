"""Listing: many dashboards in a few answers, and one by one where a list does not help."""

from collections.abc import Iterator

import pytest

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Held
from grafmint.target.server.apis.folders import FolderResources
from grafmint.target.server.apis.listing import MANY, Listing
from grafmint.target.server.apis.metadata import Json
from grafmint.target.server.http.faults import Refused, Unreachable
from grafmint.target.server.kinds.registry import Kinds
from grafmint.testing import Fault, Grafana
from tests.target.server.apis.scene import path, pending, world, writes
from tests.target.server.world import Board

COUNT = 60
MANY_BOARDS = {f"board-{number:02}": Board(title=f"Board {number}") for number in range(COUNT)}


@pytest.fixture(scope="module")
def synced() -> Iterator[Grafana]:
    """A server with sixty dashboards of ours."""
    with Grafana(release="13.2") as grafana:
        assert world(grafana).sync(MANY_BOARDS).exit_code == 0
        yield grafana


@pytest.fixture
def grafana(synced: Grafana, monkeypatch: pytest.MonkeyPatch) -> Grafana:
    """The same, asked for ten at a time."""
    monkeypatch.setattr("grafmint.target.server.apis.kinds.PAGE", 10)
    synced.forget_requests()
    return synced


def test_a_plan_of_many_asks_less_often_than_there_are(grafana: Grafana) -> None:
    """Where nothing changed: six pages instead of sixty dashboards."""
    assert COUNT >= MANY
    assert pending(world(grafana).plan(MANY_BOARDS)) == {}
    assert grafana.count("GET", path("13.2")) == 6
    assert len(grafana.requests) < COUNT / 2
    assert writes(grafana) == []


def test_a_plan_of_few_asks_for_each(grafana: Grafana) -> None:
    """A list would bring all the others along."""
    few = {uid: MANY_BOARDS[uid] for uid in sorted(MANY_BOARDS)[:3]}
    world(grafana).plan(few)
    assert [each.path for each in grafana.requests if each.path == path("13.2")] == []


def test_what_is_new_edited_or_gone_is_seen_in_a_list_too(grafana: Grafana) -> None:
    """The history of what was edited is asked for as well, and nothing of the rest."""
    grafana.edit("board-07", lambda document: document.update(title="Theirs"))
    grafana.forget_requests()
    boards = {**MANY_BOARDS, "new": Board(title="New"), "board-08": Board(title="Other")}
    assert pending(world(grafana).plan(boards)) == {"new": "create", "board-07": "conflict", "board-08": "update"}
    assert grafana.count("GET", path("13.2")) == 7
    world(grafana).sync(MANY_BOARDS, force=("board-07",))


@pytest.mark.parametrize("status", [403, 410])
def test_a_list_that_breaks_off_is_finished_one_by_one(grafana: Grafana, status: int) -> None:
    """It has expired, or only single dashboards may be read: what was read of it counts."""
    body = {"kind": "Status", "reason": "Expired", "message": "The token is too old.", "code": status}
    grafana.inject(Fault(status=status, body=body, method="GET", path=path("13.2")))
    assert pending(world(grafana).plan(MANY_BOARDS)) == {}
    assert grafana.count("GET", f"{path('13.2')}/board") == COUNT


class _Family:
    """Says of each object what it is, and notes what it was asked for alone."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.judged_: list[str] = []

    def read(self, uid: str, entry: Entry | None) -> Held | None:
        """One by its uid."""
        self.asked.append(uid)
        return _held(uid)

    def glanced(self, found: Json, entry: Entry | None) -> Held | None:
        """Everything but what begins with an x."""
        name = found["metadata"]["name"]
        return None if name.startswith("x") else _held(name)

    def judged(self, found: Json, entry: Entry | None) -> Held:
        """What begins with an x."""
        self.judged_.append(found["metadata"]["name"])
        return _held(found["metadata"]["name"])


def _held(uid: str) -> Held:
    return Held(kind="dashboard", uid=uid, title=uid, folder=None, document=b"", hold="ours", where="")


def _pages(pages: tuple[str | Exception, ...]) -> Iterator[list[Json]]:
    """Each page, or the error in its place."""
    for page in pages:
        if isinstance(page, Exception):
            raise page
        yield [{"metadata": {"name": name}} for name in page.split()]


def _listing(family: _Family, wanted: str, *pages: str | Exception) -> Listing:
    entries = [Entry(kind="dashboard", uid=uid, title=uid, document=b"{}") for uid in wanted.split()]
    return Listing(pages=_pages(pages), family=family, wanted=entries)


def test_pages_are_read_as_far_as_they_are_needed() -> None:
    """In whatever order they are asked for."""
    family = _Family()
    listing = _listing(family, "a b c", "a b", "c d", "e f")
    assert [held.uid if (held := listing.read(uid, None)) else None for uid in "bca"] == ["b", "c", "a"]
    assert family.asked == []


def test_what_no_page_has_is_not_there() -> None:
    """The whole list was read, so that nobody has to be asked."""
    family = _Family()
    listing = _listing(family, "a b", "a", "c")
    assert (listing.read("b", None), family.asked) == (None, [])


def test_what_takes_more_questions_takes_them_outside() -> None:
    """One that was edited is judged by whoever wants it, from the object that the page had."""
    family = _Family()
    held = _listing(family, "x1 a", "x1 a").read("x1", None)
    assert (held is not None, family.judged_, family.asked) == (True, ["x1"], [])


def test_a_server_of_others_is_not_read_whole() -> None:
    """Where most of it is not ours, what is left is asked for one by one."""
    family = _Family()
    listing = _listing(family, "a b", *(" ".join(f"o{page}{number}" for number in range(5)) for page in range(9)))
    assert listing.read("a", None) is not None
    assert family.asked == ["a"]


def test_a_list_that_fails_is_no_list_without_them() -> None:
    """The error is told once, and from then on nothing passes for missing."""
    family = _Family()
    listing = _listing(family, "a b", "a", Unreachable("gone"))
    assert listing.read("a", None) is not None
    with pytest.raises(Unreachable, match="gone"):
        listing.read("b", None)
    assert listing.read("b", None) is not None
    assert family.asked == ["b"]


def test_a_refusal_that_is_not_about_the_list_is_told() -> None:
    """An internal error is no reason to ask sixty times."""
    with pytest.raises(Refused, match="internal"):
        _listing(_Family(), "a", Refused("internal error", status=500)).read("a", None)


def test_folders_are_asked_for_once() -> None:
    """The list that finds those with our mark has all of them."""
    boards = {f"in-{number}": Board(title="Load", folder=f"folder-{number}") for number in range(9)}
    with Grafana(release="13.2") as grafana:
        world(grafana).sync(boards)
        grafana.forget_requests()
        assert world(grafana).plan(boards).is_empty
        asked = [each.path for each in grafana.requests if each.path.startswith("/apis/folder")]
        assert asked == [path("13.2", plural="folders")]


def test_many_folders_come_in_a_list_too() -> None:
    """Only those whose permissions the code speaks of are asked for by themselves."""
    with Grafana(release="13.2") as grafana:
        ours = world(grafana)
        boards = {f"in-{number:02}": Board(title="Load", folder=f"folder-{number:02}") for number in range(COUNT)}
        assert ours.sync(boards).exit_code == 0
        grafana.forget_requests()
        assert pending(ours.plan(boards)) == {}
        assert grafana.count("GET", path("13.2", plural="folders")) == 1
        with ours._http() as http:
            kinds = Kinds(ours._environment, http)
            assert sorted(kinds.dashboards.uids()) == sorted(boards)
            assert len(list(kinds.folders.uids())) == COUNT
            held = kinds.folders.read("folder-00", None)
            assert held is not None
            assert kinds.folders.entry(held).title == "Folder folder-00"
            said = {"title": held.title, "permissions": [{"role": "Viewer", "permission": "View"}]}
            granted = Entry(kind="folder", uid=held.uid, title=held.title, document=canonical(said))
            family = kinds.folders
            assert isinstance(family, FolderResources)
            seen = family.reader([granted])(held.uid, granted)
            assert seen is not None
            assert b"permissions" in seen.document
