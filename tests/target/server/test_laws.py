"""The law of a sync: whatever people and code do, no edit is lost, nothing foreign is touched, and it converges."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import attrs
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grafmint.outcome import Outcome
from grafmint.testing import Fault, Grafana
from tests.target.server.world import Board, World

UIDS = ("a", "b", "c")
FOLDERS = (None, "f", "g")
uids, folders = st.sampled_from(UIDS), st.sampled_from(FOLDERS)
refreshes, titles = st.sampled_from(("30s", "1m", "5m")), st.sampled_from(("x", "y", "z"))
SAVE = "/api/dashboards/db"
STALE = {"message": "The dashboard has been changed by someone else", "status": "version-mismatch"}
#: What goes wrong with one request, and passes.
FAULTS = (
    Fault(method="POST", path=SAVE),
    Fault(method="POST", path=SAVE, status=412, body=STALE),
    Fault(method="POST", path=SAVE, status=503, body={"message": "starting"}),
    Fault(method="POST", path=SAVE, status=200, body={}),
    Fault(method="POST", path=SAVE, happens="drop"),
    Fault(method="POST", path=SAVE, happens="refuse"),
    Fault(method="GET", path="/api/dashboards/uid/", status=503, body={"message": "starting"}),
    Fault(method="GET", path="/api/dashboards/uid/", happens="drop"),
)


@attrs.define
class Story:
    """What happened so far: the code, and what we wrote last of each dashboard."""

    grafana: Grafana
    code: dict[str, Board] = attrs.field(factory=dict)
    written: dict[str, Board] = attrs.field(factory=dict)
    copies: int = 0
    raced: tuple[str, str] | None = None

    @property
    def world(self) -> World:
        """The project that syncs to it."""
        return World(self.grafana.url, self.grafana.token)

    def live(self, uid: str) -> Board | None:
        """The dashboard as it is on the server now."""
        data = self.grafana.dashboard(uid)
        if data is None:
            return None
        return Board(title=data["title"], refresh=data["refresh"], folder=self.grafana.folder_of(uid))

    def state(self) -> dict[str, Any]:
        """Every byte of every dashboard, with its version and folder."""
        return {uid: (self.grafana.dashboard(uid), self.grafana.folder_of(uid)) for uid in self.grafana.dashboards()}

    def run(self, force: tuple[str, ...] = ()) -> Outcome:
        """Sync, and hold what was done against what may be done."""
        before, lives = dict[str, Any](), dict[str, Board | None]()

        def meanwhile() -> None:
            if self.raced is not None:
                self.refresh(*self.raced)
            before.update(self.state())
            lives.update({uid: self.live(uid) for uid in self.code})

        outcome = self.world.sync(self.code, meanwhile, force=force)
        written = {step.uid for step in outcome.done if step.kind == "dashboard"}
        after = self.state()
        assert {uid: after.get(uid) for uid in before if uid not in written} == {
            uid: state for uid, state in before.items() if uid not in written
        }, "what was not written is as it was"
        assert written <= set(self.code), "nothing is written that the code has not"
        if not force:
            for uid in written:
                self.assert_nothing_is_lost(uid, lives[uid])
        for uid in written:
            assert self.live(uid) == self.code[uid], "what is written is what the code says"
            self.written[uid] = self.code[uid]
        left = {step.uid for step in (*outcome.plan.conflicts, *(step for step, _ in outcome.failed))}
        if self.raced is not None:
            # What was saved after the plan is told by the next run.
            left.add(self.raced[0])
            self.raced = None
        for uid, board in self.code.items():
            assert uid in left or self.live(uid) == board, "it is as in the code, or told"
        return outcome

    def assert_nothing_is_lost(self, uid: str, live: Board | None) -> None:
        """Each field that somebody changed since our last write has the value that the code writes."""
        if live is None:
            return
        base = self.written[uid]
        for field in ("title", "refresh", "folder"):
            theirs, code = getattr(live, field), getattr(self.code[uid], field)
            assert theirs in {getattr(base, field), code}, f"the {field} of {uid} was edited and is lost"

    def say(self, uid: str, title: str, refresh: str, folder: str | None) -> None:
        """The code changes, to what check lets through: no two of one title in a folder."""
        others = {(board.title, board.folder) for other, board in self.code.items() if other != uid}
        if (title, folder) not in others:
            self.code[uid] = Board(title=title, refresh=refresh, folder=folder)

    def drop(self, uid: str) -> None:
        """The code has it no more."""
        self.code.pop(uid, None)

    def retitle(self, uid: str, title: str) -> None:
        """Somebody gives it another title in the page."""
        self._edit(uid, lambda data: data.update(title=title))

    def refresh(self, uid: str, refresh: str) -> None:
        """Somebody changes how often it refreshes."""
        self._edit(uid, lambda data: data.update(refresh=refresh))

    def _edit(self, uid: str, change: Callable[[dict[str, Any]], None]) -> None:
        # The page refuses a title that another one has in the folder.
        if self.live(uid) is not None:
            with suppress(ValueError):
                self.grafana.edit(uid, change)

    def race(self, uid: str, refresh: str) -> None:
        """Somebody saves it after the next plan and before its first step."""
        self.raced = uid, refresh

    def fault(self, fault: Fault) -> None:
        """One of the next requests goes wrong."""
        self.grafana.inject(fault)

    def move(self, uid: str, folder: str | None) -> None:
        """Somebody moves it in the page."""
        if self.live(uid) is not None and (folder is None or folder in self.grafana.folders()):
            with suppress(ValueError):
                self.grafana.move(uid, folder)

    def copy(self, uid: str) -> None:
        """Somebody saves it under another name, tags and all."""
        if self.live(uid) is not None:
            self.copies += 1
            self.grafana.copy(uid, f"copy-{self.copies}", f"Copy {self.copies}")

    def delete(self, uid: str) -> None:
        """Somebody deletes it."""
        if self.live(uid) is not None:
            self.grafana.delete(uid)
            self.written.pop(uid, None)

    def put_back(self, uid: str) -> None:
        """Somebody puts its first version back."""
        if self.live(uid) is not None:
            with suppress(ValueError):
                self.grafana.put_back(uid, 1)


OPERATIONS = st.one_of(
    st.tuples(st.just("say"), uids, titles, refreshes, folders),
    st.tuples(st.just("drop"), uids),
    st.tuples(st.just("retitle"), uids, titles),
    st.tuples(st.just("refresh"), uids, refreshes),
    st.tuples(st.just("move"), uids, folders),
    st.tuples(st.just("copy"), uids),
    st.tuples(st.just("delete"), uids),
    st.tuples(st.just("put_back"), uids),
    st.tuples(st.just("race"), uids, refreshes),
    st.tuples(st.just("fault"), st.sampled_from(FAULTS)),
    st.tuples(st.just("run")),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations=st.lists(OPERATIONS, max_size=14))
@example(
    operations=[("say", "a", "x", "30s", None), ("drop", "b"), ("refresh", "a", "30s"), ("say", "a", "y", "1m", "f")]
)
def test_any_story_ends_well(operations: list[tuple[Any, ...]]) -> None:
    """Any sequence of changes in code and page, and of runs, ends with the code's state and reported conflicts."""
    with Grafana() as grafana:
        story = Story(grafana)
        for uid, title in zip(UIDS, ("x", "y", "z"), strict=True):
            story.say(uid, title, "1m", "f")
        story.run()
        for name, *arguments in operations:
            getattr(story, name)(*arguments)
        # What is raced or goes wrong once is done by the next run, and what is adopted is settled then.
        for _ in range(3):
            story.run()
        grafana.forget_requests()
        again = story.run()
        assert again.results == ()
        assert not [request for request in grafana.requests if request.method != "GET"]
        last = again
        # What still goes wrong may go wrong twice, and then the step fails and is told.
        taken = set[str]()
        for _ in range(len(UIDS) + 2):
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
