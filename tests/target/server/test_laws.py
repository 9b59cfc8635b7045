"""The law of a sync: whatever people and code do, no edit is lost, nothing foreign is touched, and it converges."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grafmint.testing import Fault, Grafana
from tests.matrix.direct import open_session, unplugged
from tests.target.server.story import Story

#: The uids of each project, and the releases that a server goes through.
UIDS = {"shop": ("a", "b", "c"), "mill": ("d", "e")}
RELEASES = ("9.4", "10.4", "11.6", "12.2", "13.2")
FOLDERS = (None, "f", "g")
folders, releases = st.sampled_from(FOLDERS), st.sampled_from(RELEASES)
refreshes, titles = st.sampled_from(("30s", "1m", "5m")), st.sampled_from(("x", "y", "z"))
SAVE, RESOURCES = "/api/dashboards/db", "/apis/dashboard.grafana.app"
STALE = {"message": "The dashboard has been changed by someone else", "status": "version-mismatch"}
STARTING = {"message": "starting"}
#: What goes wrong with one request, and passes.
FAULTS = (
    Fault(method="POST", path=SAVE),
    Fault(method="POST", path=SAVE, status=412, body=STALE),
    Fault(method="POST", path=SAVE, status=200, body={}),
    Fault(method="GET", path="/api/dashboards/uid/", status=503, body=STARTING),
    Fault(method="GET", path="/api/dashboards/uid/", happens="drop"),
    Fault(method="GET", path=RESOURCES, status=503, body=STARTING),
    *(
        fault
        for method, path in (("POST", SAVE), ("POST", RESOURCES), ("PUT", RESOURCES), ("DELETE", "/api"))
        for fault in (
            Fault(method=method, path=path, status=503, body=STARTING),
            Fault(method=method, path=path, happens="drop"),
            Fault(method=method, path=path, happens="refuse"),
        )
    ),
)


@pytest.fixture(autouse=True, scope="module")
def _without_sockets() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grafmint.target.server.http.client.open_session", open_session)
        yield


@attrs.define
class Server:
    """A server that two projects sync to, one release after the other."""

    grafana: Grafana
    projects: dict[str, Story]

    @classmethod
    def begun(cls, grafana: Grafana) -> "Server":
        """Each project has synced what it begins with."""
        server = cls(grafana, {name: Story(grafana, name) for name in UIDS})
        for project, title in zip(server.projects.values(), ("xyz", "pq"), strict=True):
            for uid, letter in zip(UIDS[project.project], title, strict=True):
                project.say(uid, letter, "1m", "f")
            project.run()
        return server

    def do(self, who: str, name: str, *arguments: Any, then: str = "") -> None:
        """Let something happen to a project, or to the server, and then perhaps a run."""
        actor = self.projects.get(who, self)
        getattr(actor, name)(*arguments)
        if then:
            getattr(actor, then)()

    def upgrade(self, release: str) -> None:
        """The server becomes another release, and that alone is no change to anybody."""
        if RELEASES.index(release) <= RELEASES.index(self.release):
            return
        before = [self.open(project) for project in self.projects.values()]
        self.grafana.upgrade(release)
        assert [self.open(project) for project in self.projects.values()] == before

    @property
    def release(self) -> str:
        """The release that it is, as these know it."""
        return self.grafana._state.profile.release.removesuffix(".0").removesuffix(".0-pre")

    def open(self, project: Story) -> set[tuple[str, str]]:
        """What a run would have to write, or would tell of."""
        steps = project.world.plan(project.code).steps
        return {(step.kind, step.uid) for step in steps if step.kind == "dashboard" and step.action not in _QUIET}

    def fault(self, fault: Fault) -> None:
        """One of the next requests goes wrong.

        Where annotations are dropped, the first dashboard of a run has two writes, and no mark between them: what
        breaks there is told in a test of the matrix.
        """
        if not (self.grafana.drops_annotations and fault.method in {"POST", "PUT"}):
            self.grafana.inject(fault)

    def settle(self) -> None:
        """Runs without anything in between: what went wrong once is done by the next one."""
        for project in self.projects.values():
            for _ in range(4):
                project.run()
        self.grafana._core.faults.clear()
        for project in self.projects.values():
            project.run()
        for project in self.projects.values():
            self.grafana.forget_requests()
            assert project.run().results == ()
            assert not [request for request in self.grafana.requests if request.method != "GET"]


_QUIET = ("unchanged", "stray")


def does(project: str) -> st.SearchStrategy[tuple[Any, ...]]:
    """Something that happens to a project: to its code, in the page, or a run."""
    known = UIDS[project]
    uids = st.sampled_from((*known, *(f"{uid}2" for uid in known)))
    own = st.sampled_from(known)
    operations = {
        "say": (uids, titles, refreshes, folders),
        "drop": (uids,),
        "rename": (own, own.map(lambda uid: f"{uid}2")),
        "hold": (own,),
        "release": (),
        "retitle": (uids, titles),
        "refresh": (uids, refreshes),
        "move": (uids, folders),
        "copy": (uids,),
        "delete": (uids,),
        "put_back": (uids,),
        "race": (uids, refreshes),
    }
    made = st.one_of([st.tuples(st.just(project), st.just(name), *each) for name, each in operations.items()])
    return st.tuples(made, st.sampled_from(("", "run", "prune")))


SERVERS = st.one_of(
    st.tuples(st.just("server"), st.just("fault"), st.sampled_from(FAULTS)),
    st.tuples(st.just("server"), st.just("upgrade"), releases),
)
HAPPENS = st.one_of(does("shop"), does("shop"), does("mill"), st.tuples(SERVERS, st.just("")))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(release=releases, drops=st.booleans(), happens=st.lists(HAPPENS, min_size=4, max_size=16))
@example(
    release="9.4",
    drops=False,
    happens=[
        (("shop", "say", "a", "x", "30s", None), ""),
        (("shop", "drop", "b"), ""),
        (("shop", "refresh", "a", "30s"), ""),
        (("shop", "say", "a", "y", "1m", "f"), ""),
    ],
)
@example(
    release="11.6", drops=False, happens=[(("shop", "rename", "b", "b2"), "run"), (("shop", "put_back", "b2"), "")]
)
def test_any_story_ends_well(release: str, drops: bool, happens: list[tuple[Any, ...]]) -> None:
    """Any sequence of changes in code and page, of runs, faults and upgrades: the code's state, or told conflicts."""
    grafana = Grafana(release=release)
    grafana.drops_annotations = drops
    with unplugged(grafana):
        server = Server.begun(grafana)
        for (who, name, *arguments), then in happens:
            server.do(who, name, *arguments, then=then)
        server.settle()
        shop = server.projects["shop"]
        shop.release()
        resolve(shop)


def resolve(story: Story) -> None:
    """Whatever is in conflict is resolved when that is asked for, but for what others have to decide."""
    last = story.run()
    taken = set[str]()
    for _ in range(len(UIDS["shop"]) + 2):
        forced = tuple(step.uid for step in last.plan.conflicts if step.way_out == "--force")
        if forced:
            # What is overwritten may want a title that another one has: told once the edit is out of the way.
            taken |= {step.uid for step in story.run(force=forced).plan.conflicts if step.way_out is None}
            last = story.run()
    # Titles that others have taken, or that two want of each other, are theirs to resolve.
    stuck = {step.uid for step in last.plan.conflicts}
    assert all(step.way_out is None or step.uid in taken for step in last.plan.conflicts)
    rest = {uid: board for uid, board in story.code.items() if uid not in stuck}
    assert {uid: story.live(uid) for uid in rest} == rest
    assert story.run().results == ()
